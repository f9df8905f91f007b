//! Undo within one box: the browser's own is lost where a program changes what stands there.

use std::time::Duration;

use wire::Timestamp;

/// Letters typed faster than this after each other are one step.
const ONE_STEP: Duration = Duration::from_millis(900);
/// Steps that are remembered.
const STEPS: usize = 100;

/// What a box held, and what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    now: String,
    before: Vec<String>,
    after: Vec<String>,
    typed_at: Option<Timestamp>,
}

impl History {
    #[must_use]
    pub fn new(text: String) -> History {
        History { now: text, ..History::default() }
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.now
    }

    /// Something was typed.
    pub fn typed(&mut self, text: String, now: Timestamp) {
        if text == self.now {
            return;
        }
        // A whole word, a line or a paste stands for itself.
        let is_letter = text.chars().count().abs_diff(self.now.chars().count()) <= 1 && !text.ends_with(['\n', ' ']);
        let joins = is_letter && self.typed_at.is_some_and(|before| now.since(before) < ONE_STEP);
        if joins {
            self.now = text;
            self.after.clear();
        } else {
            self.put(text);
        }
        self.typed_at = Some(now);
    }

    /// A program changed it: a step of its own.
    pub fn put(&mut self, text: String) {
        if text == self.now {
            return;
        }
        self.before.push(std::mem::replace(&mut self.now, text));
        if self.before.len() > STEPS {
            self.before.remove(0);
        }
        self.after.clear();
        self.typed_at = None;
    }

    /// One step back; none where there is none.
    pub fn undo(&mut self) -> Option<&str> {
        let before = self.before.pop()?;
        self.after.push(std::mem::replace(&mut self.now, before));
        self.typed_at = None;
        Some(&self.now)
    }

    /// One step forth.
    pub fn redo(&mut self) -> Option<&str> {
        let after = self.after.pop()?;
        self.before.push(std::mem::replace(&mut self.now, after));
        self.typed_at = None;
        Some(&self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(millis: u64) -> Timestamp {
        Timestamp(millis)
    }

    #[test]
    fn letters_typed_together_go_together() {
        let mut box_ = History::new("where".to_owned());
        for (moment, text) in [(0, "where "), (100, "where i"), (200, "where is"), (5_000, "where is "), (5_100, "where is it")] {
            box_.typed(text.to_owned(), at(moment));
        }
        assert_eq!(box_.undo(), Some("where is "));
        assert_eq!(box_.undo(), Some("where is"));
        assert_eq!(box_.undo(), Some("where"));
        assert_eq!(box_.undo(), None);
        assert_eq!(box_.redo(), Some("where is"));
    }

    #[test]
    fn what_a_program_put_there_is_taken_back_in_one_step() {
        let mut box_ = History::new("a".to_owned());
        box_.put("a\nb\nc".to_owned());
        box_.put("a\nb\nc".to_owned());
        assert_eq!(box_.undo(), Some("a"));
        assert_eq!(box_.redo(), Some("a\nb\nc"));
        assert_eq!(box_.redo(), None);
    }

    #[test]
    fn writing_after_an_undo_forgets_what_was_undone() {
        let mut box_ = History::new("a".to_owned());
        box_.put("b".to_owned());
        assert_eq!(box_.undo(), Some("a"));
        box_.put("c".to_owned());
        assert_eq!(box_.redo(), None);
        assert_eq!(box_.undo(), Some("a"));
    }

    #[test]
    fn memory_is_bounded() {
        let mut box_ = History::default();
        (0..500).for_each(|step| box_.put(step.to_string()));
        assert_eq!(std::iter::from_fn(|| box_.undo().map(str::to_owned)).count(), STEPS);
    }
}
