//! The abandoned: an agent has answered, and the visitor does not come back.
//!
//! The wait counts from the agent's last message while that agent keeps the conversation. When it is nearly over the visitor is warned, and a whole
//! `PATIENCE_WARNING` after that the conversation is resolved: the second deadline hangs on the first, so that neither a clock that
//! steps forward nor an alarm that comes late takes the warning away. A clock that steps back only makes the wait longer. A word of
//! the visitor, another agent or a resolution ends it; everything is in the head, so that it outlasts sleep.

use std::time::Duration;

use wire::fact::FactKind;
use wire::stored::Unanswered;
use wire::{Activity, Author, Body, ConversationState, Timestamp, limits};

use super::Conversation;

impl Conversation {
    /// Kept from the first escalation on: before, nothing is stored.
    pub(super) fn set_patience(&mut self, patience: Duration) {
        let patience = patience.clamp(limits::PATIENCE_MIN, limits::PATIENCE_MAX);
        let minutes = u32::try_from(patience.as_secs() / 60).ok();
        if self.origin.is_some() && self.head.patience_minutes != minutes {
            self.head.patience_minutes = minutes;
            self.turn.touched = true;
        }
    }

    fn patience(&self) -> Duration {
        self.head.patience_minutes.map_or(limits::PATIENCE, |minutes| Duration::from_secs(u64::from(minutes) * 60))
    }

    /// When the visitor is to be warned, or the conversation to be resolved.
    pub(super) fn patience_ends_at(&self) -> Option<Timestamp> {
        let Unanswered { since, warned_at } = self.head.unanswered?;
        let is_waited_for = self.head.state == ConversationState::Open && self.head.assigned.is_some();
        is_waited_for.then(|| match warned_at {
            None => since + self.patience().saturating_sub(limits::PATIENCE_WARNING),
            Some(warned_at) => warned_at + limits::PATIENCE_WARNING,
        })
    }

    pub(super) fn end_patience(&mut self, now: Timestamp) {
        if self.patience_ends_at().is_none_or(|at| at > now) {
            return;
        }
        let Some(unanswered) = &mut self.head.unanswered else { return };
        let before = self.log.latest();
        if unanswered.warned_at.is_none() {
            unanswered.warned_at = Some(now);
            self.turn.touched = true;
            let activity = Activity::ClosesSoon { at: now + limits::PATIENCE_WARNING };
            self.append(None, now, Author::System, Body::Activity { activity });
            return self.broadcast_entries(before);
        }
        let Some(assigned) = self.head.assigned.take() else { return };
        self.settle(None, assigned.epoch, now);
        self.fact(FactKind::ResolvedUnanswered { agent: assigned.agent });
        self.append(None, now, Author::System, Body::Activity { activity: Activity::ClosedUnanswered });
        self.broadcast_entries(before);
        self.broadcast_state();
    }
}
