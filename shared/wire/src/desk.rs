//! Frames between an agent and the desk.

use json::Json;

use crate::floor::Deed;
use crate::{AgentId, Channel, ConversationId, OfferId, Protocol, Role, SkillId, Summary, TeamId, Timestamp};

/// Whether an agent may be offered work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Presence {
    Online,
    Busy,
    #[default]
    #[json(other)]
    Offline,
}

/// Who an agent is, as kept by `Site`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct AgentProfile {
    pub id: AgentId,
    pub name: String,
    /// What they are trained in first of all.
    pub skills: Vec<SkillId>,
    /// What they know too: they take longer, and pass on more.
    #[json(default)]
    pub secondary_skills: Vec<SkillId>,
    #[json(default)]
    pub teams: Vec<TeamId>,
    /// Conversations at once, 1 to `limits::CAPACITY_MAX`, unless the agent set another at the desk.
    pub capacity: u8,
    /// The channels they serve; none listed means chat, social media and e-mail, each up to the capacity.
    #[json(default)]
    pub channels: Vec<ChannelCapacity>,
    #[json(default)]
    pub role: Role,
}

impl AgentProfile {
    /// An agent of no team and no secondary skills who serves the channels that everybody does.
    #[must_use]
    pub fn new(id: AgentId, name: String, skills: Vec<SkillId>, capacity: u8) -> Self {
        Self {
            id,
            name,
            skills,
            secondary_skills: Vec::new(),
            teams: Vec::new(),
            capacity,
            channels: Vec::new(),
            role: Role::Agent,
        }
    }
}

/// How much of one channel an agent takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
pub struct ChannelCapacity {
    pub channel: Channel,
    /// At once, within the agent's whole capacity. A call needs an agent without other work and takes all of it.
    pub most: u8,
}

/// From an agent to the desk.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum AgentFrame {
    Hello {
        protocol: Protocol,
        build: String,
    },
    SetPresence {
        presence: Presence,
    },
    SetCapacity {
        capacity: u8,
    },
    Accept {
        offer: OfferId,
    },
    Decline {
        offer: OfferId,
    },
    #[json(other)]
    Unknown,
}

/// From the desk to an agent. Each carries the whole of what it speaks of, so that a repeated or skipped one does no harm.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum DeskFrame {
    Welcome {
        protocol: Protocol,
        me: AgentProfile,
        presence: Presence,
        /// The desk's clock, so that countdowns do not depend on the agent's.
        now: Timestamp,
    },
    /// The agent's own status after a change.
    Me { presence: Presence, capacity: u8 },
    /// What waits: the first `limits::QUEUE_LISTED` in order, and how many in all.
    Queue { items: Vec<QueueItem>, total: u64 },
    /// The agent's conversations.
    Mine {
        conversations: Vec<Summary>,
        /// What is due of them.
        #[json(default)]
        sla: Vec<AppliedSla>,
    },
    /// Where a note calls this agent, who has not looked since; at most `limits::QUEUE_LISTED`.
    Mentions { conversations: Vec<Summary> },
    /// Every offer pending for this agent.
    Offers { offers: Vec<Offer>, now: Timestamp },
    /// Who else is here.
    Team {
        agents: Vec<AgentStatus>,
        /// How many in all: as many are listed as fit a frame.
        #[json(default)]
        total: u64,
    },
    /// An `Accept` or `Decline` came too late.
    OfferGone { offer: OfferId },
    /// A supervisor did something that concerns this agent.
    Supervised { by: String, deed: Deed },
    #[json(other)]
    Unknown,
}

/// A proposal, valid until `expires_at` by the desk's clock.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Offer {
    pub id: OfferId,
    pub expires_at: Timestamp,
    pub summary: Summary,
    #[json(default)]
    pub sla: Option<AppliedSla>,
}

/// One waiting conversation.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct QueueItem {
    pub summary: Summary,
    /// The agent it is being offered to.
    pub offered_to: Option<AgentId>,
    /// What is due first.
    #[json(default)]
    pub sla: Option<AppliedSla>,
}

/// A promise that runs on one conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
pub struct AppliedSla {
    pub due_at: Timestamp,
    pub conversation: ConversationId,
    pub target: SlaTarget,
    pub since: Timestamp,
    /// From then on it is pressing.
    pub warn_at: Timestamp,
}

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum SlaTarget {
    FirstResponse,
    NextResponse,
    #[json(other)]
    Resolution,
}

/// An agent as colleagues see them.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct AgentStatus {
    pub id: AgentId,
    pub name: String,
    pub presence: Presence,
    pub capacity: u8,
    pub conversations: u32,
}

/// What the store of a desk keeps of an assignment.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Assignment {
    pub conversation: ConversationId,
    pub agent: AgentId,
    pub epoch: u64,
    pub at: Timestamp,
}
