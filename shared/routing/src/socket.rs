//! Agents come, go, speak, change and are removed.

use std::collections::btree_map::Entry;

use wire::hello::{PROTOCOL, PROTOCOL_OLDEST};
use wire::{AgentFrame, AgentId, AgentProfile, CloseReason, Presence, Timestamp, decode, limits};

use crate::record::Agent;
use crate::{Attachment, Desk, Effect, SocketId};

impl Desk {
    pub(crate) fn connected(&mut self, socket: SocketId, profile: AgentProfile, now: Timestamp) {
        let id = profile.id;
        if self.sockets.of(id).count() >= limits::SOCKETS {
            self.turn.replies.push(Effect::Close { socket, reason: CloseReason::TooMany });
            return;
        }
        if let Entry::Vacant(place) = self.staff.entry(id) {
            place.insert(Agent {
                profile,
                presence: Presence::default(),
                presence_since: now,
                own_capacity: None,
                idle_since: now,
                gone_since: None,
            });
            self.turn.staff.insert(id);
            self.book.stale.insert(id);
            self.book.touched.match_again = true;
        } else {
            self.profile_changed(profile, now);
        }
        if self.staff.get(&id).is_some_and(|agent| agent.gone_since.is_some()) {
            self.edit_agent(id, |agent| agent.gone_since = None);
        }
        self.attach(socket, Attachment { agent: id, greeted: false, paced_until: now, spoke_at: now });
    }

    pub(crate) fn disconnected(&mut self, socket: SocketId, now: Timestamp) {
        let Some(attachment) = self.sockets.remove(socket) else { return };
        self.turn.greeted.remove(&socket);
        if !self.has_socket(attachment.agent) {
            self.edit_agent(attachment.agent, |agent| agent.gone_since = Some(now));
        }
    }

    pub(crate) fn frame(&mut self, socket: SocketId, text: &str, now: Timestamp) {
        let Some(mut attachment) = self.sockets.get(socket).cloned() else { return };
        let paced_until = if now < attachment.spoke_at { now } else { attachment.paced_until.max(now) };
        attachment.paced_until = paced_until + limits::FRAME_PAUSE;
        attachment.spoke_at = now;
        if attachment.paced_until > now + limits::FRAME_PAUSE * limits::FRAME_BURST {
            return self.close(socket, CloseReason::TooMany, now);
        }
        let Ok(frame) = decode::<AgentFrame>(text) else { return self.close(socket, CloseReason::BadFrame, now) };
        let agent = attachment.agent;
        let greeted = attachment.greeted;
        self.attach(socket, attachment);
        let is_hello = matches!(frame, AgentFrame::Hello { .. });
        if !greeted && !is_hello {
            return self.close(socket, CloseReason::BadFrame, now);
        }
        match frame {
            AgentFrame::Hello { protocol, .. } if protocol < PROTOCOL_OLDEST => {
                self.close(socket, CloseReason::ClientTooOld, now)
            }
            AgentFrame::Hello { protocol, .. } if protocol > PROTOCOL => self.close(socket, CloseReason::ServerTooOld, now),
            AgentFrame::Hello { .. } => self.greet(socket),
            AgentFrame::SetPresence { presence } => self.set_presence(agent, presence, now),
            AgentFrame::SetCapacity { capacity } => self.set_capacity(agent, capacity, now),
            AgentFrame::Accept { offer } => self.accept(socket, agent, offer, now),
            AgentFrame::Decline { offer } => self.decline(socket, agent, offer, now),
            AgentFrame::Unknown => {}
        }
    }

    pub(crate) fn profile_changed(&mut self, profile: AgentProfile, now: Timestamp) {
        let id = profile.id;
        if self.staff.get(&id).is_none_or(|agent| agent.profile == profile) {
            return;
        }
        self.edit_agent(id, |agent| {
            // The newest word on capacity counts, whoever spoke it.
            if agent.profile.capacity != profile.capacity {
                agent.own_capacity = None;
            }
            agent.profile = profile;
        });
        self.withdraw_unfit(id, now);
    }

    pub(crate) fn agent_removed(&mut self, id: AgentId, now: Timestamp) {
        let sockets: Vec<SocketId> = self.sockets.of(id).collect();
        for socket in sockets {
            self.close(socket, CloseReason::Forbidden, now);
        }
        self.lose(id, now);
        if self.staff.remove(&id).is_some() {
            self.turn.staff.insert(id);
            self.book.stale.insert(id);
        }
    }

    pub(crate) fn has_socket(&self, agent: AgentId) -> bool {
        self.sockets.of(agent).next().is_some()
    }

    fn greet(&mut self, socket: SocketId) {
        if let Some(attachment) = self.sockets.get(socket).cloned() {
            self.attach(socket, Attachment { greeted: true, ..attachment });
            self.turn.greeted.insert(socket);
        }
    }

    pub(crate) fn set_presence(&mut self, id: AgentId, presence: Presence, now: Timestamp) {
        if self.staff.get(&id).is_some_and(|agent| agent.presence != presence) {
            self.edit_agent(id, |agent| {
                agent.presence = presence;
                agent.presence_since = now;
            });
            self.withdraw_unfit(id, now);
        }
    }

    fn set_capacity(&mut self, id: AgentId, capacity: u8, now: Timestamp) {
        let capacity = capacity.clamp(1, limits::CAPACITY_MAX);
        if self.staff.get(&id).is_some_and(|agent| agent.capacity() != capacity) {
            self.edit_agent(id, |agent| agent.own_capacity = Some(capacity));
            self.withdraw_unfit(id, now);
        }
    }

    fn attach(&mut self, socket: SocketId, attachment: Attachment) {
        // Only the last of a turn matters.
        self.turn.replies.retain(|reply| !matches!(reply, Effect::Attach { socket: other, .. } if *other == socket));
        self.sockets.insert(socket, attachment.clone());
        self.turn.replies.push(Effect::Attach { socket, attachment });
    }

    fn close(&mut self, socket: SocketId, reason: CloseReason, now: Timestamp) {
        self.turn.replies.retain(|reply| !matches!(reply, Effect::Attach { socket: other, .. } if *other == socket));
        self.turn.replies.push(Effect::Close { socket, reason });
        self.disconnected(socket, now);
    }
}
