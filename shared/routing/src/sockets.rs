//! The sockets of agents.

use std::collections::{BTreeMap, BTreeSet};

use wire::AgentId;

use crate::{Attachment, SocketId};

#[derive(Debug, Default)]
pub(crate) struct Sockets {
    all: BTreeMap<SocketId, Attachment>,
    of: BTreeMap<AgentId, BTreeSet<SocketId>>,
}

impl Sockets {
    pub(crate) fn get(&self, socket: SocketId) -> Option<&Attachment> {
        self.all.get(&socket)
    }

    pub(crate) fn insert(&mut self, socket: SocketId, attachment: Attachment) {
        self.of.entry(attachment.agent).or_default().insert(socket);
        self.all.insert(socket, attachment);
    }

    pub(crate) fn remove(&mut self, socket: SocketId) -> Option<Attachment> {
        let attachment = self.all.remove(&socket)?;
        if let Some(mine) = self.of.get_mut(&attachment.agent) {
            mine.remove(&socket);
            if mine.is_empty() {
                self.of.remove(&attachment.agent);
            }
        }
        Some(attachment)
    }

    pub(crate) fn of(&self, agent: AgentId) -> impl Iterator<Item = SocketId> {
        self.of.get(&agent).into_iter().flatten().copied()
    }

    /// Those of an agent that said hello.
    pub(crate) fn greeted_of(&self, agent: AgentId) -> impl Iterator<Item = SocketId> {
        self.of(agent).filter(|socket| self.all.get(socket).is_some_and(|attachment| attachment.greeted))
    }

    /// All that said hello.
    pub(crate) fn greeted(&self) -> impl Iterator<Item = SocketId> {
        self.all.iter().filter(|(_, attachment)| attachment.greeted).map(|(socket, _)| *socket)
    }
}
