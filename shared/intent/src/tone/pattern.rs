//! Patterns over tokens, read from a small text.
//!
//! A line is a weight and a pattern, parts divided by spaces:
//!
//! - `a|b_c|@class`: one of these; `_` joins words, a Chinese word is its characters, a class is defined by `@class = a|b`
//! - `[a|b]`: the same, or nothing
//! - `..`, `...`: up to four tokens, up to eight
//! - `^`, `$`: where a clause begins and ends
//!
//! What a pattern of weight 0 matches is taken out before the others look, so that `no need for an agent` asks for none.

use std::collections::BTreeMap;

use super::tokens::{Clause, tokens};

pub(super) struct Lexicon(Vec<Pattern>);

struct Pattern {
    weight: u16,
    parts: Vec<Part>,
}

enum Part {
    Begin,
    End,
    Gap(usize),
    OneOf { options: Vec<Clause>, optional: bool },
}

impl Lexicon {
    /// Reads the lines; one that makes no sense is left out (a test looks for such).
    pub(super) fn parse(text: &str) -> Self {
        let mut classes = BTreeMap::new();
        let mut patterns = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, options)) = line.split_once(" = ") {
                classes.insert(name, self::options(options, &classes));
            } else if let Some(pattern) = Pattern::parse(line, &classes) {
                patterns.push(pattern);
            }
        }
        Self(patterns)
    }

    /// The sum of the weights of all patterns found, each counted once.
    pub(super) fn weight(&self, clauses: &[Clause]) -> u16 {
        let mut left: Vec<Clause> = clauses.to_vec();
        for clause in &mut left {
            self.0.iter().filter(|pattern| pattern.weight == 0).for_each(|pattern| pattern.blot(clause));
        }
        let found = |pattern: &&Pattern| {
            left.iter().any(|clause| (0..clause.len()).any(|start| ends(&pattern.parts, clause, start).is_some()))
        };
        self.0.iter().filter(|pattern| pattern.weight > 0).filter(found).map(|pattern| pattern.weight).sum()
    }
}

impl Pattern {
    fn parse(line: &str, classes: &BTreeMap<&str, Vec<Clause>>) -> Option<Self> {
        let (weight, rest) = line.split_once(' ')?;
        let part = |part: &str| match part {
            "^" => Part::Begin,
            "$" => Part::End,
            ".." => Part::Gap(4),
            "..." => Part::Gap(8),
            _ => {
                let inside = part.strip_prefix('[').and_then(|part| part.strip_suffix(']'));
                Part::OneOf { options: options(inside.unwrap_or(part), classes), optional: inside.is_some() }
            }
        };
        Some(Self { weight: weight.parse().ok()?, parts: rest.split_whitespace().map(part).collect() })
    }

    /// Empties what it matches: an empty token is like nothing else, and a gap may still pass it.
    fn blot(&self, clause: &mut Clause) {
        let mut start = 0;
        while start < clause.len() {
            if let Some(end) = ends(&self.parts, clause, start) {
                clause.iter_mut().take(end).skip(start).for_each(String::clear);
                start = end.max(start + 1);
            } else {
                start += 1;
            }
        }
    }
}

fn options(text: &str, classes: &BTreeMap<&str, Vec<Clause>>) -> Vec<Clause> {
    let mut options = Vec::new();
    for option in text.split('|') {
        match classes.get(option) {
            Some(class) => options.extend(class.iter().cloned()),
            None => options.push(tokens(&option.replace('_', " "))),
        }
    }
    options
}

/// Where a match that begins at `start` ends. Patterns are short, so trying everything is cheap.
fn ends(parts: &[Part], clause: &[String], start: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(start) };
    match part {
        Part::Begin => (start == 0).then(|| ends(rest, clause, start)).flatten(),
        Part::End => (start == clause.len()).then(|| ends(rest, clause, start)).flatten(),
        Part::Gap(most) => (start..=clause.len().min(start + most)).find_map(|start| ends(rest, clause, start)),
        Part::OneOf { options, optional } => {
            let here = clause.get(start..).unwrap_or_default();
            let matched = options.iter().filter(|option| !option.is_empty() && here.starts_with(option));
            let found = matched.map(|option| start + option.len()).find_map(|start| ends(rest, clause, start));
            found.or_else(|| optional.then(|| ends(rest, clause, start)).flatten())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::tokens::clauses;

    fn check(lexicon: &str, text: &str, expected: u16) {
        assert_eq!(Lexicon::parse(lexicon).weight(&clauses(text)), expected, "{lexicon} {text}");
    }

    #[test]
    fn parts_match_what_they_say() {
        check("2 a|b_c d", "x b c d", 2);
        check("2 a [b] c", "a c", 2);
        check("2 a [b] c", "a x c", 0);
        check("2 a .. c", "a 1 x 3 x c", 2);
        check("2 a .. c", "a x y z x y c", 0);
        check("2 a .. c", "a, c", 0);
        check("2 ^ a $", "b! a? c", 2);
        check("2 ^ a $", "b a", 0);
        check("@x = 人工|客服\n2 转 @x", "請轉人工", 2);
        check("0 no a\n2 a", "no a", 0);
        check("0 no a\n2 a", "no a but a", 2);
    }

    #[test]
    fn every_line_of_the_lexicons_is_understood() {
        for text in [include_str!("../../data/tone/human.txt"), include_str!("../../data/tone/urgency.txt")] {
            let lines = text.lines().filter(|line| !line.starts_with('#') && !line.contains(" = ")).count();
            let lexicon = Lexicon::parse(text);
            assert_eq!(lexicon.0.len(), lines);
            let defined: Vec<&str> = text.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
            for part in text.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split([' ', '|', '[', ']'])) {
                assert!(!part.starts_with('@') || defined.contains(&part), "{part}");
            }
        }
    }
}
