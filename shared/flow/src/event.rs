//! What goes into the machine and what comes out.

use json::Json;
use wire::{Card, Priority, SkillId, SlotId, StepId};

/// One turn of the visitor.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Input {
    /// Typed text; also picks a choice by its label, cancels and goes back.
    Text(String),
    /// A tapped choice, by its value.
    Choose(String),
    /// To the question before.
    Back,
    Cancel,
}

/// What to show, in the visitor's language.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Event {
    Say {
        text: String,
    },
    Ask(Prompt),
    /// The answer did not fit; the question stands. The owner's own words, where there are any.
    Retry {
        why: Misfit,
        text: Option<String>,
    },
    /// The owner changed the flow since; answers that still fit were kept.
    Changed,
    HandOff(HandOff),
    /// The last event of every flow.
    Ended(Ending),
}

/// A question to show.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Prompt {
    pub step: StepId,
    pub slot: SlotId,
    pub text: String,
    /// What can be tapped; empty for a text question.
    pub choices: Vec<Offer>,
    /// Whether there is a question to go back to.
    pub can_go_back: bool,
}

/// One choice to tap.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Offer {
    pub value: String,
    pub label: String,
}

/// Why an answer did not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Misfit {
    Empty,
    /// Longer than `wire::limits::CARD_VALUE_BYTES`.
    TooLong,
    Pattern,
    Choice,
}

/// What a human gets.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct HandOff {
    pub skill: Option<SkillId>,
    pub priority: Priority,
    pub card: Card,
}

/// How a flow ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Ending {
    Done,
    HandedOff,
    Cancelled,
    /// The flow is faulty, or it was answered more often than any honest one needs.
    Broken,
}

/// What one call of the machine leads to, for a host that runs it elsewhere than it shows it.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Turn {
    pub events: Vec<Event>,
    /// The question that waits now.
    pub prompt: Option<Prompt>,
    /// The text of the [`crate::State`] to keep; none after the end.
    pub state: Option<String>,
}
