//! Facts: ids, labels, times. Never text.

use json::Json;

use crate::desk::SlaTarget;
use crate::{AgentId, ConversationId, EscalationReason, IntentId, Locale, SkillId, Timestamp};

/// One thing that happened, appended and never changed.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Fact {
    pub at: Timestamp,
    /// None for what is counted before escalation: no conversation exists outside the browser then.
    pub conversation: Option<ConversationId>,
    pub what: FactKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum FactKind {
    /// The assistant's outcome for one question, counted in the browser before escalation.
    Predicted {
        intent: Option<IntentId>,
        outcome: PredictedOutcome,
        locale: Locale,
    },
    Escalated {
        reason: EscalationReason,
        intent: Option<IntentId>,
        skill: Option<SkillId>,
        locale: Locale,
    },
    VisitorWrote,
    AgentWrote {
        agent: AgentId,
    },
    Enqueued,
    /// They left the queue before anybody answered.
    Abandoned,
    Offered {
        agent: AgentId,
    },
    OfferDeclined {
        agent: AgentId,
    },
    OfferExpired {
        agent: AgentId,
    },
    Assigned {
        agent: AgentId,
    },
    /// The agent was lost or let go; it was queued again at its old place.
    Requeued {
        agent: AgentId,
    },
    /// The agent passed it on.
    Transferred {
        agent: AgentId,
    },
    /// The agent put it aside.
    Snoozed {
        agent: AgentId,
    },
    /// It waits again after it was put aside.
    Woke,
    Resolved {
        agent: AgentId,
    },
    Reopened,
    /// The visitor did not answer this agent's last message, and the site resolved it.
    ResolvedUnanswered {
        agent: AgentId,
    },
    /// A promise was kept.
    SlaHit {
        target: SlaTarget,
    },
    /// A promise was not kept; once for each.
    SlaMissed {
        target: SlaTarget,
    },
    /// The visitor's rating of a resolution, 1 to `limits::SCORE_MAX`; none where the site itself had resolved it.
    Rated {
        agent: Option<AgentId>,
        score: u8,
    },
    /// Its time was over: everything personal was erased.
    Forgotten,
    #[json(other)]
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum PredictedOutcome {
    Answered,
    Asked,
    DontKnow,
    #[json(other)]
    Unknown,
}
