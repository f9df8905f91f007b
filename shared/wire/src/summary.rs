//! What the rest of a site learns of a conversation.

use json::Json;

use crate::fact::Fact;
use crate::{AgentId, Card, ConversationId, IntentId, Locale, SkillId, TeamId, Timestamp, VisitorId};

/// What kind of transport a contact comes through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Channel {
    /// The widget.
    #[default]
    #[json(other)]
    Chat,
    /// Messages of a social network.
    Social,
    Email,
    /// A call. It takes all of an agent.
    Phone,
}

impl Channel {
    pub const ALL: [Channel; 4] = [Channel::Chat, Channel::Social, Channel::Email, Channel::Phone];
}

/// How much an owner is bound to a customer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Tier {
    #[default]
    #[json(other)]
    Standard,
    Vip,
}

/// An agent passed a conversation on.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Transfer {
    pub to: TransferTarget,
    /// Who passed it on; not asked again while others can be.
    pub from: AgentId,
}

/// Who a conversation is passed on to.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum TransferTarget {
    /// This agent; anybody fitting if they do not take it in time.
    Agent {
        agent: AgentId,
    },
    Team {
        team: TeamId,
    },
    /// Somebody trained in this skill, which takes the place of the one it needed.
    Skill {
        skill: SkillId,
    },
    /// Whoever fits.
    #[json(other)]
    Anybody,
}

/// The state of a conversation. Before escalation it is `pending` and lives in the browser alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum ConversationState {
    Pending,
    Open,
    Snoozed,
    Resolved,
    #[json(other)]
    Unknown,
}

/// Which conversation is offered first. Ordered: `Low < Urgent`. A closed list: a new one raises the protocol.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Priority {
    Low,
    #[default]
    Medium,
    High,
    Urgent,
}

/// Why a human was needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum EscalationReason {
    /// The visitor asked for a person.
    Asked,
    /// The assistant did not know.
    NotUnderstood,
    /// A flow handed off.
    Flow,
    #[json(other)]
    Unknown,
}

/// What the browser's model made of the question that led here: a hint, never trusted.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Prediction {
    pub intent: IntentId,
    /// Confidence in thousandths, 0 to 1000.
    pub confidence_permille: u16,
}

/// The state of a conversation as of `version`. Summaries are coalesced and may arrive twice or late: a receiver keeps the
/// greatest version per conversation and ignores the rest.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Summary {
    pub conversation: ConversationId,
    /// Grows by one with every change worth telling.
    pub version: u64,
    pub visitor: VisitorId,
    pub state: ConversationState,
    /// When it was escalated, or reopened if that came later: its place in the queue.
    pub queued_at: Timestamp,
    /// When it was escalated, or reopened after a resolution: what a resolution is timed from.
    #[json(default)]
    pub opened_at: Timestamp,
    /// When an agent first wrote since then.
    #[json(default)]
    pub answered_at: Option<Timestamp>,
    /// The visitor's first message since an agent last wrote; none while it is the visitor's turn.
    #[json(default)]
    pub asked_at: Option<Timestamp>,
    pub last_activity_at: Timestamp,
    pub locale: Locale,
    pub reason: EscalationReason,
    pub prediction: Option<Prediction>,
    pub skill: Option<SkillId>,
    pub priority: Priority,
    #[json(default)]
    pub channel: Channel,
    #[json(default)]
    pub tier: Tier,
    /// Who answered it last: asked first when it waits again.
    #[json(default)]
    pub served_by: Option<AgentId>,
    /// How it was last passed on, until somebody takes it.
    #[json(default)]
    pub transfer: Option<Transfer>,
    pub card: Option<Card>,
    /// What the visitor's words told when they were handed over.
    pub tone: Option<Tone>,
    /// Where the visitor said they can be reached.
    #[json(default)]
    pub reach: Reach,
    /// Start of the last message, at most `limits::PREVIEW_CHARS` characters.
    pub preview: String,
    /// Messages of visitor and agents (activity lines and the assistant's are not counted).
    pub messages: u64,
    /// The assignment the conversation knows of, by its epoch.
    pub assigned: Option<Assigned>,
    /// The last assignment that has ended, by its epoch; zero before the first. Tells the desk what a resolve released.
    pub released_epoch: u64,
    /// Labels the agents put on it, sorted.
    #[json(default)]
    pub tags: Vec<String>,
    /// Agents a note has called who have not looked since, sorted.
    #[json(default)]
    pub mentions: Vec<AgentId>,
    /// How the visitor rated the last resolution.
    pub rating: Option<u8>,
    /// Everything personal of it was forgotten: its receiver forgets too.
    #[json(default)]
    pub is_forgotten: bool,
    /// What happened since the directory last confirmed a version. Facts of a conversation are numbered 0, 1, 2, …; the first
    /// here has the number `facts_from`, so that repeated ones are recognised.
    pub facts: Vec<Fact>,
    pub facts_from: u64,
}

/// What words tell beside their intent, as the edge reads them.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Tone {
    /// What they are written in, where that can be told: `en`, `zh`, `es` and so on.
    pub language: Option<Locale>,
    pub sentiment: Sentiment,
    /// They ask to be answered before others.
    pub is_urgent: bool,
}

/// Where somebody can be reached, as they wrote it; not verified.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Reach {
    pub email: Option<String>,
    /// Digits, after a `+` if they wrote one.
    pub phone: Option<String>,
}

/// How words sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Sentiment {
    Negative,
    #[json(other)]
    Neutral,
    Positive,
}

/// Who a conversation is assigned to.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Assigned {
    pub agent: AgentId,
    pub name: String,
    /// The desk's count of assignments of this conversation; a lower one is out of date.
    pub epoch: u64,
}
