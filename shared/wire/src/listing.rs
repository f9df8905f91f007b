//! The conversations of a site as its agents list and search them: `POST /api/v1/conversations/search`.
//!
//! A query is a body, never an address: what agents look for holds what customers told.

use json::Json;

use crate::{
    AgentId, Channel, ConversationId, ConversationState, IntentId, Locale, Priority, SkillId, Tier, Timestamp, VisitorId,
};

/// Rows of one answer, at most.
pub const ROWS: usize = 100;

/// Words looked for at once, and bytes of one.
pub const WORDS: usize = 6;
pub const WORD_BYTES: usize = 100;

/// Characters kept of what a customer told in a flow, all values together.
pub const TOLD_CHARS: usize = 200;

/// What to list. What is none or empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct ListingQuery {
    /// Each word of it is in the preview, a tag, what was told, or begins an id. Letters of either case; words of any language.
    #[json(default)]
    pub text: String,
    pub state: Option<ConversationState>,
    pub channel: Option<Channel>,
    pub skill: Option<SkillId>,
    pub tag: Option<String>,
    /// Who answers it, or did last.
    pub agent: Option<AgentId>,
    /// `Listing::next` of the answer before.
    pub after: Option<String>,
}

/// Rows, the newest activity first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Listing {
    pub rows: Vec<Listed>,
    /// Where to go on; none where everything was looked through. An answer may hold no row and go on.
    pub next: Option<String>,
}

/// A conversation in a list.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Listed {
    pub conversation: ConversationId,
    /// That of the summary it was made of; zero where it was imported.
    pub version: u64,
    pub visitor: VisitorId,
    pub state: ConversationState,
    pub channel: Channel,
    pub locale: Locale,
    pub skill: Option<SkillId>,
    pub intent: Option<IntentId>,
    pub priority: Priority,
    pub tier: Tier,
    pub queued_at: Timestamp,
    pub last_activity_at: Timestamp,
    /// Who answers it, or did last.
    pub agent: Option<AgentId>,
    pub tags: Vec<String>,
    pub preview: String,
    /// What the customer told in a flow: name, order number and the like.
    pub told: String,
    pub messages: u64,
    pub rating: Option<u8>,
    /// It was imported: there is no log to open.
    #[json(default)]
    pub is_imported: bool,
}
