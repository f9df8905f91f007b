//! How somebody can be reached.

use super::said::Said;

/// The first address. What a mail server would say of it is its own matter.
pub(crate) fn email(said: &Said) -> Option<(usize, usize, String)> {
    let is_part = |place: usize| matches!(said.at(place), 'a'..='z' | '0'..='9' | '.' | '_' | '%' | '+' | '-');
    let at = (0..said.len()).find(|place| said.at(*place) == '@')?;
    let from = (0..at).rev().find(|place| !is_part(*place)).map_or(0, |place| place + 1);
    let mut to = (at + 1..said.len()).find(|place| !is_part(*place)).unwrap_or(said.len());
    while said.at(to - 1) == '.' {
        to -= 1;
    }
    let host = said.text(at + 1, to);
    let is_host = host.contains('.') && host.split('.').all(|part| !part.is_empty());
    (from < at && is_host).then(|| (from, to, said.text(from, to)))
}

/// Beside the question any 7 to 15 digits are a number; else it begins with `+` or has the eleven of a Chinese mobile one.
pub(crate) fn phone(said: &Said, is_asked: bool) -> Option<(usize, usize, String)> {
    let mut place = 0;
    while place < said.len() {
        let begin = place;
        let mut digits = String::new();
        let (mut from, mut to) = (begin, begin);
        while let c @ ('0'..='9' | '+' | ' ' | '-' | '(' | ')' | '.' | '/') = said.at(place) {
            if c.is_ascii_digit() || c == '+' && digits.is_empty() {
                from = if digits.is_empty() { place } else { from };
                digits.push(c);
                to = place + 1;
            }
            place += 1;
        }
        place = place.max(begin + 1);
        let is_foreign = digits.starts_with('+');
        let count = digits.len() - usize::from(is_foreign);
        let is_mobile = count == 11 && digits.starts_with('1');
        let joins = from > 0 && said.at(from - 1).is_ascii_alphanumeric() || said.at(to).is_ascii_alphabetic();
        if (7..=15).contains(&count) && (is_asked || is_foreign || is_mobile) && !joins {
            return Some((from, to, digits));
        }
    }
    None
}
