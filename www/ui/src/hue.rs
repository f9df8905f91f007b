//! A colour and a short handle for somebody without a name, the same on every screen.

/// How many colours the style sheet has (`.hue-0` …).
pub const HUES: u128 = 8;

/// The class of the colour that belongs to these id bits.
#[must_use]
pub fn class(bits: u128) -> &'static str {
    // By a prime first, so that every bit of an id counts.
    match bits % 1_000_003 % HUES {
        0 => "hue-0",
        1 => "hue-1",
        2 => "hue-2",
        3 => "hue-3",
        4 => "hue-4",
        5 => "hue-5",
        6 => "hue-6",
        7.. => "hue-7",
    }
}

/// Four letters to tell people without names apart.
#[must_use]
pub fn handle(bits: u128) -> String {
    format!("{:04X}", bits >> 112)
}

/// One or two letters for a name: `Lin Mei` is `LM`, `王芳` is `芳`.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    match (words.next(), words.next_back()) {
        (Some(first), None) if !first.is_ascii() => name.trim().chars().next_back().into_iter().collect(),
        (Some(first), Some(_)) if !first.is_ascii() => first.to_string(),
        (Some(first), Some(last)) => first.to_uppercase().chain(last.to_uppercase()).collect(),
        (Some(first), None) => first.to_uppercase().collect(),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bits_have_the_same_colour_and_handle() {
        let bits = 0xab12_0000_0000_0000_0000_0000_0000_0007;
        assert_eq!(class(bits), class(bits));
        assert_eq!(handle(bits), "AB12");
        assert_eq!(class(7), "hue-7");
    }

    #[test]
    fn initials_fit_latin_and_chinese_names() {
        for (name, letters) in
            [("Lin Mei", "LM"), ("Sam", "S"), ("王芳", "芳"), ("林 Mei", "林"), ("  ", ""), ("Ana de la Cruz", "AC")]
        {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
