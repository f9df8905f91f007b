//! What agents keep to themselves: notes, whom they call, and tags.

use wire::{AgentId, Author, Body, MessageId, Participant, Refusal, Seq, ServerFrame, Timestamp, limits};

use super::{Conversation, SocketId};
use crate::mask::mask;

impl Conversation {
    /// Any agent of the site may note something, also when it is resolved: nothing of the conversation changes but who is called.
    pub(super) fn note(
        &mut self,
        socket: SocketId,
        who: &Participant,
        id: MessageId,
        mut text: String,
        mentions: Vec<AgentId>,
        now: Timestamp,
    ) {
        if self.is_repeated(socket, id) {
            return;
        }
        let Participant::Agent { id: agent, .. } = who else { return self.refuse(socket, id, Refusal::NotYours) };
        if let Some(reason) = self.text_refusal(&text) {
            return self.refuse(socket, id, reason);
        }
        if mentions.len() > limits::MENTIONS {
            return self.refuse(socket, id, Refusal::TooMany);
        }
        mask(&mut text);
        self.looked(who);
        for called in mentions.iter().filter(|called| *called != agent) {
            if let Err(place) = self.head.mentions.binary_search(called) {
                self.head.mentions.insert(place, *called);
                self.changed();
            }
        }
        self.among_agents(socket, who, id, Body::Note { text, mentions }, now);
    }

    pub(super) fn tag(&mut self, socket: SocketId, who: &Participant, id: MessageId, tag: &str, on: bool, now: Timestamp) {
        if self.is_repeated(socket, id) {
            return;
        }
        let tag = label(tag);
        match self.tag_refusal(who, &tag, on) {
            Some(reason) => self.refuse(socket, id, reason),
            None => {
                match self.head.tags.binary_search(&tag) {
                    Err(place) => self.head.tags.insert(place, tag.clone()),
                    Ok(place) => drop(self.head.tags.remove(place)),
                }
                self.changed();
                self.among_agents(socket, who, id, Body::Tag { tag, on }, now);
            }
        }
    }

    fn tag_refusal(&self, who: &Participant, tag: &str, on: bool) -> Option<Refusal> {
        match who {
            Participant::Visitor { .. } => return Some(Refusal::NotYours),
            Participant::Agent { .. } => {}
        }
        let is_on = self.head.tags.iter().any(|known| known == tag);
        if tag.is_empty() {
            Some(Refusal::Empty)
        } else if tag.chars().count() > limits::TAG_CHARS {
            Some(Refusal::TooLong)
        } else if is_on == on {
            Some(Refusal::NotNow)
        } else if on && self.head.tags.len() >= limits::TAGS {
            Some(Refusal::TooMany)
        } else if self.log.has_room_for(1) {
            None
        } else {
            Some(Refusal::LogFull)
        }
    }

    fn among_agents(&mut self, socket: SocketId, who: &Participant, id: MessageId, body: Body, now: Timestamp) {
        let Participant::Agent { id: agent, name } = who else { return };
        let before: Seq = self.log.latest();
        let seq = self.append(Some(id), now, Author::Agent { id: *agent, name: name.clone() }, body);
        self.send(socket, ServerFrame::Ack { id, seq });
        self.broadcast_entries(before);
    }

    /// An agent has the conversation before them: what called them there is done.
    pub(super) fn looked(&mut self, who: &Participant) {
        let Participant::Agent { id, .. } = who else { return };
        if let Ok(place) = self.head.mentions.binary_search(id) {
            self.head.mentions.remove(place);
            self.changed();
        }
    }
}

/// A tag as it is kept: on one line, in small letters, so that it is the same one whoever wrote it.
fn label(tag: &str) -> String {
    let mut label = tag.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    label.retain(|c| !c.is_control());
    mask(&mut label);
    label
}
