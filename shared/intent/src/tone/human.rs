//! Whether a customer asks for a person.

use std::sync::LazyLock;

use super::{pattern::Lexicon, tokens::Clause};

static ASKING: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/tone/human.txt")));

/// Whether one of these clauses asks to be put through to a person.
pub(super) fn is_wanted(clauses: &[Clause]) -> bool {
    ASKING.weight(clauses) > 0
}
