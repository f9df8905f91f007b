//! A small pattern language for text answers, matched in time linear in the input.
//!
//! Literals; `.`, `\d`, `\w`, `\s`; classes such as `[a-zA-Z0-9_]` and `[^…]`; after each of them `?`, `*`, `+`, `{n}`, `{n,}`,
//! `{n,m}`. No groups and no alternatives. Case and width do not count. There is no back-tracking: all ways to match are
//! followed at once, and their number is bounded by [`Pattern::STATES`].

use crate::fold::half_width;

/// A checked pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    parts: Vec<Part>,
}

/// Why a text is no pattern. Positions count characters from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternError {
    Empty,
    /// It would match the empty text.
    MatchesNothing,
    TooLong,
    /// A character with a meaning that is not supported here, such as `(` or `|`.
    Unsupported {
        character: char,
        position: usize,
    },
    /// `[` or `{` without its end, or an escape at the end.
    Unfinished {
        position: usize,
    },
    /// A quantifier with nothing before it, with a wrong number, or after another one.
    Quantifier {
        position: usize,
    },
    /// A class whose range is empty or runs backwards.
    Class {
        position: usize,
    },
}

impl std::fmt::Display for PatternError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PatternError::Empty => f.write_str("it is empty"),
            PatternError::MatchesNothing => f.write_str("it would accept an empty answer"),
            PatternError::TooLong => write!(f, "it needs more than {} characters of an answer", Pattern::STATES),
            PatternError::Unsupported { character, position } => {
                write!(
                    f,
                    "\"{character}\" at character {position} is not supported; write \"\\{character}\" for the character itself"
                )
            }
            PatternError::Unfinished { position } => write!(f, "what begins at character {position} has no end"),
            PatternError::Quantifier { position } => {
                write!(f, "the repetition at character {position} follows nothing, or is not {{n}}, {{n,}} or {{n,m}}")
            }
            PatternError::Class { position } => {
                write!(f, "the class at character {position} is empty or has a range that runs backwards")
            }
        }
    }
}

impl std::error::Error for PatternError {}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    set: Set,
    optional: bool,
    repeats: bool,
}

/// A set of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Set {
    ranges: Vec<(char, char)>,
    negated: bool,
}

impl Set {
    fn contains(&self, c: char) -> bool {
        let within = |c: char| self.ranges.iter().any(|&(low, high)| (low..=high).contains(&c));
        (within(c) || within(c.to_ascii_lowercase()) || within(c.to_ascii_uppercase())) != self.negated
    }
}

impl Pattern {
    /// Parts after repetitions are written out.
    pub const STATES: usize = 256;

    /// # Errors
    /// [`PatternError`] tells where the text leaves the supported language.
    pub fn new(text: &str) -> Result<Pattern, PatternError> {
        let parts = Parser { chars: text.chars().map(half_width).collect(), at: 0 }.parts()?;
        if parts.is_empty() {
            Err(PatternError::Empty)
        } else if parts.iter().all(|part| part.optional) {
            Err(PatternError::MatchesNothing)
        } else {
            Ok(Pattern { parts })
        }
    }

    /// The first and longest part of `text` that fits and does not touch further letters or digits, so that a longer number is not
    /// mistaken for a shorter one. In half width, otherwise as typed.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().map(half_width).collect();
        // A way begins at every character that may begin a word; each state remembers the earliest beginning that led to it.
        let mut states: Vec<Option<usize>> = vec![None; self.parts.len() + 1];
        let mut best: Option<(usize, usize)> = None;
        for end in 0..=chars.len() {
            let is_word_end = !joins(&chars, end);
            if is_word_end {
                keep_earliest(&mut states, 0, end);
            }
            self.skip_optional(&mut states);
            if let Some(Some(begin)) = states.last().copied()
                && is_word_end
                && begin < end
                && best.is_none_or(|(found, _)| begin <= found)
            {
                best = Some((begin, end));
            }
            let Some(&c) = chars.get(end) else { break };
            states = self.step(&states, c);
        }
        let (begin, end) = best?;
        chars.get(begin..end).map(|found| found.iter().collect())
    }

    fn step(&self, states: &[Option<usize>], c: char) -> Vec<Option<usize>> {
        let mut next = vec![None; states.len()];
        for (place, part) in self.parts.iter().enumerate() {
            let Some(Some(begin)) = states.get(place).copied() else { continue };
            if part.set.contains(c) {
                let to = if part.repeats { place } else { place + 1 };
                keep_earliest(&mut next, to, begin);
            }
        }
        next
    }

    /// A part that may be absent is passed without a character.
    fn skip_optional(&self, states: &mut [Option<usize>]) {
        for (place, part) in self.parts.iter().enumerate() {
            if let (true, Some(Some(begin))) = (part.optional, states.get(place).copied()) {
                keep_earliest(states, place + 1, begin);
            }
        }
    }
}

fn keep_earliest(states: &mut [Option<usize>], place: usize, begin: usize) {
    if let Some(state) = states.get_mut(place) {
        *state = Some(state.map_or(begin, |known| known.min(begin)));
    }
}

/// Whether the characters on both sides of `place` belong to one Latin word or number. Chinese is written without blanks, so
/// its characters end a word.
fn joins(chars: &[char], place: usize) -> bool {
    let is_word = |place: Option<usize>| place.and_then(|place| chars.get(place)).is_some_and(char::is_ascii_alphanumeric);
    is_word(place.checked_sub(1)) && is_word(Some(place))
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn parts(mut self) -> Result<Vec<Part>, PatternError> {
        let mut parts = Vec::new();
        while let Some(c) = self.next() {
            let set = self.set(c)?;
            let (least, most) = self.quantifier()?;
            let optional = most.unwrap_or(least + 1).saturating_sub(least);
            if parts.len() + least + optional > Pattern::STATES {
                return Err(PatternError::TooLong);
            }
            for _ in 0..least {
                parts.push(Part { set: set.clone(), optional: false, repeats: false });
            }
            for _ in 0..optional {
                parts.push(Part { set: set.clone(), optional: true, repeats: most.is_none() });
            }
        }
        Ok(parts)
    }

    fn set(&mut self, c: char) -> Result<Set, PatternError> {
        let position = self.at;
        match c {
            '\\' => self.escape(position),
            '[' => self.class(position),
            '.' => Ok(Set { ranges: Vec::new(), negated: true }),
            '(' | ')' | '|' | '^' | '$' => Err(PatternError::Unsupported { character: c, position }),
            '?' | '*' | '+' | '{' | '}' => Err(PatternError::Quantifier { position }),
            ']' => Err(PatternError::Class { position }),
            c => Ok(Set { ranges: vec![(c, c)], negated: false }),
        }
    }

    fn escape(&mut self, position: usize) -> Result<Set, PatternError> {
        let c = self.next().ok_or(PatternError::Unfinished { position })?;
        let ranges = match c {
            'd' => vec![('0', '9')],
            'w' => vec![('a', 'z'), ('0', '9'), ('_', '_')],
            's' => vec![(' ', ' '), ('\t', '\r')],
            c if c.is_ascii_alphanumeric() => return Err(PatternError::Unsupported { character: c, position: position + 1 }),
            c => vec![(c, c)],
        };
        Ok(Set { ranges, negated: false })
    }

    fn class(&mut self, position: usize) -> Result<Set, PatternError> {
        let unfinished = PatternError::Unfinished { position };
        let negated = self.accept('^');
        let mut ranges = Vec::new();
        loop {
            let c = self.next().ok_or(unfinished.clone())?;
            let low = match c {
                ']' => break,
                '\\' => {
                    let set = self.escape(self.at)?;
                    match set.ranges.as_slice() {
                        &[(one, same)] if one == same => one,
                        many => {
                            ranges.extend_from_slice(many);
                            continue;
                        }
                    }
                }
                c => c,
            };
            let high = match (self.peek(0), self.peek(1)) {
                (Some('-'), Some(high)) if high != ']' => {
                    self.at += 2;
                    high
                }
                _ => low,
            };
            if high < low {
                return Err(PatternError::Class { position });
            }
            ranges.push((low, high));
        }
        if ranges.is_empty() { Err(PatternError::Class { position }) } else { Ok(Set { ranges, negated }) }
    }

    /// The least and the most repetitions; no most for "any number".
    fn quantifier(&mut self) -> Result<(usize, Option<usize>), PatternError> {
        let found = match self.peek(0) {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => return self.counted(),
            _ => return Ok((1, Some(1))),
        };
        self.at += 1;
        Ok(found)
    }

    fn counted(&mut self) -> Result<(usize, Option<usize>), PatternError> {
        self.at += 1;
        let position = self.at;
        let error = PatternError::Quantifier { position };
        let least = self.number().ok_or(error.clone())?;
        let most = if self.accept(',') { self.number() } else { Some(least) };
        if !self.accept('}') || most.is_some_and(|most| most < least || most == 0) {
            return Err(error);
        }
        if least.max(most.unwrap_or(0)) > Pattern::STATES { Err(PatternError::TooLong) } else { Ok((least, most)) }
    }

    fn number(&mut self) -> Option<usize> {
        let from = self.at;
        while self.peek(0).is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.chars.get(from..self.at)?.iter().collect();
        if digits.is_empty() { None } else { Some(digits.parse().unwrap_or(usize::MAX)) }
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        Some(c)
    }

    fn accept(&mut self, c: char) -> bool {
        let is_next = self.peek(0) == Some(c);
        self.at += usize::from(is_next);
        is_next
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }
}
