//! Saving the draft by itself: when, and what becomes of it.
//!
//! A pure machine: it is told what happens and tells what to send. There is at most one request on its way, which carries the
//! version that the text was read with; the edge refuses it where somebody else saved meanwhile. Then nothing is sent any more
//! until the person chose. What is not saved is kept in the browser by the host, for as long as [`Draft::is_unsaved`].

use std::time::Duration;

use wire::Timestamp;

/// A pause in writing after which the text is sent.
const PAUSE: Duration = Duration::from_millis(1_200);
/// Who never pauses is saved this often.
const LONGEST: Duration = Duration::from_secs(15);
/// Between attempts without a connection.
const AGAIN: Duration = Duration::from_secs(5);

/// Who saved while this person wrote, as the edge told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theirs {
    /// Their name; empty where it is not known.
    pub by: String,
    pub at: Option<Timestamp>,
    /// The version that is stored now.
    pub version: u64,
}

/// How the draft fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// What is on screen is stored.
    Clean,
    /// It is not; `first` and `last` are when it was changed.
    Dirty { first: Timestamp, last: Timestamp },
    /// On its way; `again` if it was changed since.
    Saving { again: Option<Timestamp> },
    /// There was no answer; it is tried again.
    Offline { next: Timestamp },
    /// Somebody else saved.
    Conflict(Theirs),
    /// The edge will not store this text.
    Refused,
}

/// What is asked of the host: to store `text` as the successor of `version`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    pub text: String,
    pub version: u64,
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    text: String,
    version: u64,
    phase: Phase,
    saved_at: Option<Timestamp>,
}

impl Draft {
    /// A draft as the edge gave it.
    #[must_use]
    pub fn new(text: String, version: u64, saved_at: Option<Timestamp>) -> Draft {
        Draft { text, version, phase: Phase::Clean, saved_at }
    }

    /// With what this browser kept and did not save: it goes on from there, unless the stored one is another by now.
    #[must_use]
    pub fn recovered(mut self, kept: String, version: u64, theirs: Theirs, now: Timestamp) -> Draft {
        if kept == self.text {
            return self;
        }
        let has_moved = version != self.version;
        self.text = kept;
        self.phase = if has_moved { Phase::Conflict(theirs) } else { Phase::Dirty { first: now, last: now } };
        self
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The version that the text follows.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    #[must_use]
    pub fn saved_at(&self) -> Option<Timestamp> {
        self.saved_at
    }

    /// Whether something on screen is not stored at the edge.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.phase != Phase::Clean
    }

    /// The text has changed.
    pub fn edit(&mut self, text: String, now: Timestamp) {
        if text == self.text {
            return;
        }
        self.text = text;
        match &mut self.phase {
            Phase::Clean | Phase::Refused => self.phase = Phase::Dirty { first: now, last: now },
            Phase::Dirty { last, .. } => *last = now,
            Phase::Saving { again } => *again = Some(now),
            Phase::Offline { .. } | Phase::Conflict(_) => {}
        }
    }

    /// What is to be sent by now.
    pub fn poll(&mut self, now: Timestamp) -> Option<Save> {
        let is_due = match self.phase {
            Phase::Dirty { first, last } => now.since(last) >= PAUSE || now.since(first) >= LONGEST,
            Phase::Offline { next } => now >= next,
            Phase::Clean | Phase::Saving { .. } | Phase::Conflict(_) | Phase::Refused => false,
        };
        is_due.then(|| self.send())
    }

    /// The same without waiting: the page is left, or the line came back.
    pub fn hurry(&mut self) -> Option<Save> {
        matches!(self.phase, Phase::Dirty { .. } | Phase::Offline { .. }).then(|| self.send())
    }

    fn send(&mut self) -> Save {
        self.phase = Phase::Saving { again: None };
        Save { text: self.text.clone(), version: self.version }
    }

    /// It is stored.
    pub fn saved(&mut self, version: u64, now: Timestamp) {
        self.version = version;
        self.saved_at = Some(now);
        self.phase = match self.phase {
            Phase::Saving { again: Some(at) } => Phase::Dirty { first: at, last: at },
            Phase::Clean
            | Phase::Dirty { .. }
            | Phase::Saving { again: None }
            | Phase::Offline { .. }
            | Phase::Conflict(_)
            | Phase::Refused => Phase::Clean,
        };
    }

    /// No answer came.
    pub fn unreachable(&mut self, now: Timestamp) {
        self.phase = Phase::Offline { next: now + AGAIN };
    }

    /// Somebody else saved meanwhile.
    pub fn overtaken(&mut self, theirs: Theirs) {
        self.phase = Phase::Conflict(theirs);
    }

    /// The edge will not store this text, however often it is sent.
    pub fn refused(&mut self) {
        self.phase = Phase::Refused;
    }

    /// The person wants their own text: it follows the other one, which stays a version of its own.
    pub fn keep_mine(&mut self) -> Option<Save> {
        let Phase::Conflict(theirs) = &self.phase else { return None };
        self.version = theirs.version;
        Some(self.send())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Timestamp {
        Timestamp(seconds * 1_000)
    }

    fn draft() -> Draft {
        Draft::new("a".to_owned(), 3, None)
    }

    fn theirs() -> Theirs {
        Theirs { by: "Bo".to_owned(), at: Some(at(1)), version: 9 }
    }

    #[test]
    fn a_change_is_sent_after_a_pause_with_the_version_it_follows() {
        let mut draft = draft();
        draft.edit("b".to_owned(), at(10));
        assert_eq!(draft.poll(at(11)), None);
        assert_eq!(draft.poll(at(12)), Some(Save { text: "b".to_owned(), version: 3 }));
        assert_eq!(draft.poll(at(60)), None, "one at a time");
        draft.saved(4, at(13));
        assert!(!draft.is_unsaved());
        assert_eq!((draft.version(), draft.saved_at()), (4, Some(at(13))));
    }

    #[test]
    fn who_never_pauses_is_saved_all_the_same() {
        let mut draft = draft();
        let sent = (0..40).find(|second| {
            draft.edit(format!("text {second}"), at(*second));
            draft.poll(at(*second)).is_some()
        });
        assert_eq!(sent, Some(15));
    }

    #[test]
    fn what_was_written_while_saving_is_saved_next() {
        let mut draft = draft();
        draft.edit("b".to_owned(), at(0));
        assert!(draft.poll(at(2)).is_some());
        draft.edit("c".to_owned(), at(3));
        draft.saved(4, at(3));
        assert!(draft.is_unsaved());
        assert_eq!(draft.poll(at(5)), Some(Save { text: "c".to_owned(), version: 4 }));
    }

    #[test]
    fn without_a_connection_it_is_tried_again_and_nothing_is_lost() {
        let mut draft = draft();
        draft.edit("b".to_owned(), at(0));
        assert!(draft.hurry().is_some());
        draft.unreachable(at(2));
        draft.edit("c".to_owned(), at(3));
        assert!(draft.is_unsaved());
        assert_eq!(draft.poll(at(4)), None);
        assert_eq!(draft.poll(at(7)), Some(Save { text: "c".to_owned(), version: 3 }));
    }

    #[test]
    fn nothing_is_sent_while_somebody_elses_text_is_stored_until_the_person_chose() {
        let mut draft = draft();
        draft.edit("b".to_owned(), at(0));
        assert!(draft.hurry().is_some());
        draft.overtaken(theirs());
        draft.edit("c".to_owned(), at(2));
        assert_eq!((draft.poll(at(99)), draft.hurry()), (None, None));
        assert_eq!(draft.keep_mine(), Some(Save { text: "c".to_owned(), version: 9 }));
        assert_eq!(draft.keep_mine(), None);
    }

    #[test]
    fn a_text_that_is_refused_waits_for_another() {
        let mut draft = draft();
        draft.edit("far too long".to_owned(), at(0));
        assert!(draft.hurry().is_some());
        draft.refused();
        assert_eq!((draft.poll(at(99)), draft.is_unsaved()), (None, true));
        draft.edit("short".to_owned(), at(100));
        assert!(draft.poll(at(102)).is_some());
    }

    #[test]
    fn what_a_browser_kept_goes_on_or_meets_what_was_saved_since() {
        let same = draft().recovered("a".to_owned(), 1, theirs(), at(5));
        assert!(!same.is_unsaved());
        let mut mine = draft().recovered("b".to_owned(), 3, theirs(), at(5));
        assert_eq!(mine.poll(at(7)), Some(Save { text: "b".to_owned(), version: 3 }));
        let moved = draft().recovered("b".to_owned(), 2, theirs(), at(5));
        assert_eq!((moved.phase(), moved.text()), (&Phase::Conflict(theirs()), "b"));
    }

    #[test]
    fn the_same_text_again_is_no_change() {
        let mut draft = draft();
        draft.edit("a".to_owned(), at(0));
        assert!(!draft.is_unsaved());
    }
}
