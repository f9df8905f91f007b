//! A message, and what may precede it.

use wire::fact::FactKind;
use wire::stored::Unanswered;
use wire::{
    Activity, Author, Body, ConversationState, File, FileId, MessageId, Participant, Refusal, ServerFrame, Timestamp, limits,
};

use super::{Conversation, SocketId};
use crate::mask::mask;

impl Conversation {
    pub(super) fn message(
        &mut self,
        socket: SocketId,
        who: &Participant,
        id: MessageId,
        mut text: String,
        files: &[FileId],
        now: Timestamp,
    ) {
        if self.is_repeated(socket, id) {
            return;
        }
        if let Some(reason) = self.refusal(who, &text, files) {
            return self.refuse(socket, id, reason);
        }
        mask(&mut text);
        let files = self.send_files(files);
        let before = self.log.latest();
        let comes_back = self.come_back(now);
        let (author, fact) = match who {
            Participant::Visitor { .. } => (Author::Visitor, FactKind::VisitorWrote),
            Participant::Agent { id, name } => {
                (Author::Agent { id: *id, name: name.clone() }, FactKind::AgentWrote { agent: *id })
            }
        };
        self.head.unanswered = match who {
            Participant::Visitor { .. } => None,
            Participant::Agent { .. } => Some(Unanswered { since: now, warned_at: None }),
        };
        self.looked(who);
        self.wrote(who, now);
        if super::sockets::is_visitor(who) {
            self.reached(&text);
        }
        self.stop_typing(socket, who, now);
        self.head.preview = if text.trim().is_empty() { preview(&names(&files)) } else { preview(&text) };
        self.head.messages = self.head.messages.saturating_add(1);
        self.head.last_activity_at = now;
        self.fact(fact);
        let seq = self.append(Some(id), now, author, Body::Text { text, files });
        self.send(socket, ServerFrame::Ack { id, seq });
        self.broadcast_entries(before);
        if comes_back {
            self.broadcast_state();
        }
    }

    /// Whoever writes brings back what was resolved or put aside. True if it was.
    pub(super) fn come_back(&mut self, now: Timestamp) -> bool {
        match self.head.state {
            ConversationState::Resolved => {
                self.reopen(now);
                self.append(None, now, Author::System, Body::Activity { activity: Activity::Reopened });
                true
            }
            ConversationState::Snoozed => {
                self.wake(now);
                true
            }
            ConversationState::Pending | ConversationState::Open | ConversationState::Unknown => false,
        }
    }

    /// CV4: open again, at the end of the queue. The caller notes it in the log.
    pub(super) fn reopen(&mut self, now: Timestamp) {
        self.head.state = ConversationState::Open;
        self.head.is_forgotten = false;
        self.opened(now);
        self.fact(FactKind::Reopened);
        self.fact(FactKind::Enqueued);
    }

    /// Whether `who` is the agent it is assigned to.
    pub(super) fn answers(&self, who: &Participant) -> bool {
        match who {
            Participant::Visitor { .. } => false,
            Participant::Agent { id, .. } => self.head.assigned.as_ref().is_some_and(|assigned| assigned.agent == *id),
        }
    }

    fn refusal(&self, who: &Participant, text: &str, files: &[FileId]) -> Option<Refusal> {
        match who {
            Participant::Visitor { .. } if self.origin.is_none() => return Some(Refusal::NotEscalated),
            Participant::Agent { .. } if !self.answers(who) => return Some(Refusal::NotYours),
            Participant::Visitor { .. } | Participant::Agent { .. } => {}
        }
        match self.text_refusal(text) {
            // Files speak for themselves.
            None | Some(Refusal::Empty) if !files.is_empty() => self.files_refusal(who, files),
            refusal => refusal,
        }
    }

    pub(super) fn text_refusal(&self, text: &str) -> Option<Refusal> {
        if text.trim().is_empty() {
            Some(Refusal::Empty)
        } else if text.len() > limits::TEXT_BYTES {
            Some(Refusal::TooLong)
        } else if !self.log.has_room_for(1) {
            Some(Refusal::LogFull)
        } else {
            None
        }
    }
}

fn names(files: &[File]) -> String {
    files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The start of a text on one line.
pub(super) fn preview(text: &str) -> String {
    text.chars().take(limits::PREVIEW_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
