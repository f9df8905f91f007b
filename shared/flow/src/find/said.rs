//! A text that is searched, character by character.

use crate::traditional::{plain, simplified};

/// Half width, lower case, simplified characters. What a value was read from is blotted out, so that nothing else is read from it.
#[derive(Clone)]
pub(crate) struct Said {
    chars: Vec<char>,
}

/// Stands for what was read, and for what is beyond the end.
const BLOT: char = '\0';

impl Said {
    pub(crate) fn new(text: &str) -> Said {
        Said { chars: plain(text).chars().collect() }
    }

    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(crate) fn at(&self, place: usize) -> char {
        self.chars.get(place).copied().unwrap_or(BLOT)
    }

    fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or(BLOT, |place| self.at(place))
    }

    pub(crate) fn text(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().collect()
    }

    /// What is not blotted, without the punctuation before it.
    pub(crate) fn left(&self) -> String {
        let left = self.chars.iter().skip_while(|c| matches!(**c, BLOT | ' ' | ',' | '.' | '!' | '。' | '是'));
        left.collect()
    }

    pub(crate) fn blot(&mut self, from: usize, to: usize) {
        for c in self.chars.get_mut(from..to).unwrap_or_default() {
            *c = BLOT;
        }
    }

    /// Behind the blanks at `place`.
    pub(crate) fn skip(&self, mut place: usize) -> usize {
        while self.at(place) == ' ' {
            place += 1;
        }
        place
    }

    /// The end of the whole `word` that begins at `from`, if it does. Latin words end at other characters; Chinese ones anywhere.
    pub(crate) fn word(&self, from: usize, word: &str) -> Option<usize> {
        let mut to = from;
        let mut last = BLOT;
        for c in word.chars() {
            if self.at(to) != simplified(c) {
                return None;
            }
            last = c;
            to += 1;
        }
        let next = self.at(to);
        let joins_before = self.at(from).is_ascii_alphabetic() && self.before(from).is_ascii_alphabetic();
        let joins_after = last.is_ascii_alphanumeric() && (next.is_ascii_alphanumeric() || next == '/');
        (to > from && !joins_before && !joins_after).then_some(to)
    }

    /// The end of the longest of these words at `from`, and its place in the list.
    pub(crate) fn one_of(&self, from: usize, words: &[&str]) -> Option<(usize, usize)> {
        let mut best = None;
        for (place, word) in words.iter().enumerate() {
            best = longer(best, self.word(from, word).map(|to| (to, place)));
        }
        best
    }

    /// The same of words in a list.
    pub(crate) fn listed(&self, from: usize, words: &[String]) -> Option<usize> {
        let mut best = None;
        for word in words {
            best = longer(best, self.word(from, word).map(|to| (to, 0)));
        }
        best.map(|(to, _)| to)
    }

    /// The clause around `place`: up to the punctuation on both sides.
    pub(crate) fn clause(&self, place: usize) -> (usize, usize) {
        let ends = |place: &usize| {
            let next = self.at(place + 1);
            match self.at(*place) {
                ';' | '!' | '?' | '。' | '；' => true,
                // Not within "1,200", "7.5" or an address.
                ',' => !(next.is_ascii_digit() && self.at(place + 3).is_ascii_digit()),
                '.' => !next.is_ascii_alphanumeric(),
                _ => false,
            }
        };
        let from = (0..place).rev().find(ends).map_or(0, |end| end + 1);
        (from, (place..self.len()).find(ends).unwrap_or(self.len()))
    }

    /// Whether what stands from `from` to `to` is denied: "not on the highway", "高速上不响".
    pub(crate) fn is_denied(&self, from: usize, to: usize) -> bool {
        let (begin, end) = self.clause(from);
        let denies = |place: usize| matches!(self.at(place), '不' | '没');
        let is_word = |place: usize| self.one_of(place, &["not", "no", "never", "without", "t"]).is_some();
        (begin..from)
            .any(|place| denies(place) || is_word(place) && (self.at(place) != 't' || matches!(self.before(place), '\'' | '’')))
            || (to..end.min(to + 3)).any(denies)
    }
}

/// Of two that are equally long the first.
fn longer(best: Option<(usize, usize)>, next: Option<(usize, usize)>) -> Option<(usize, usize)> {
    if next.map(|(to, _)| to) > best.map(|(to, _)| to) { next } else { best }
}
