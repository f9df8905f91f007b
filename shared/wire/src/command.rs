//! What objects tell each other. Every command is idempotent: it may be delivered twice, late, or after a restart.

use json::Json;

use crate::summary::Assigned;
use crate::{AgentId, Channel, ConversationId, Locale, MessageId, Prediction, Priority, SkillId, Summary, Tier, VisitorId};

/// To a `Conversation`, from the desk.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum ConversationCommand {
    /// This agent answers from now on. Ignored unless `epoch` is greater than any seen.
    Assign { assigned: Assigned },
    /// The assignment of this epoch has ended (agent lost). Ignored for another epoch than the current one.
    Release { agent: AgentId, epoch: u64 },
}

/// A message that came through a channel other than the widget. Its sender was authenticated by the channel.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Inbound {
    pub visitor: VisitorId,
    /// The same for the same message, however often it comes.
    pub id: MessageId,
    /// At most `limits::TEXT_BYTES`; longer ones are cut.
    pub text: String,
    pub channel: Channel,
    pub locale: Locale,
    pub skill: Option<SkillId>,
    pub priority: Priority,
    pub tier: Tier,
}

/// To the `Site`, from a conversation: what was said, and what a browser claims it to be.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Question {
    /// The visitor's last lines, at most `limits::JUDGED_LINES`, in order.
    pub said: Vec<String>,
    pub claimed: Option<Prediction>,
    pub skill: Option<SkillId>,
}

/// What the site's own model makes of a [`Question`].
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Judgement {
    pub prediction: Option<Prediction>,
    pub skill: Option<SkillId>,
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
