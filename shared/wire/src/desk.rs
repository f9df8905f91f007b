//! Frames between an agent and the desk.

use json::Json;

use crate::{AgentId, ConversationId, OfferId, Protocol, SkillId, Summary, Timestamp};

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
    pub skills: Vec<SkillId>,
    /// Conversations at once, 1 to `limits::CAPACITY_MAX`, unless the agent set another at the desk.
    pub capacity: u8,
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
    Mine { conversations: Vec<Summary> },
    /// Where a note calls this agent, who has not looked since; at most `limits::QUEUE_LISTED`.
    Mentions { conversations: Vec<Summary> },
    /// Every offer pending for this agent.
    Offers { offers: Vec<Offer>, now: Timestamp },
    /// Who else is here.
    Team { agents: Vec<AgentStatus> },
    /// An `Accept` or `Decline` came too late.
    OfferGone { offer: OfferId },
    #[json(other)]
    Unknown,
}

/// A proposal, valid until `expires_at` by the desk's clock.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Offer {
    pub id: OfferId,
    pub expires_at: Timestamp,
    pub summary: Summary,
}

/// One waiting conversation.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct QueueItem {
    pub summary: Summary,
    /// The agent it is being offered to.
    pub offered_to: Option<AgentId>,
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
