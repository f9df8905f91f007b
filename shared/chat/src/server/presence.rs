//! Typing and seen: never acknowledged. MS5: typing is not stored.

use wire::{Participant, Seq, ServerFrame, Timestamp, limits};

use super::sockets::is_visitor;
use super::{Conversation, SocketId};

impl Conversation {
    /// Passed on to the other side, renewals too: a client forgets typing that is not renewed, so no timer runs here.
    pub(super) fn typing(&mut self, socket: SocketId, who: &Participant, typing: bool, now: Timestamp) {
        if self.origin.is_none() || !(is_visitor(who) || self.answers(who)) {
            return;
        }
        if typing {
            if let Some(attachment) = self.sockets.get_mut(socket) {
                attachment.typing_until = now + limits::TYPING_TIMEOUT;
            }
            self.tell_typing(who, true);
            self.tell_here(who, now);
        } else {
            self.stop_typing(socket, who, now);
        }
    }

    pub(super) fn stop_typing(&mut self, socket: SocketId, who: &Participant, now: Timestamp) {
        let Some(attachment) = self.sockets.get_mut(socket) else { return };
        if std::mem::take(&mut attachment.typing_until) > now {
            self.tell_typing(who, false);
            self.tell_here(who, now);
        }
    }

    pub(super) fn tell_typing(&mut self, who: &Participant, typing: bool) {
        let (from_visitor, name) = match who {
            Participant::Visitor { .. } => (true, None),
            Participant::Agent { name, .. } => (false, Some(name.clone())),
        };
        self.tell(!from_visitor, &ServerFrame::Typing { from_visitor, name, typing });
    }

    pub(super) fn seen(&mut self, socket: SocketId, who: &Participant, seq: Seq) {
        self.looked(who);
        let seq = seq.min(self.log.latest());
        let by_visitor = is_visitor(who);
        if !by_visitor && !self.answers(who) {
            return;
        }
        let seen = if by_visitor { &mut self.head.visitor_seen } else { &mut self.head.agent_seen };
        if seq <= *seen {
            return;
        }
        *seen = seq;
        self.turn.touched = true;
        self.broadcast(&ServerFrame::Seen { by_visitor, seq }, Some(socket));
    }
}
