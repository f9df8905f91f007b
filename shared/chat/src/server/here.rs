//! NT5: which agents have the conversation open, told to the others among them. Never stored, never to a visitor.

use std::collections::BTreeMap;

use wire::frame::Reader;
use wire::{AgentId, Participant, ServerFrame, Timestamp};

use super::{Conversation, Effect};

impl Conversation {
    /// Tells every agent who else is here; after one came, went, or began or stopped to write to the customer. One who is alone and
    /// always was is told nothing.
    pub(super) fn tell_here(&mut self, who: &Participant, now: Timestamp) {
        let Participant::Agent { id: turned, .. } = who else { return };
        let mut here: BTreeMap<AgentId, Reader> = BTreeMap::new();
        for (_, attachment) in self.sockets.greeted() {
            if let Participant::Agent { id, name } = &attachment.who {
                let is_writing = attachment.typing_until > now;
                let reader = here.entry(*id).or_insert_with(|| Reader { id: *id, name: name.clone(), is_writing });
                reader.is_writing |= is_writing;
            }
        }
        // Whoever went was here too.
        let agents = here.len() + usize::from(!here.contains_key(turned));
        if agents < 2 {
            return;
        }
        for (socket, attachment) in self.sockets.greeted() {
            if let Participant::Agent { id, .. } = &attachment.who {
                let agents = here.values().filter(|reader| reader.id != *id).cloned().collect();
                self.turn.effects.push(Effect::Send { socket, frame: ServerFrame::Here { agents } });
            }
        }
    }
}
