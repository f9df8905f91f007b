//! Bodies of the HTTP API under `/api/v1`.

use json::Json;

use crate::fact::PredictedOutcome;
use crate::{
    AgentId, AgentProfile, ContactId, ConversationId, ConversationState, IntentId, Locale, SiteId, Timestamp, VisitorId,
};

/// Every error answer: a stable code for programs, a sentence for people that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct ApiError {
    pub code: String,
    pub message: String,
}

/// Chat host, `POST /api/v1/sites/{site}/visitors` (no body) and `…/visitors/renew` (`Authorization: Bearer TOKEN`).
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct VisitorSession {
    pub visitor: VisitorId,
    pub token: String,
    pub expires_at: Timestamp,
}

/// Chat host, `GET /api/v1/sites/{site}/conversations/{id}/outlook` (`Authorization: Bearer TOKEN`): what a waiting customer may expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Outlook {
    /// How many are before them; none if nobody is being looked for.
    pub ahead: Option<u64>,
    /// About how long that takes, in seconds; none where nobody can say.
    pub wait_s: Option<u64>,
    /// Somebody who takes conversations is here.
    pub is_staffed: bool,
    /// When the site opens next; none if it is open or keeps no hours.
    pub opens_at: Option<Timestamp>,
}

/// Chat host, `POST /api/v1/sites/{site}/facts`: outcomes counted before escalation. No text, no visitor.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Outcomes {
    /// Drawn by the browser for this batch, so that a repeated one counts once.
    pub batch: crate::MessageId,
    pub outcomes: Vec<Outcome>,
}

#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Outcome {
    pub intent: Option<IntentId>,
    pub outcome: PredictedOutcome,
    pub locale: Locale,
}

/// Desk host, `POST /api/v1/session`: signs in and sets the cookie. `DELETE` signs out.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct SignIn {
    pub site: SiteId,
    pub email: String,
    pub password: String,
}

/// Desk host, answer to sign-in and to `GET /api/v1/session`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct AgentSession {
    pub site: SiteId,
    pub agent: AgentProfile,
    pub email: String,
    /// After how many minutes the site resolves what a visitor leaves unanswered, if its owner says so.
    pub patience_minutes: Option<u32>,
}

/// Operator, `PUT /api/v1/operator/sites/{site}/agents`: the staff, keyed by e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct StaffMember {
    pub email: String,
    /// Set on creation or when not empty; stored as an argon2id hash.
    pub password: String,
    pub name: String,
    pub skills: Vec<crate::SkillId>,
    #[json(default)]
    pub secondary_skills: Vec<crate::SkillId>,
    #[json(default)]
    pub teams: Vec<crate::TeamId>,
    pub capacity: u8,
    #[json(default)]
    pub channels: Vec<crate::ChannelCapacity>,
    #[json(default)]
    pub role: crate::Role,
}

/// Desk host, `GET /api/v1/conversations/{id}/customer`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct CustomerCard {
    pub contact: ContactId,
    pub first_seen_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub locale: Locale,
    /// What they told in flows, newest first; not verified.
    pub told: Vec<Told>,
    /// Their conversations, newest first, this one included.
    pub conversations: Vec<PastConversation>,
}

/// A value a customer gave.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Told {
    pub label: String,
    pub value: String,
    pub at: Timestamp,
    pub conversation: ConversationId,
}

/// One line of a customer's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct PastConversation {
    pub conversation: ConversationId,
    pub queued_at: Timestamp,
    pub last_activity_at: Timestamp,
    pub state: ConversationState,
    pub intent: Option<IntentId>,
    pub preview: String,
    pub agent: Option<AgentId>,
    /// Set where it was imported: there is no log to open.
    #[json(default)]
    pub imported: Option<crate::archive::PastImport>,
}
