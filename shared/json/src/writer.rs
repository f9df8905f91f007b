//! Values to text.

/// A text under construction. Commas come by themselves.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    /// Members that the next object begins with: tags of enums whose variants are written as objects of their own.
    tags: Vec<(&'static str, &'static str)>,
}

impl Writer {
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// Begins an object.
    pub fn open(&mut self) {
        self.separate();
        self.text.push('{');
        for (member, name) in std::mem::take(&mut self.tags) {
            self.member(member);
            self.string(name);
        }
    }

    pub fn close(&mut self) {
        self.text.push('}');
    }

    /// Begins the next object with this member.
    pub fn tagged(&mut self, member: &'static str, name: &'static str) {
        self.tags.push((member, name));
    }

    /// The name of a member; its value comes next.
    pub fn member(&mut self, name: &str) {
        self.string(name);
        self.text.push(':');
    }

    /// Begins a list.
    pub fn begin(&mut self) {
        self.separate();
        self.text.push('[');
    }

    pub fn end(&mut self) {
        self.text.push(']');
    }

    /// A word or a number as it stands.
    pub fn plain(&mut self, word: &str) {
        self.separate();
        self.text.push_str(word);
    }

    pub fn number(&mut self, number: u64) {
        // By hand: `Display` brings the machinery of padding and signs.
        let mut digits = [0; 20];
        let mut rest = number;
        let mut start = digits.len();
        for (place, digit) in digits.iter_mut().enumerate().rev() {
            // Below ten, so the cast keeps it whole.
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
            start = place;
            if rest == 0 {
                break;
            }
        }
        self.plain(digits.get(start..).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default());
    }

    pub fn string(&mut self, held: &str) {
        self.separate();
        self.text.push('"');
        let mut start = 0;
        for (place, byte) in held.bytes().enumerate() {
            let escape = match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                0x8 => "\\b",
                0xc => "\\f",
                b'\n' => "\\n",
                b'\r' => "\\r",
                b'\t' => "\\t",
                0..0x20 => "\\u00",
                _ => continue,
            };
            // What is escaped is ASCII, so both cuts are between characters.
            self.text.push_str(held.get(start..place).unwrap_or_default());
            self.text.push_str(escape);
            if escape.len() > 2 {
                for digit in [byte >> 4, byte & 15] {
                    self.text.push(char::from_digit(u32::from(digit), 16).unwrap_or_default());
                }
            }
            start = place + 1;
        }
        self.text.push_str(held.get(start..).unwrap_or_default());
        self.text.push('"');
    }

    /// A comma, unless a value, or the first of a list or an object, comes next. What ends in one of these outside of a string
    /// cannot be the end of a value.
    fn separate(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }
}
