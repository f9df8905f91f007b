//! Common words of English.

use std::{collections::BTreeSet, sync::LazyLock};

static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/tone/english.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether a word in lower case is a common one of English, or its possessive.
pub(super) fn knows(word: &str) -> bool {
    WORDS.contains(word) || word.strip_suffix("'s").is_some_and(|word| WORDS.contains(word))
}
