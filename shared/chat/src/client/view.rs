//! What the UI shows.

use wire::stored::OutgoingKind;
use wire::summary::Assigned;
use wire::{Activity, Author, Body, CloseReason, ConversationState, Entry, MessageId, Refusal, Seq, Timestamp, TranscriptItem};

use super::outbox::Item;
use super::{Client, Role};

/// Everything a UI shows of a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// In the order to show: entries, lines said locally at their places, then what is on its way.
    pub lines: Vec<Line>,
    /// Entries before the first line that this browser no longer keeps.
    pub earlier: u64,
    pub draft: String,
    /// The agent's note that is being written.
    #[cfg(feature = "agents")]
    pub note: String,
    /// Visitors only: an agent has resolved it and it has not been rated since.
    pub may_rate: bool,
    pub connection: Connection,
    pub state: ConversationState,
    pub assigned: Option<Assigned>,
    /// An escalation is on its way.
    pub is_escalating: bool,
    /// The last escalation was refused; the visitor may try again.
    pub escalation_refused: Option<Refusal>,
    /// Who on the other side is typing: an agent's name, or an empty one for the visitor.
    pub other_typing: Option<String>,
    /// Messages of the other side after what the person has seen.
    pub unread: u32,
    /// Things on their way, refused ones not counted.
    pub pending: u32,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: MessageId,
    /// Its place in the log, once known.
    pub seq: Option<Seq>,
    pub at: Timestamp,
    pub author: Author,
    pub body: Body,
    pub delivery: Delivery,
}

/// How far a line got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Said before escalation: it is in this browser only.
    Local,
    Sending,
    Sent,
    /// The other side has seen it.
    Seen,
    Refused(Refusal),
}

/// The state of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// None is needed.
    Idle,
    Connecting,
    Online,
    Waiting {
        retry_at: Timestamp,
    },
    /// Trying again would not help; `Online(true)` does anyway.
    Refused {
        reason: CloseReason,
    },
}

impl Client {
    /// The thread as it stands.
    #[must_use]
    pub fn view(&self) -> View {
        View {
            lines: self.lines(),
            earlier: self.thread.earlier(),
            draft: self.draft.text.clone(),
            #[cfg(feature = "agents")]
            note: self.draft.note.clone(),
            may_rate: self.may_rate(),
            connection: self.link.connection(),
            state: self.meta.state,
            assigned: self.meta.assigned.clone(),
            is_escalating: self.outbox.is_escalating(),
            escalation_refused: self.outbox.escalation_refused(),
            other_typing: self.presence.other.as_ref().map(|other| other.name.clone()),
            unread: self.unread(),
            pending: self.outbox.pending(),
        }
    }
}

/// The tags that lines tell of, sorted; those on their way too, so that what was tapped shows at once.
#[cfg(feature = "agents")]
#[must_use]
pub fn tags(lines: &[Line]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for line in lines {
        if let Body::Tag { tag, on } = &line.body {
            match tags.binary_search(tag) {
                Err(place) if *on => tags.insert(place, tag.clone()),
                Ok(place) if !on => drop(tags.remove(place)),
                Ok(_) | Err(_) => {}
            }
        }
    }
    tags
}

impl Client {
    pub(super) fn may_rate(&self) -> bool {
        if self.role != Role::Visitor || self.meta.state != ConversationState::Resolved {
            return false;
        }
        // What an agent resolved is asked about, not what nobody answered.
        let last = self.thread.entries.iter().rev().find(|entry| match &entry.body {
            Body::Rating { .. } | Body::Activity { activity: Activity::ClosedUnanswered } => true,
            Body::Activity { activity } => matches!(activity, Activity::Resolved { .. }),
            Body::Text { .. } | Body::Answer { .. } | Body::Card { .. } | Body::Hidden | Body::Unknown => false,
            #[cfg(feature = "agents")]
            Body::Note { .. } | Body::Tag { .. } => false,
        });
        let is_resolution = |entry: &Entry| matches!(entry.body, Body::Activity { activity: Activity::Resolved { .. } });
        last.is_some_and(is_resolution) && !self.outbox.items.iter().any(Item::is_rating)
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut local = self.thread.local.iter().peekable();
        for entry in &self.thread.entries {
            while let Some(line) = local.next_if(|line| line.after < entry.seq) {
                lines.push(local_line(&line.item));
            }
            lines.push(self.entry_line(entry));
        }
        // Said locally since the last entry, and on its way: as the person did it.
        for item in &self.outbox.items {
            while let Some(line) = local.next_if(|line| line.place <= item.record.place) {
                lines.push(local_line(&line.item));
            }
            lines.extend(self.outgoing_line(item));
        }
        lines.extend(local.map(|line| local_line(&line.item)));
        lines
    }

    fn entry_line(&self, entry: &Entry) -> Line {
        let is_own = match (&self.role, &entry.author) {
            (Role::Visitor, Author::Visitor) | (Role::Agent { .. }, Author::Agent { .. }) => true,
            (Role::Visitor | Role::Agent { .. }, Author::Visitor | Author::Agent { .. } | Author::Assistant) => false,
            (Role::Visitor | Role::Agent { .. }, Author::System | Author::Unknown) => false,
        };
        let delivery = if is_own && entry.seq <= self.their_seen() { Delivery::Seen } else { Delivery::Sent };
        let (author, body) = (entry.author.clone(), entry.body.clone());
        Line { id: entry.id, seq: Some(entry.seq), at: entry.at, author, body, delivery }
    }

    /// Only messages, notes and tags have a line before they have an entry.
    fn outgoing_line(&self, item: &Item) -> Option<Line> {
        let body = match &item.record.what {
            OutgoingKind::Message { text, files } => Body::Text { text: text.clone(), files: files.clone() },
            #[cfg(feature = "agents")]
            OutgoingKind::Note { text, mentions } => Body::Note { text: text.clone(), mentions: mentions.clone() },
            OutgoingKind::Escalate { .. } => return None,
            #[cfg(feature = "agents")]
            OutgoingKind::Resolve { .. } | OutgoingKind::Release { .. } => return None,
            #[cfg(feature = "agents")]
            OutgoingKind::Transfer { .. } | OutgoingKind::Snooze { .. } => return None,
            #[cfg(feature = "agents")]
            OutgoingKind::Tag { tag, on } => Body::Tag { tag: tag.clone(), on: *on },
            OutgoingKind::Rate { .. } => return None,
        };
        let author = match &self.role {
            Role::Visitor => Author::Visitor,
            Role::Agent { id, name } => Author::Agent { id: *id, name: name.clone() },
        };
        let delivery = match (item.record.refused, item.acked) {
            (Some(reason), _) => Delivery::Refused(reason),
            (None, Some(_)) => Delivery::Sent,
            (None, None) => Delivery::Sending,
        };
        Some(Line { id: item.record.id, seq: None, at: item.record.at, author, body, delivery })
    }
}

fn local_line(item: &TranscriptItem) -> Line {
    let author = if item.from_visitor { Author::Visitor } else { Author::Assistant };
    let body = match &item.intent {
        Some(intent) if !item.from_visitor => Body::Answer { text: item.text.clone(), intent: intent.clone() },
        Some(_) | None => Body::text(item.text.clone()),
    };
    Line { id: item.id, seq: None, at: item.at, author, body, delivery: Delivery::Local }
}
