//! Whose turn it is: what the response times of service levels are taken from.

use wire::{Participant, Timestamp};

use super::Conversation;

impl Conversation {
    /// It waits for an answer from here on, at the end of the queue.
    pub(super) fn opened(&mut self, now: Timestamp) {
        self.head.opened_at = now;
        self.head.queued_at = now;
        self.head.answered_at = None;
        self.head.asked_at = Some(now);
    }

    /// Somebody wrote: the turn is the other side's.
    pub(super) fn wrote(&mut self, who: &Participant, now: Timestamp) {
        match who {
            Participant::Visitor { .. } => self.asked(now),
            Participant::Agent { .. } => {
                self.turn.is_pressing |= self.head.asked_at.take().is_some();
                self.head.answered_at.get_or_insert(now);
            }
        }
    }

    /// The visitor wrote. What counts is the first message that nobody has answered.
    pub(super) fn asked(&mut self, now: Timestamp) {
        self.turn.is_pressing |= self.head.asked_at.is_none();
        self.head.asked_at.get_or_insert(now);
    }
}
