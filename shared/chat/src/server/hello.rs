//! Sockets come, say hello, and go.

use wire::hello::{PROTOCOL, PROTOCOL_OLDEST};
use wire::{CloseReason, Participant, Protocol, Seq, ServerFrame, Timestamp};

use super::log::batches;
use super::sockets::{fresh, is_visitor};
use super::{Conversation, Effect, SocketId};

impl Conversation {
    pub(super) fn connected(&mut self, socket: SocketId, who: Participant) {
        if self.sockets.is_full_for(&who) {
            self.turn.effects.push(Effect::Close { socket, reason: CloseReason::TooMany });
            return;
        }
        self.sockets.insert(socket, fresh(who));
        self.attach(socket);
    }

    pub(super) fn disconnected(&mut self, socket: SocketId, now: Timestamp) {
        let Some(attachment) = self.sockets.remove(socket) else { return };
        if attachment.typing_until > now {
            self.tell_typing(&attachment.who, false);
        }
        if attachment.greeted {
            self.tell_here(&attachment.who, now);
        }
    }

    pub(super) fn hello(&mut self, socket: SocketId, who: &Participant, protocol: Protocol, resume: Seq, now: Timestamp) {
        if protocol < PROTOCOL_OLDEST {
            return self.close(socket, CloseReason::ClientTooOld, now);
        }
        if protocol > PROTOCOL {
            return self.close(socket, CloseReason::ServerTooOld, now);
        }
        if !self.exists_for(who) {
            return self.close(socket, CloseReason::NotFound, now);
        }
        if let Some(attachment) = self.sockets.get_mut(socket) {
            attachment.greeted = true;
        }
        self.send(
            socket,
            ServerFrame::Welcome {
                protocol,
                latest: self.log.latest(),
                state: self.head.state,
                assigned: self.head.assigned.clone(),
                visitor_seen: self.head.visitor_seen,
                agent_seen: self.head.agent_seen,
            },
        );
        for entries in batches(self.log.after(resume), is_visitor(who)) {
            self.send(socket, ServerFrame::Entries { entries });
        }
        self.looked(who);
        self.tell_here(who, now);
    }

    /// CV1: for its visitor, who makes it by saying hello. Agents see it once it is escalated.
    fn exists_for(&self, who: &Participant) -> bool {
        match who {
            Participant::Visitor { id } => self.owner().is_none_or(|owner| owner == *id),
            Participant::Agent { .. } => self.origin.is_some(),
        }
    }
}
