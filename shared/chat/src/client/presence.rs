//! Typing and seen.

use std::time::Duration;

use wire::{ClientFrame, ConversationState, Seq, Timestamp, limits};

use super::{Client, Role};

/// Typing that goes on is told again after this: half of what the other side waits.
const RENEWAL: Duration = Duration::from_secs(3);

#[derive(Debug, Default)]
pub(super) struct Presence {
    /// The last key.
    typed_at: Timestamp,
    is_typing: bool,
    /// When the server last heard that this person is typing; none if it believes that they are not.
    pub(super) told_at: Option<Timestamp>,
    pub(super) other: Option<Typist>,
    /// How far the server knows this person to have read.
    pub(super) told_seen: Seq,
}

#[derive(Debug)]
pub(super) struct Typist {
    pub(super) name: String,
    pub(super) until: Timestamp,
}

impl Client {
    pub(super) fn type_on(&mut self, typing: bool, now: Timestamp) {
        self.presence.is_typing = typing;
        self.presence.typed_at = now;
    }

    pub(super) fn see(&mut self) {
        let held = self.thread.held();
        if held > self.my_seen() {
            *self.my_seen_mut() = held;
            self.turn.meta = true;
        }
    }

    /// What of this the server has not heard yet.
    pub(super) fn presence_frame(&self, now: Timestamp) -> Option<ClientFrame> {
        let seen = self.my_seen();
        if seen > self.presence.told_seen {
            return Some(ClientFrame::Seen { seq: seen });
        }
        let typing = self.presence.is_typing && now.since(self.presence.typed_at) < limits::TYPING_TIMEOUT;
        let typing = match self.presence.told_at {
            None if typing && self.meta.state != ConversationState::Pending => true,
            Some(_) if !typing => false,
            // A renewal needs a key since the last one: the pause alone is no sign of life.
            Some(told) if now.since(told) >= RENEWAL && self.presence.typed_at > told => true,
            None | Some(_) => return None,
        };
        Some(ClientFrame::Typing { typing })
    }

    pub(super) fn presence_told(&mut self, frame: &ClientFrame, now: Timestamp) {
        match frame {
            ClientFrame::Seen { seq } => self.presence.told_seen = *seq,
            ClientFrame::Typing { typing } => self.presence.told_at = typing.then_some(now),
            ClientFrame::Hello { .. } | ClientFrame::Escalate { .. } | ClientFrame::Send { .. } => {}
            #[cfg(feature = "agents")]
            ClientFrame::Resolve { .. } | ClientFrame::Release { .. } | ClientFrame::Note { .. } | ClientFrame::Tag { .. } => {}
            #[cfg(feature = "agents")]
            ClientFrame::Transfer { .. } | ClientFrame::Snooze { .. } => {}
            ClientFrame::Rate { .. } | ClientFrame::Unknown => {}
        }
    }

    pub(super) fn other_types(&mut self, from_visitor: bool, name: Option<String>, typing: bool, now: Timestamp) {
        if from_visitor != (self.role == Role::Visitor) {
            let until = now + limits::TYPING_TIMEOUT;
            self.presence.other = typing.then(|| Typist { name: name.unwrap_or_default(), until });
            self.turn.changed = true;
        }
    }

    pub(super) fn other_stops(&mut self, now: Timestamp) {
        if self.presence.other.as_ref().is_some_and(|other| other.until <= now) {
            self.presence.other = None;
            self.turn.changed = true;
        }
    }

    /// A message says by itself that its writer has stopped typing.
    pub(super) fn stop_typing(&mut self) {
        self.presence.is_typing = false;
        self.presence.told_at = None;
    }

    /// The link is gone: nobody is known to type, and nobody knows that we do.
    pub(super) fn presence_lost(&mut self) {
        self.presence.told_at = None;
        self.presence.other = None;
    }

    pub(super) fn presence_timeout(&self) -> Option<Timestamp> {
        let other = self.presence.other.as_ref().map(|other| other.until);
        let own = self.presence.told_at.map(|_| (self.presence.typed_at + limits::TYPING_TIMEOUT).max(self.link.free_at()));
        other.map_or(own, |other| Some(own.map_or(other, |own| own.min(other))))
    }

    pub(super) fn saw(&mut self, by_visitor: bool, seq: Seq) {
        let seen = if by_visitor { &mut self.meta.visitor_seen } else { &mut self.meta.agent_seen };
        if seq > *seen {
            *seen = seq;
            self.turn.meta = true;
        }
    }

    pub(super) fn my_seen(&self) -> Seq {
        match self.role {
            Role::Visitor => self.meta.visitor_seen,
            Role::Agent { .. } => self.meta.agent_seen,
        }
    }

    pub(super) fn their_seen(&self) -> Seq {
        match self.role {
            Role::Visitor => self.meta.agent_seen,
            Role::Agent { .. } => self.meta.visitor_seen,
        }
    }

    pub(super) fn unread(&self) -> u32 {
        let seen = self.my_seen();
        let unread = self.thread.entries.iter().rev().take_while(|entry| entry.seq > seen);
        u32::try_from(unread.filter(|entry| self.is_from_other_side(entry)).count()).unwrap_or(u32::MAX)
    }

    fn my_seen_mut(&mut self) -> &mut Seq {
        match self.role {
            Role::Visitor => &mut self.meta.visitor_seen,
            Role::Agent { .. } => &mut self.meta.agent_seen,
        }
    }
}
