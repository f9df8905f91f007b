//! Numbers that nobody may keep: payment cards, bank accounts (IBAN), Chinese resident ids.
//!
//! Each has a checksum, and only what passes it is masked, so that order numbers stay what they are (one in ten numbers as long as a
//! card's passes by chance, one in eleven as long as a resident id that also holds a date, one in 97 shaped like an IBAN of its country).
//! Digits may be grouped by blanks and hyphens, be full-width or of another script, and stand in a text without spaces. The last
//! four characters are kept, for people to tell which one was meant.
//!
//! Every number that could be read from a place is masked, also where one reading overlaps another: of two readings neither is
//! known to be the right one. A masked text has no such number left, so masking it again changes nothing.

mod number;

/// What stands for a masked character.
pub const MASK: char = '•';

/// How many characters of a number are kept.
const KEPT: usize = 4;

/// The text with such numbers masked. None where there is nothing to mask, which is nearly always.
#[must_use]
pub fn masked(text: &str) -> Option<String> {
    // The shortest has 13 digits.
    if text.chars().filter(|c| number::digit(*c).is_some()).nth(12).is_none() {
        return None;
    }
    let mut text: Vec<char> = text.chars().collect();
    let mut changed = false;
    // What is masked may leave the end of one number as the beginning of another, or end one that went on.
    while round(&mut text) {
        changed = true;
    }
    changed.then(|| text.into_iter().collect())
}

/// Masks what can be read now; false where there is nothing. Twice is usually enough. Each further time takes at least nine more
/// characters, so that the longest text is done after a few hundred: milliseconds, for who tries hard.
fn round(text: &mut [char]) -> bool {
    let mut front: Vec<usize> = Vec::new();
    for start in (0..text.len()).filter(|place| number::begins(text, *place)) {
        for mut places in number::from(text, start) {
            places.truncate(places.len().saturating_sub(KEPT));
            front.append(&mut places);
        }
    }
    for place in &front {
        if let Some(letter) = text.get_mut(*place) {
            *letter = MASK;
        }
    }
    !front.is_empty()
}

/// Masks a text where it stands.
pub fn mask(text: &mut String) {
    if let Some(masked) = masked(text) {
        *text = masked;
    }
}
