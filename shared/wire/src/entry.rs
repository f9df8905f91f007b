//! One entry of a conversation's log.

use json::Json;

use crate::{AgentId, Card, EscalationReason, IntentId, MessageId, Seq, Timestamp};

/// An entry as stored and as sent: immutable once it has a [`Seq`].
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Entry {
    pub seq: Seq,
    /// The sender's id of it; for activity lines drawn by the edge from the seq.
    pub id: MessageId,
    /// When the edge accepted it; for items handed over at escalation, when the browser says they were said.
    pub at: Timestamp,
    pub author: Author,
    pub body: Body,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Author {
    Visitor,
    /// The automatic side; before escalation it spoke in the browser, so these are the browser's claims.
    Assistant,
    Agent {
        id: AgentId,
        name: String,
    },
    /// Activity lines.
    System,
    #[json(other)]
    Unknown,
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    Text {
        text: String,
    },
    /// An answer of the playbook, as plain text with the intent it came from.
    Answer {
        text: String,
        intent: IntentId,
    },
    Card {
        card: Card,
    },
    Activity {
        activity: Activity,
    },
    #[json(other)]
    Unknown,
}

/// Lines that tell what happened.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Activity {
    Escalated {
        reason: EscalationReason,
    },
    AgentJoined {
        agent: AgentId,
        name: String,
    },
    /// The agent let go of it or was lost; it waits again at its old place.
    AgentLeft {
        agent: AgentId,
        name: String,
    },
    Resolved {
        agent: AgentId,
        name: String,
    },
    /// The visitor wrote again after it was resolved.
    Reopened,
    #[json(other)]
    Unknown,
}
