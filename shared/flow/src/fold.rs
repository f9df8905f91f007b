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
        out.extend(c.to_lowercase());
    }
    let kept = out.trim_end_matches(['.', '!', '?', ',', ';', '。', '、', '~', ' ']).len();
    // Punctuation alone is kept: it may be the whole label.
    if kept > 0 {
        out.truncate(kept);
    }
    out
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
    use super::fold;

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
