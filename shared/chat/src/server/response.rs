//! Whose turn it is, which the response times of service levels are taken from, and where the visitor can be reached meanwhile.

use wire::summary::Reach;
use wire::{Participant, Timestamp};

use super::Conversation;
use crate::reach;

impl Conversation {
    /// It waits for an answer from here on, at the end of the queue.
    pub(super) fn opened(&mut self, now: Timestamp) {
        self.head.opened_at = now;
        self.head.queued_at = now;
        self.head.answered_at = None;
        self.head.asked_at = Some(now);
    }

    /// The visitor said this: it may tell where they can be reached.
    pub(super) fn reached(&mut self, text: &str) {
        let Reach { email, phone } = reach::reach(text);
        let known = self.head.reach.clone();
        self.head.reach = Reach { email: email.or(known.email.clone()), phone: phone.or(known.phone.clone()) };
        self.turn.is_pressing |= self.head.reach != known;
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
