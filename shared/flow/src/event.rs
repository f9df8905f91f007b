//! What goes into the machine and what comes out.

use wire::{Card, Priority, SkillId, SlotId, StepId};

/// One turn of the visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub value: String,
    pub label: String,
}

/// Why an answer did not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    Empty,
    /// Longer than `wire::limits::CARD_VALUE_BYTES`.
    TooLong,
    Pattern,
    Choice,
}

/// What a human gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOff {
    pub skill: Option<SkillId>,
    pub priority: Priority,
    pub card: Card,
}

/// How a flow ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Done,
    HandedOff,
    Cancelled,
    /// The flow is faulty, or it was answered more often than any honest one needs.
    Broken,
}
