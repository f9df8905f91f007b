//! What the two halves of a conversation store: at the edge under the object's keys, in the browser under the conversation's.
//!
//! | Where | Key | Body |
//! |---|---|---|
//! | edge | `log/{seq}` | [`Entry`](crate::Entry) |
//! | edge | `origin` | [`Origin`] |
//! | edge | `head` | [`Head`] |
//! | edge | `facts/{version}` | [`Facts`] |
//! | edge | `file/{id}` | [`StoredFile`] |
//! | edge, per socket | attachment | [`Attachment`] |
//! | browser | `entry/{seq}` | [`Entry`](crate::Entry) |
//! | browser | `local/{id}` | [`LocalLine`] |
//! | browser | `outbox/{id}` | [`Outgoing`] |
//! | browser | `draft` | a text |
//! | browser | `note` | a text, of an agent's |
//! | browser | `meta` | [`Meta`] |

use json::Json;

use crate::fact::Fact;
use crate::summary::{Assigned, Reach};
use crate::{
    AgentId, Card, Channel, ConversationState, Escalation, EscalationReason, File, Locale, MessageId, Participant, Prediction,
    Priority, Refusal, Seq, SkillId, Tier, Timestamp, Tone, TranscriptItem, Transfer, VisitorId,
};

/// Whose conversation it is and why it was escalated; written with each escalation, because a card is long and the head short.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Origin {
    pub visitor: VisitorId,
    pub locale: Locale,
    pub reason: EscalationReason,
    pub prediction: Option<Prediction>,
    pub skill: Option<SkillId>,
    pub priority: Priority,
    #[json(default)]
    pub channel: Channel,
    #[json(default)]
    pub tier: Tier,
    pub card: Option<Card>,
    pub tone: Option<Tone>,
}

/// What changes with every message.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Head {
    /// The version of the summary.
    pub version: u64,
    pub state: ConversationState,
    pub queued_at: Timestamp,
    #[json(default)]
    pub opened_at: Timestamp,
    #[json(default)]
    pub answered_at: Option<Timestamp>,
    #[json(default)]
    pub asked_at: Option<Timestamp>,
    pub last_activity_at: Timestamp,
    pub preview: String,
    pub messages: u64,
    pub assigned: Option<Assigned>,
    pub released_epoch: u64,
    /// The agent of the last assignment.
    #[json(default)]
    pub served_by: Option<AgentId>,
    /// How it was last passed on, until somebody takes it.
    #[json(default)]
    pub transfer: Option<Transfer>,
    /// When it wakes, while it is snoozed.
    pub snoozed_until: Option<Timestamp>,
    pub visitor_seen: Seq,
    pub agent_seen: Seq,
    #[json(default)]
    pub tags: Vec<String>,
    /// Where the visitor said they can be reached.
    #[json(default)]
    pub reach: Reach,
    /// Who was called by a note and has not looked since.
    #[json(default)]
    pub mentions: Vec<AgentId>,
    /// The rating of the last resolution.
    pub rating: Option<u8>,
    /// Who resolved it last; none if that was the site.
    pub resolved_by: Option<AgentId>,
    /// The agent's last message, while the visitor has not answered it.
    pub unanswered: Option<Unanswered>,
    /// The site's setting, as far as an agent's socket has told it; in minutes.
    pub patience_minutes: Option<u32>,
    /// What the site said last on how long it is kept.
    pub retention: Option<Retention>,
    /// Everything personal was forgotten; until it is opened again.
    #[json(default)]
    pub is_forgotten: bool,
    /// Facts counted so far.
    pub facts: u64,
    /// Versions the desk and the directory have stored, as far as known when this was written.
    pub desk_has: u64,
    pub directory_has: u64,
}

/// How long a site keeps what was resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Retention {
    /// After the last activity.
    pub days: u32,
    pub told_at: Timestamp,
}

/// A message of an agent that waits for the visitor's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Unanswered {
    pub since: Timestamp,
    /// When the visitor was warned that it will be resolved.
    pub warned_at: Option<Timestamp>,
}

/// A file of a conversation. Its bytes lie beside the records.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct StoredFile {
    /// The agent who uploaded it; none for the visitor.
    pub by: Option<AgentId>,
    /// When its upload began.
    pub since: Timestamp,
    pub stage: FileStage,
    /// None until all of it is stored.
    pub file: Option<File>,
}

/// How far a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum FileStage {
    /// No message has it yet.
    Unsent,
    Sent,
    /// Its bytes are being erased; it is there for nobody any more.
    Doomed,
}

/// Facts of one version, kept until the directory has them.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Facts {
    /// The number of the first; a conversation numbers its facts 0, 1, 2, ….
    pub first: u64,
    pub facts: Vec<Fact>,
}

/// What must survive of a socket while its object sleeps.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Attachment {
    pub who: Participant,
    /// It said hello and gets entries.
    pub greeted: bool,
    /// When its allowance of frames is whole again.
    #[json(default)]
    pub paced_until: Timestamp,
    /// Until when it counts as typing.
    #[json(default)]
    pub typing_until: Timestamp,
}

/// A line said in the browser before escalation.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct LocalLine {
    /// Grows with every line and message of this browser: the order they were said in.
    pub place: u64,
    /// The last entry held when it was said; it is shown after that.
    pub after: Seq,
    pub item: TranscriptItem,
}

/// Something on its way to the conversation, kept until its entry is held.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Outgoing {
    pub place: u64,
    pub id: MessageId,
    pub at: Timestamp,
    pub what: OutgoingKind,
    /// It was refused and is kept for its text alone.
    pub refused: Option<Refusal>,
}

/// What is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum OutgoingKind {
    Message {
        text: String,
        #[json(brief)]
        files: Vec<File>,
    },
    Escalate {
        escalation: Box<Escalation>,
    },
    #[cfg(feature = "agents")]
    Resolve {
        /// The assignment it was meant for.
        #[json(default)]
        epoch: Option<u64>,
    },
    #[cfg(feature = "agents")]
    Release {
        #[json(default)]
        epoch: Option<u64>,
    },
    #[cfg(feature = "agents")]
    Transfer {
        to: crate::TransferTarget,
        #[json(default)]
        epoch: Option<u64>,
    },
    #[cfg(feature = "agents")]
    Snooze {
        until: Timestamp,
        #[json(default)]
        epoch: Option<u64>,
    },
    #[cfg(feature = "agents")]
    Note {
        text: String,
        mentions: Vec<AgentId>,
    },
    #[cfg(feature = "agents")]
    Tag {
        tag: String,
        on: bool,
    },
    Rate {
        score: u8,
        comment: Option<String>,
    },
}

/// What a browser knows of a conversation besides its lines.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Meta {
    pub state: ConversationState,
    pub assigned: Option<Assigned>,
    pub visitor_seen: Seq,
    pub agent_seen: Seq,
}
