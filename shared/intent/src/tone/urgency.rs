//! How pressing a matter is.

use std::sync::LazyLock;

use super::{pattern::Lexicon, tokens::Clause};

static PRESSING: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/tone/urgency.txt")));

/// The weight of evidence at which a text counts as urgent.
const ENOUGH: f32 = 2.0;

/// How pressing, from 0 (calm) to nearly 1; from .5 on urgent. Shouting alone presses nobody, it only adds.
pub(super) fn score(text: &str, clauses: &[Clause]) -> f32 {
    let words = f32::from(PRESSING.weight(clauses));
    let evidence = if words > 0.0 && is_shouted(text) { words + 1.0 } else { words };
    evidence / (evidence + ENOUGH)
}

/// Two exclamation marks, or a few words in capitals alone.
fn is_shouted(text: &str) -> bool {
    let read = || text.chars().take(crate::normalize::MAX_CHARS);
    let marks = read().filter(|character| matches!(character, '!' | '！')).count();
    let capitals = read().filter(char::is_ascii_uppercase).count();
    marks >= 2 || (capitals >= 6 && !read().any(|character| character.is_ascii_lowercase()))
}
