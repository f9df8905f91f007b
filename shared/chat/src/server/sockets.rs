//! Who is connected.

use std::collections::BTreeMap;

use wire::{Participant, Timestamp, VisitorId, limits};

use super::{Attachment, SocketId};

/// A visitor's tabs leave half of the room to agents, so that nobody can lock those out.
const VISITOR_SOCKETS: usize = limits::SOCKETS / 2;

#[derive(Debug, Default)]
pub(super) struct Sockets {
    open: BTreeMap<SocketId, Attachment>,
}

impl Sockets {
    pub(super) fn insert(&mut self, socket: SocketId, attachment: Attachment) {
        self.open.insert(socket, attachment);
    }

    pub(super) fn remove(&mut self, socket: SocketId) -> Option<Attachment> {
        self.open.remove(&socket)
    }

    pub(super) fn get(&self, socket: SocketId) -> Option<&Attachment> {
        self.open.get(&socket)
    }

    pub(super) fn get_mut(&mut self, socket: SocketId) -> Option<&mut Attachment> {
        self.open.get_mut(&socket)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (SocketId, &Attachment)> {
        self.open.iter().map(|(socket, attachment)| (*socket, attachment))
    }

    pub(super) fn greeted(&self) -> impl Iterator<Item = (SocketId, &Attachment)> {
        self.iter().filter(|(_, attachment)| attachment.greeted)
    }

    /// Whether one more of this participant is too many.
    pub(super) fn is_full_for(&self, who: &Participant) -> bool {
        let visitors = self.open.values().filter(|attachment| is_visitor(&attachment.who)).count();
        self.open.len() >= limits::SOCKETS || (is_visitor(who) && visitors >= VISITOR_SOCKETS)
    }

    /// The visitor who said hello, if one is here.
    pub(super) fn visitor(&self) -> Option<VisitorId> {
        self.greeted().find_map(|(_, attachment)| match attachment.who {
            Participant::Visitor { id } => Some(id),
            Participant::Agent { .. } => None,
        })
    }
}

pub(super) fn is_visitor(who: &Participant) -> bool {
    match who {
        Participant::Visitor { .. } => true,
        Participant::Agent { .. } => false,
    }
}

pub(super) fn fresh(who: Participant) -> Attachment {
    Attachment { who, greeted: false, paced_until: Timestamp(0), typing_until: Timestamp(0) }
}
