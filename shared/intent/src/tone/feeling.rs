//! What the words and signs of a text say of feeling, without a model.

use std::sync::LazyLock;

use super::tokens::{Clause, tokens};
use crate::normalize::MAX_CHARS;

/// How many numbers [`Feeling::signals`] gives.
#[cfg(any(feature = "train", feature = "encoder"))]
pub(super) const SIGNALS: usize = 8;
/// How far a negation reaches, in tokens.
const REACH: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plus,
    Minus,
    Not,
}

#[derive(Default)]
struct Words {
    /// Longest first, so that `不错` is found before `不`.
    phrases: Vec<(Clause, Kind)>,
    plus_faces: Vec<&'static str>,
    minus_faces: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::parse(include_str!("../../data/tone/sentiment.txt")));

/// Counts of what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Feeling {
    plus: u16,
    minus: u16,
    negations: u16,
    plus_faces: u16,
    minus_faces: u16,
    exclamations: u16,
    questions: u16,
}

impl Feeling {
    pub(super) fn of(text: &str, clauses: &[Clause]) -> Self {
        let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(place, _)| place);
        let text = text.get(..end).unwrap_or_default();
        let faces = |faces: &[&str]| faces.iter().filter(|face| text.contains(**face)).count() as u16;
        let marks = |marks: [char; 2]| text.chars().filter(|character| marks.contains(character)).count() as u16;
        let mut feeling = Self {
            plus_faces: faces(&WORDS.plus_faces),
            minus_faces: faces(&WORDS.minus_faces),
            exclamations: marks(['!', '！']),
            questions: marks(['?', '？']),
            ..Self::default()
        };
        clauses.iter().for_each(|clause| feeling.read(clause));
        feeling
    }

    fn read(&mut self, clause: &[String]) {
        let (mut place, mut negated_until) = (0, 0);
        while let Some(rest) = clause.get(place..).filter(|rest| !rest.is_empty()) {
            let Some((phrase, kind)) = WORDS.phrases.iter().find(|(phrase, _)| rest.starts_with(phrase)) else {
                place += 1;
                continue;
            };
            let is_negated = place < negated_until;
            place += phrase.len();
            match (kind, is_negated) {
                (Kind::Not, _) => {
                    self.negations += 1;
                    negated_until = place + REACH;
                }
                (Kind::Plus, false) | (Kind::Minus, true) => self.plus += 1,
                (Kind::Minus, false) | (Kind::Plus, true) => self.minus += 1,
            }
        }
    }

    /// Above 0 pleased, below displeased.
    pub(super) fn balance(self) -> i32 {
        i32::from(self.plus) + 2 * i32::from(self.plus_faces) - i32::from(self.minus) - 2 * i32::from(self.minus_faces)
    }

    /// The same as numbers of the size of a vector's, for a linear head beside it.
    #[cfg(any(feature = "train", feature = "encoder"))]
    pub(super) fn signals(self) -> [f32; SIGNALS] {
        let some = |count: u16, most: u16| f32::from(count.min(most)) / f32::from(most);
        [
            some(self.plus, 3),
            some(self.minus, 3),
            some(self.negations, 2),
            some(self.plus_faces, 1),
            some(self.minus_faces, 1),
            some(self.exclamations, 3),
            some(self.questions, 1),
            self.balance().signum() as f32,
        ]
    }
}

impl Words {
    fn parse(text: &'static str) -> Self {
        let mut words = Self::default();
        for line in text.lines() {
            let Some((kind, rest)) = line.split_once(' ') else { continue };
            let kind = match kind {
                "plus" => Kind::Plus,
                "minus" => Kind::Minus,
                "not" => Kind::Not,
                "plusface" => {
                    words.plus_faces.extend(rest.split(' '));
                    continue;
                }
                "minusface" => {
                    words.minus_faces.extend(rest.split(' '));
                    continue;
                }
                _ => continue,
            };
            words.phrases.extend(rest.split('|').map(|phrase| (tokens(&phrase.replace('_', " ")), kind)));
        }
        words.phrases.retain(|(phrase, _)| !phrase.is_empty());
        words.phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::tokens::clauses;

    #[test]
    fn words_faces_and_negations_are_weighed() {
        for (text, sign) in [
            ("this is great", 1),
            ("not great", -1),
            ("not bad at all", 1),
            ("where is my order", 0),
            ("ok :(", -1),
            ("质量不错", 1),
            ("太差了", -1),
            ("不喜歡", -1),
            ("几点开门", 0),
        ] {
            assert_eq!(Feeling::of(text, &clauses(text)).balance().signum(), sign, "{text}");
        }
    }
}
