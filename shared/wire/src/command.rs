//! What objects tell each other. Every command is idempotent: it may be delivered twice, late, or after a restart.

use json::Json;

use crate::summary::Assigned;
use crate::{AgentId, ConversationId, Summary};

/// To a `Conversation`, from the desk.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum ConversationCommand {
    /// This agent answers from now on. Ignored unless `epoch` is greater than any seen.
    Assign { assigned: Assigned },
    /// The assignment of this epoch has ended (agent lost). Ignored for another epoch than the current one.
    Release { agent: AgentId, epoch: u64 },
}

/// To the `Desk` or the `Directory`, from a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum SummaryCommand {
    /// Keep this if its version is greater than what is held.
    Summarise { summary: Box<Summary> },
}

/// The receiver has stored everything up to `version` of this conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct SummaryReceipt {
    pub conversation: ConversationId,
    pub version: u64,
}
