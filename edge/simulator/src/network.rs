//! Sockets: in order each way, slow at times, cut at any time.

use std::time::Duration;

use wire::{CloseReason, ConversationId, Timestamp};

use crate::calls::{Event, ObjectId};
use crate::world::World;

/// The end of a socket that is not an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Peer {
    /// A tab of a visitor: which visitor, which tab number.
    Visitor(usize, usize),
    /// An agent's thread of one conversation.
    Thread(usize, ConversationId),
    /// An agent's desk.
    Desk(usize),
}

#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) object: ObjectId,
    pub(crate) peer: Peer,
    /// Whether each end still believes in it.
    pub(crate) object_up: bool,
    pub(crate) peer_up: bool,
    to_object_at: Timestamp,
    to_peer_at: Timestamp,
}

#[derive(Debug)]
pub(crate) enum LinkEvent {
    Opened(u64),
    ToObject(u64, String),
    ToPeer(u64, String),
    /// The object's side learns that it is closed.
    ObjectClosed(u64),
    PeerClosed(u64, Option<CloseReason>),
}

impl World {
    /// A peer opens a socket; the object hears of it after a while, then the peer.
    pub(crate) fn open(&mut self, object: ObjectId, peer: Peer) -> u64 {
        self.next_link += 1;
        let id = self.next_link;
        let link = Link { object, peer, object_up: true, peer_up: true, to_object_at: self.now, to_peer_at: self.now };
        self.links.insert(id, link);
        self.towards_object(id, LinkEvent::Opened(id));
        id
    }

    /// Who is at the other end of a link.
    pub(crate) fn peer(&self, id: u64) -> Option<Peer> {
        self.links.get(&id).map(|link| link.peer)
    }

    pub(crate) fn send_to_object(&mut self, id: u64, text: String) {
        self.towards_object(id, LinkEvent::ToObject(id, text));
    }

    pub(crate) fn send_to_peer(&mut self, id: u64, text: String) {
        self.towards_peer(id, LinkEvent::ToPeer(id, text));
    }

    /// The object closes it.
    pub(crate) fn close_by_object(&mut self, id: u64, reason: Option<CloseReason>) {
        if let Some(link) = self.links.get_mut(&id) {
            link.object_up = false;
        }
        self.towards_peer(id, LinkEvent::PeerClosed(id, reason));
    }

    /// The peer closes it, or is gone.
    pub(crate) fn close_by_peer(&mut self, id: u64) {
        if let Some(link) = self.links.get_mut(&id) {
            link.peer_up = false;
        }
        self.towards_object(id, LinkEvent::ObjectClosed(id));
    }

    /// Both ends lose it, each when it notices.
    pub(crate) fn cut(&mut self, id: u64) {
        self.stats.sockets_cut += 1;
        let (first, second) = (self.dice.millis(0, 3000), self.dice.millis(0, 3000));
        if let Some(link) = self.links.get_mut(&id) {
            // What is under way is lost: later events find the end down.
            link.to_object_at = self.now + first;
            link.to_peer_at = self.now + second;
            let (object_up, peer_up) = (link.object_up, link.peer_up);
            link.object_up = false;
            link.peer_up = false;
            if object_up {
                self.at(first, Event::Link(LinkEvent::ObjectClosed(id)));
            }
            if peer_up {
                self.at(second, Event::Link(LinkEvent::PeerClosed(id, None)));
            }
        }
    }

    pub(crate) fn link_event(&mut self, event: LinkEvent) {
        match event {
            LinkEvent::Opened(id) => self.opened(id),
            LinkEvent::ToObject(id, text) => {
                let Some(link) = self.links.get(&id) else { return };
                let object = link.object;
                if link.object_up {
                    self.frame_to_object(object, id, text);
                }
            }
            LinkEvent::ToPeer(id, text) => {
                let Some(link) = self.links.get(&id) else { return };
                let peer = link.peer;
                if link.peer_up {
                    self.frame_to_peer(peer, id, &text);
                }
            }
            LinkEvent::ObjectClosed(id) => {
                let Some(link) = self.links.get_mut(&id) else { return };
                link.object_up = false;
                let object = link.object;
                self.socket_lost(object, id);
            }
            LinkEvent::PeerClosed(id, reason) => {
                let Some(link) = self.links.get_mut(&id) else { return };
                link.peer_up = false;
                let peer = link.peer;
                self.peer_lost(peer, id, reason);
            }
        }
    }

    fn opened(&mut self, id: u64) {
        let Some(link) = self.links.get(&id) else { return };
        let (object, peer) = (link.object, link.peer);
        if !link.object_up {
            return;
        }
        self.socket_accepted(object, id, peer);
        if self.links.get(&id).is_some_and(|link| link.object_up) {
            let delay = self.delay();
            let opened = self.links.get_mut(&id).map(|link| {
                link.to_peer_at = link.to_peer_at.max(self.now + delay);
                link.to_peer_at
            });
            if let Some(at) = opened {
                self.at_time(at, Event::Link(LinkEvent::ToPeer(id, String::new())));
            }
        }
    }

    fn towards_object(&mut self, id: u64, event: LinkEvent) {
        let delay = self.delay();
        let now = self.now;
        let Some(link) = self.links.get_mut(&id) else { return };
        link.to_object_at = link.to_object_at.max(now + delay);
        let at = link.to_object_at;
        self.at_time(at, Event::Link(event));
    }

    fn towards_peer(&mut self, id: u64, event: LinkEvent) {
        let delay = self.delay();
        let now = self.now;
        let Some(link) = self.links.get_mut(&id) else { return };
        link.to_peer_at = link.to_peer_at.max(now + delay);
        let at = link.to_peer_at;
        self.at_time(at, Event::Link(event));
    }

    fn delay(&mut self) -> Duration {
        if self.faults && self.dice.chance(30) { self.dice.millis(500, 8000) } else { self.dice.millis(5, 120) }
    }
}
