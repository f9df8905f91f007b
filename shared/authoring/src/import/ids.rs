//! Ids and titles from the names of others.

use std::collections::BTreeSet;

/// Long enough to be told apart, short enough to be read in a list.
const LONGEST: usize = 48;

/// `text` as an id: small Latin letters, digits and `_`; `otherwise` where nothing of it remains.
pub(crate) fn label(text: &str, otherwise: &str) -> String {
    let mut id = String::new();
    let mut before = ' ';
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            // `OrderStatus` is two words.
            if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
                id.push('_');
            }
            id.push(c.to_ascii_lowercase());
        } else if c == '-' && before.is_ascii_alphanumeric() {
            id.push('-');
        } else if !matches!(c, '\'' | '’') && !id.is_empty() && !id.ends_with(['_', '-']) {
            id.push('_');
        }
        before = c;
        if id.len() >= LONGEST {
            // Whole words, where there are any.
            let cut = id.rfind('_').filter(|cut| *cut > LONGEST / 2).unwrap_or(LONGEST);
            id.truncate(cut);
            break;
        }
    }
    let id = id.trim_matches(['_', '-']);
    if id.is_empty() { otherwise.to_owned() } else { id.to_owned() }
}

/// Ids in use.
#[derive(Default)]
pub(crate) struct Taken(BTreeSet<String>);

impl Taken {
    /// The id itself, or with the first number that makes it new.
    pub(crate) fn take(&mut self, id: &str) -> String {
        let mut chosen = id.to_owned();
        let mut number = 2_usize;
        while !self.0.insert(chosen.clone()) {
            chosen = format!("{id}_{number}");
            number += 1;
        }
        chosen
    }
}

/// A name for people: `check_order.status` becomes `Check order status`; a sentence stays what it is.
pub(super) fn title(name: &str) -> String {
    if name.trim().contains(' ') {
        return name.trim().to_owned();
    }
    let mut title = String::new();
    let mut before = ' ';
    // `faq/helmet` is the helmet of all questions.
    let own = name.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    for c in own.chars() {
        if matches!(c, '_' | '-' | '.' | '+') {
            title.push(' ');
        } else if c.is_uppercase() && before.is_lowercase() {
            title.push(' ');
            title.extend(c.to_lowercase());
        } else {
            title.push(c);
        }
        before = c;
    }
    let mut chars = title.trim().chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
