//! Comparing what people type with what owners wrote.

/// `text` in half width and lower case, without outer white space and closing punctuation, inner white space as one blank.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars().map(half_width) {
        if c.is_whitespace() {
            blank = !out.is_empty();
            continue;
        }
        if blank {
            out.push(' ');
            blank = false;
        }
        out.push(small(c));
    }
    let kept = out.trim_end_matches(['.', '!', '?', ',', ';', '。', '、', '~', ' ']).len();
    // Punctuation alone is kept: it may be the whole label.
    if kept > 0 {
        out.truncate(kept);
    }
    out
}

/// The small letter of a capital one, of Latin, Greek and Cyrillic as far as their blocks are regular: the table of all of Unicode is
/// ten kilobytes of a customer's download, and a letter that it alone knows is still equal to itself.
fn small(c: char) -> char {
    let code = u32::from(c);
    let small = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3a9 | 0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        // Capitals are even, their small letters follow.
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff => code | 1,
        // And here they are odd.
        0x139..=0x148 | 0x179..=0x17e if code % 2 == 1 => code + 1,
        _ => code,
    };
    char::from_u32(small).unwrap_or(c)
}

/// The ASCII character of a full-width form, or the character itself.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, small};

    #[test]
    fn a_capital_letter_of_the_usual_scripts_is_its_small_one_and_no_other_letter_changes() {
        for c in ('\0'..='\u{17f}').chain('\u{370}'..='\u{45f}').chain('\u{1e00}'..='\u{1eff}') {
            let mut known = c.to_lowercase();
            let expected = known.next().filter(|_| known.next().is_none()).unwrap_or(c);
            let found = small(c);
            assert!(found == expected || found == c, "{c} became {found}, not {expected}");
        }
        for (capitals, smalls) in [("ÄÖÜÉÑÇŁŠŽĀŐ", "äöüéñçłšžāő"), ("ΑΒΓΣΩ", "αβγσω"), ("ЖЁЯ", "жёя"), ("ỆẠ", "ệạ")]
        {
            assert_eq!(fold(capitals), smalls);
        }
    }

    #[test]
    fn case_width_blanks_and_closing_punctuation_do_not_count() {
        for (typed, folded) in [
            ("  Yes,  PLEASE! ", "yes, please"),
            ("ＬＭ－１２", "lm-12"),
            ("收到时已损坏。", "收到时已损坏"),
            ("ok　then", "ok then"),
            ("?", "?"),
            ("", ""),
        ] {
            assert_eq!(fold(typed), folded);
        }
    }
}
