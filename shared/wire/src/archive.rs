//! Past conversations that an owner brings along: the lines of an import, and what is answered.
//!
//! `POST /api/v1/operator/sites/{site}/import` takes NDJSON, one [`ArchiveLine`] per line. What is imported is a row of the
//! directory and nothing else: it has no log to open, waits for nobody and is never changed.

use json::Json;

use crate::{AgentId, Channel, ConversationId, IntentId, Locale, Priority, SkillId, Tier, Timestamp, VisitorId};

/// A body in bytes: a thousand ordinary lines, which an object keeps in a tenth of a second.
pub const BATCH_BYTES: usize = 1024 * 1024;

/// Lines of a body.
pub const BATCH_LINES: usize = 2_000;

/// A line in bytes: ten times an ordinary one.
pub const LINE_BYTES: usize = 4 * 1024;

/// Refused lines that one answer tells of.
pub const LINES_TOLD: usize = 20;

/// One past conversation. Times are Unix milliseconds and in this order: arrived, queued, first answered, resolved.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct ArchiveLine {
    /// Drawn from whatever the conversation was called before, and always the same: a known one is not imported again.
    pub id: ConversationId,
    /// Who it was: the visitor's id, or 32 digits drawn from the e-mail, number or account. The same for the same person.
    pub visitor: VisitorId,
    pub channel: Channel,
    pub locale: Locale,
    pub intent: Option<IntentId>,
    pub skill: Option<SkillId>,
    #[json(default)]
    pub priority: Priority,
    #[json(default)]
    pub tier: Tier,
    /// When they first wrote or called.
    pub arrived_at: Timestamp,
    /// When it began to wait for an agent.
    pub queued_at: Timestamp,
    /// An agent's first words; none where nobody answered.
    pub first_answered_at: Option<Timestamp>,
    /// When it ended, whoever ended it.
    pub resolved_at: Timestamp,
    /// E-mail of the agent who had it last, one of the site's staff.
    pub agent: Option<String>,
    /// How often agents passed it on.
    #[json(default)]
    pub transfers: u16,
    /// 1 to 5.
    pub rating: Option<u8>,
    pub comment: Option<String>,
    /// They left before anybody answered.
    #[json(default)]
    pub is_abandoned: bool,
    /// The start of what was said last; `limits::PREVIEW_CHARS` characters of it are kept.
    #[json(default)]
    pub preview: String,
    #[json(default)]
    pub visitor_messages: u32,
    #[json(default)]
    pub agent_messages: u32,
}

/// A line that may be kept.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct CheckedLine {
    pub agent: Option<AgentId>,
    pub line: ArchiveLine,
}

/// The answer to a batch of good lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Json)]
pub struct Imported {
    /// Lines that are kept now and were not before.
    pub imported: u32,
    /// Lines whose conversation is held already. Nothing of it was changed.
    pub known: u32,
}

/// The answer to a batch with a bad line. Nothing of it was stored.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct ImportRefusal {
    /// `bad_lines`, beside a `message` as in every [`ApiError`](crate::api::ApiError).
    pub code: String,
    pub message: String,
    /// The first [`LINES_TOLD`] of them.
    pub lines: Vec<LineError>,
}

/// What is wrong with a line and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct LineError {
    /// The first line is 1.
    pub line: u32,
    pub message: String,
}

/// `GET` of the same address: what was imported so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Json)]
pub struct ImportTotal {
    pub conversations: u64,
    /// When the first and the last of them arrived.
    pub first_at: Option<Timestamp>,
    pub last_at: Option<Timestamp>,
}

/// What a customer's timeline tells of an imported conversation.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct PastImport {
    pub channel: Channel,
    pub rating: Option<u8>,
    pub comment: Option<String>,
    pub is_abandoned: bool,
}
