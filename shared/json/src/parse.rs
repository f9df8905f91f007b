//! Text to tree.

use std::borrow::Cow;

use crate::{Error, Value};

/// Lists and objects within each other, at most.
pub const DEPTH: u32 = 64;

/// Reads one value and nothing after it (RFC 8259).
///
/// # Errors
/// [`Error::Syntax`] with the place, or [`Error::TooDeep`].
pub fn parse(text: &str) -> Result<Value<'_>, Error> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(0)?;
    parser.space();
    if parser.at == text.len() { Ok(value) } else { Err(parser.wrong()) }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn value(&mut self, depth: u32) -> Result<Value<'a>, Error> {
        if depth > DEPTH {
            return Err(Error::TooDeep);
        }
        self.space();
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Value::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            Some(_) | None => Err(self.wrong()),
        }
    }

    fn object(&mut self, depth: u32) -> Result<Value<'a>, Error> {
        let mut members = Vec::new();
        self.at += 1;
        self.space();
        if !self.eat(b'}') {
            loop {
                self.space();
                if self.peek() != Some(b'"') {
                    return Err(self.wrong());
                }
                let name = self.string()?;
                self.space();
                self.expect(b':')?;
                members.push((name, self.value(depth + 1)?));
                self.space();
                if self.eat(b'}') {
                    break;
                }
                self.expect(b',')?;
            }
        }
        Ok(Value::Object(members))
    }

    fn list(&mut self, depth: u32) -> Result<Value<'a>, Error> {
        let mut values = Vec::new();
        self.at += 1;
        self.space();
        if !self.eat(b']') {
            loop {
                values.push(self.value(depth + 1)?);
                self.space();
                if self.eat(b']') {
                    break;
                }
                self.expect(b',')?;
            }
        }
        Ok(Value::List(values))
    }

    /// Borrowed, unless there is an escape in it.
    fn string(&mut self) -> Result<Cow<'a, str>, Error> {
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let plain = rest.bytes().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)).count();
            // What ends the run is ASCII, so the run ends between characters.
            let run = rest.get(..plain).unwrap_or_default();
            self.at += plain;
            if text.is_empty() {
                text = Cow::Borrowed(run);
            } else {
                text.to_mut().push_str(run);
            }
            if self.eat(b'"') {
                return Ok(text);
            }
            self.expect(b'\\')?;
            let escaped = self.escape()?;
            text.to_mut().push(escaped);
        }
    }

    fn escape(&mut self) -> Result<char, Error> {
        let byte = self.peek().ok_or(self.wrong())?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(self.wrong()),
        })
    }

    fn unicode(&mut self) -> Result<char, Error> {
        let first = self.hex()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            self.expect(b'\\')?;
            self.expect(b'u')?;
            let second = self.hex()?;
            if !(0xdc00..0xe000).contains(&second) {
                return Err(self.wrong());
            }
            0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
        } else {
            first
        };
        char::from_u32(code).ok_or(self.wrong())
    }

    fn hex(&mut self) -> Result<u32, Error> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16)).ok_or(self.wrong())?;
            self.at += 1;
            code = code * 16 + digit;
        }
        Ok(code)
    }

    fn number(&mut self) -> Result<Value<'a>, Error> {
        let is_negative = self.eat(b'-');
        let start = self.at;
        let mut whole: Option<u64> = Some(0);
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            whole = whole.and_then(|whole| whole.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
            self.at += 1;
        }
        let digits = self.at - start;
        let has_leading_zero = digits > 1 && self.text.as_bytes().get(start) == Some(&b'0');
        if digits == 0 || has_leading_zero {
            return Err(self.wrong());
        }
        if self.eat(b'.') {
            self.digits()?;
            whole = None;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _ = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
            whole = None;
        }
        Ok(match (whole, is_negative) {
            (Some(whole), false) => Value::Unsigned(whole),
            (Some(0), true) | (None, _) => Value::Other,
            (Some(whole), true) => 0_i64.checked_sub_unsigned(whole).map_or(Value::Other, Value::Negative),
        })
    }

    fn digits(&mut self) -> Result<(), Error> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(self.wrong()) }
    }

    fn word(&mut self, word: &str, value: Value<'a>) -> Result<Value<'a>, Error> {
        if self.rest().starts_with(word) {
            self.at += word.len();
            Ok(value)
        } else {
            Err(self.wrong())
        }
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<(), Error> {
        if self.eat(byte) { Ok(()) } else { Err(self.wrong()) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn wrong(&self) -> Error {
        Error::Syntax { at: self.at }
    }
}
