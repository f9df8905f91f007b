//! Frames between a visitor or an agent and a conversation.

use json::Json;

use crate::summary::Assigned;
use crate::{
    Card, ConversationState, Entry, EscalationReason, FileId, IntentId, Locale, MessageId, Prediction, Priority, Protocol, Seq,
    SkillId, Timestamp, limits,
};

/// From a client to its conversation.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum ClientFrame {
    /// First frame of every socket.
    Hello {
        protocol: Protocol,
        /// Which build speaks, for logs.
        build: String,
        /// The last entry this client holds; zero for none. The server sends what follows, each entry once.
        resume: Seq,
    },
    /// Visitor only: hands the conversation to humans. Idempotent by `id`.
    Escalate { id: MessageId, escalation: Box<Escalation> },
    /// A message, and files that its sender has uploaded; with files the text may be empty. Idempotent by `id`.
    Send {
        id: MessageId,
        text: String,
        #[json(brief)]
        files: Vec<FileId>,
    },
    /// Whether the sender is typing just now; never stored.
    Typing { typing: bool },
    /// The sender has seen everything up to here.
    Seen { seq: Seq },
    /// Agent only: the matter is settled. Idempotent by `id`. As with the next three, `epoch` is the assignment the agent means: in
    /// another one it is refused, so that what waited for a connection never ends what began meanwhile. None where a build does not tell.
    #[cfg(feature = "agents")]
    Resolve {
        id: MessageId,
        #[json(default)]
        epoch: Option<u64>,
    },
    /// Agent only: give the conversation back to the queue at its old place. Idempotent by `id`.
    #[cfg(feature = "agents")]
    Release {
        id: MessageId,
        #[json(default)]
        epoch: Option<u64>,
    },
    /// Agent only: pass it on, at its old place. Idempotent by `id`.
    #[cfg(feature = "agents")]
    Transfer {
        id: MessageId,
        to: crate::TransferTarget,
        #[json(default)]
        epoch: Option<u64>,
    },
    /// Agent only: put it aside until then, or until the visitor writes. Idempotent by `id`.
    #[cfg(feature = "agents")]
    Snooze {
        id: MessageId,
        until: Timestamp,
        #[json(default)]
        epoch: Option<u64>,
    },
    /// Any agent: a line for colleagues alone, and whom it calls. Idempotent by `id`.
    #[cfg(feature = "agents")]
    Note { id: MessageId, text: String, mentions: Vec<crate::AgentId> },
    /// Any agent: the tag is on, or off, the conversation from here on. Idempotent by `id`.
    #[cfg(feature = "agents")]
    Tag { id: MessageId, tag: String, on: bool },
    /// Visitor only, once for each resolution: how good the help was, 1 to `limits::SCORE_MAX`. Idempotent by `id`.
    Rate { id: MessageId, score: u8, comment: Option<String> },
    #[json(other)]
    Unknown,
}

/// What a visitor's browser hands over when a human is needed.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Escalation {
    pub reason: EscalationReason,
    pub locale: Locale,
    pub prediction: Option<Prediction>,
    pub skill: Option<SkillId>,
    pub priority: Priority,
    pub card: Option<Card>,
    /// What was said so far in the browser, oldest first; at most `limits::TRANSCRIPT_ITEMS`.
    pub transcript: Vec<TranscriptItem>,
}

/// One line said before escalation.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct TranscriptItem {
    pub id: MessageId,
    pub at: Timestamp,
    /// True for the visitor's own lines, false for the assistant's.
    pub from_visitor: bool,
    pub text: String,
    /// The intent an assistant's line answered.
    pub intent: Option<IntentId>,
}

/// From a conversation to a client.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum ServerFrame {
    /// Answer to `Hello`. Entries after `resume` follow in `Entries` frames.
    Welcome {
        protocol: Protocol,
        /// The last entry of the log.
        latest: Seq,
        state: ConversationState,
        assigned: Option<Assigned>,
        /// How far each side has read.
        visitor_seen: Seq,
        agent_seen: Seq,
    },
    /// Consecutive entries in order. Every socket gets every entry, its own included.
    Entries { entries: Vec<Entry> },
    /// The message is stored, and here is its place. Sent for a repeated id too.
    Ack { id: MessageId, seq: Seq },
    /// The message with this id is not accepted and will not be: tell the person why.
    Refused { id: MessageId, reason: Refusal },
    /// State or assignment changed.
    State { state: ConversationState, assigned: Option<Assigned> },
    /// The other side is typing, or stopped.
    Typing { from_visitor: bool, name: Option<String>, typing: bool },
    /// How far a side has read.
    Seen { by_visitor: bool, seq: Seq },
    /// Agents only: who else of the site has the conversation open. The whole of it.
    #[cfg(feature = "agents")]
    Here { agents: Vec<Reader> },
    #[json(other)]
    Unknown,
}

/// An agent who has a conversation open.
#[cfg(feature = "agents")]
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Reader {
    pub id: crate::AgentId,
    pub name: String,
    /// They write to the customer; forgotten after `limits::TYPING_TIMEOUT`.
    pub is_writing: bool,
}

/// Why a message was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Refusal {
    Empty,
    TooLong,
    /// The conversation has reached its length; start a new one.
    LogFull,
    /// An agent wrote into a conversation assigned to somebody else, or a visitor used an agent's frame.
    NotYours,
    /// The visitor sent a message before the conversation was escalated.
    NotEscalated,
    /// A rating of what is not resolved or has been rated, or beyond the scale; a tag that is on already, or off.
    NotNow,
    /// The conversation has as many tags as it may; the message more files than it may.
    TooMany,
    /// A file of the message was not uploaded here by its sender, has been sent before, or is no longer kept.
    NoFile,
    #[json(other)]
    Unknown,
}

/// Why a frame was not decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    #[error("the frame has {bytes} bytes; at most {limit} are read")]
    TooLong { bytes: usize, limit: usize },
    #[error("the frame is not valid: {0}")]
    Malformed(json::Error),
}

/// Decodes one frame of any kind after checking its size. This is the only way frames enter, and the fuzzing entry.
///
/// # Errors
/// [`DecodeError`] if it is longer than [`limits::FRAME_BYTES`] or not a frame.
pub fn decode<F: Json>(text: &str) -> Result<F, DecodeError> {
    if text.len() > limits::FRAME_BYTES {
        return Err(DecodeError::TooLong { bytes: text.len(), limit: limits::FRAME_BYTES });
    }
    json::from_text(text).map_err(DecodeError::Malformed)
}

/// The JSON text of a frame or record.
#[must_use]
pub fn encode<F: Json>(frame: &F) -> String {
    json::to_text(frame)
}
