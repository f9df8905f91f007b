//! What a supervisor sees of a site's desk, and what they do there: bodies under `/api/v1/desk/floor`.

use json::Json;

use crate::{AgentId, Channel, ConversationId, IntentId, Presence, SkillId, Timestamp, VisitorId};

/// What an agent may do beyond answering.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Role {
    #[default]
    #[json(other)]
    Agent,
    /// Sees who is on what, gives conversations to agents and sets their presence.
    Supervisor,
    /// Writes the playbook, tests and publishes it.
    Editor,
    /// Everything, staff and hours among it.
    Owner,
}

impl Role {
    /// Whether they see the floor and give conversations to agents.
    #[must_use]
    pub fn is_supervisor(self) -> bool {
        match self {
            Role::Supervisor | Role::Owner => true,
            Role::Agent | Role::Editor => false,
        }
    }

    /// Whether they write and publish the playbook.
    #[must_use]
    pub fn is_editor(self) -> bool {
        match self {
            Role::Editor | Role::Owner => true,
            Role::Agent | Role::Supervisor => false,
        }
    }

    /// Whether they set staff and hours.
    #[must_use]
    pub fn is_owner(self) -> bool {
        match self {
            Role::Owner => true,
            Role::Agent | Role::Supervisor | Role::Editor => false,
        }
    }
}

/// `GET /api/v1/desk/floor`: the whole of it, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Floor {
    /// The desk's clock.
    pub now: Timestamp,
    /// One for each skill and channel of which something waits; the longest waiting first.
    pub queues: Vec<QueueLine>,
    /// Who is connected or holds something, by name.
    pub agents: Vec<FloorAgent>,
}

/// What waits of one skill and one channel.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct QueueLine {
    /// None for what needs no skill.
    pub skill: Option<SkillId>,
    pub channel: Channel,
    /// Waiting for somebody to be asked, and being offered.
    pub waiting: u32,
    pub offered: u32,
    /// They have waited longer than the channel's target.
    pub late: u32,
    /// When the longest waiting was queued, and which one it is.
    pub longest_since: Timestamp,
    pub longest: ConversationId,
    /// First responses of the channel are due within this, in seconds.
    pub target_s: u32,
}

/// An agent and what they are on.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct FloorAgent {
    pub id: AgentId,
    pub name: String,
    pub presence: Presence,
    /// False while they keep conversations without a socket, for `limits::AGENT_GRACE`.
    pub is_connected: bool,
    /// Since when they are what `presence` says, or gone.
    pub since: Timestamp,
    pub capacity: u8,
    /// Offers they have not answered.
    pub offered: u32,
    /// What they answer, the first taken first; at most `limits::FLOOR_LISTED`.
    pub conversations: Vec<FloorConversation>,
    /// How many in all.
    pub assigned: u32,
}

/// A conversation an agent is on.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct FloorConversation {
    pub conversation: ConversationId,
    pub visitor: VisitorId,
    pub channel: Channel,
    pub intent: Option<IntentId>,
    /// When they took it.
    pub since: Timestamp,
    pub last_activity_at: Timestamp,
}

/// `POST /api/v1/desk/floor/assignments`: this agent answers from now on, asked or not. Repeating it changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct ForcedAssignment {
    pub conversation: ConversationId,
    pub agent: AgentId,
    pub reason: ForcedReason,
}

/// Why a supervisor chose. A closed list and no text: reasons are counted, and hold nothing that somebody wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum ForcedReason {
    /// They know the matter best.
    Expert,
    /// Others have too much.
    Balance,
    /// It cannot wait any longer.
    Pressing,
    #[default]
    #[json(other)]
    Other,
}

/// `PUT /api/v1/desk/floor/agents/{agent}/presence`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct PresenceChange {
    pub presence: Presence,
}

/// Who chose an assignment in place of the rule.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct ChosenBy {
    pub agent: AgentId,
    pub reason: ForcedReason,
    /// How the agent had it before: nobody, or who answered until then.
    pub from: Option<AgentId>,
}

/// What a supervisor did that concerns an agent, told to them once.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Deed {
    /// You answer this conversation now.
    Gave { conversation: ConversationId, reason: ForcedReason },
    /// Somebody else answers this conversation now.
    Took { conversation: ConversationId, to: String },
    /// Your presence is another.
    SetPresence { presence: Presence },
    #[json(other)]
    Unknown,
}
