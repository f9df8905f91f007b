//! Waking up: from records and from sockets that outlived the machine.

use wire::record::{RestoreError, read};
use wire::{AgentId, CloseReason, ConversationId, Timestamp};

use crate::book::Touched;
use crate::record::{AGENT, Agent, CONVERSATION, Held, LINES, LastTurn, POLICY, TURNS, WAITS};
use crate::{Attachment, Desk, Effect, SocketId};

impl Desk {
    /// Rebuilds the desk from what was persisted. Records under other keys than [`Desk::PREFIXES`] are skipped.
    ///
    /// # Errors
    /// [`RestoreError`] names the record that cannot be read.
    pub fn restore(records: impl IntoIterator<Item = (String, String)>) -> Result<Self, RestoreError> {
        let mut desk = Desk::new();
        let mut conversations = Vec::new();
        for (key, body) in records {
            if let Some(id) = key.strip_prefix(AGENT) {
                let id: AgentId = id.parse().map_err(|error| unreadable(&key, &error))?;
                desk.staff.insert(id, read::<Agent>(&key, &body)?);
            } else if let Some(id) = key.strip_prefix(CONVERSATION) {
                let id: ConversationId = id.parse().map_err(|error| unreadable(&key, &error))?;
                conversations.push((id, read::<Held>(&key, &body)?));
            } else if key == POLICY {
                desk.book.set_policy(read(&key, &body)?);
            } else if key == WAITS {
                desk.waits = read(&key, &body)?;
            } else if key == LINES {
                desk.lines = read(&key, &body)?;
            } else if key == TURNS {
                let turns: Vec<LastTurn> = read(&key, &body)?;
                desk.turns = turns.into_iter().map(|turn| (turn.channel, turn.agent)).collect();
            }
        }
        // The policy says where each of them stands.
        for (id, held) in conversations {
            desk.book.insert(id, held);
        }
        desk.book.stale = desk.staff.keys().copied().collect();
        desk.refresh_roster();
        // A newer build may match what an older one left waiting.
        desk.book.touched = Touched { match_again: true, ..Touched::default() };
        Ok(desk)
    }

    pub(crate) fn reattached(&mut self, socket: SocketId, attachment: Attachment) {
        match self.staff.get(&attachment.agent) {
            None => self.effects.push_back(Effect::Close { socket, reason: CloseReason::TryAgain }),
            Some(agent) => {
                if agent.gone_since.is_some() {
                    self.edit_agent(attachment.agent, |agent| agent.gone_since = None);
                }
                self.sockets.insert(socket, attachment);
            }
        }
    }

    /// The first input after waking: whoever has no socket left starts their grace now, since nobody can say when they went.
    pub(crate) fn settle(&mut self, now: Timestamp) {
        // Sockets that slept through were told of everything up to the last input.
        self.shown = self.current(now);
        self.rewind(now);
        let cut_off: Vec<AgentId> = self
            .staff
            .iter()
            .filter(|(id, agent)| agent.gone_since.is_none() && !self.has_socket(**id))
            .map(|(id, _)| *id)
            .collect();
        for id in cut_off {
            self.edit_agent(id, |agent| agent.gone_since = Some(now));
        }
    }
}

fn unreadable(key: &str, error: &wire::IdError) -> RestoreError {
    RestoreError::Unreadable { key: key.to_owned(), message: error.to_string() }
}
