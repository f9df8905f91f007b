//! What goes into the machine and what comes out.

use json::Json;
use wire::{Card, CardField, Priority, SkillId, SlotId, StepId};

/// One turn of the visitor.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Input {
    /// Typed text; also picks a choice by its label, corrects, skips, cancels and goes back.
    Text(String),
    /// The text of an [`Event::Doubt`], which was no question of the visitor's own.
    Insist(String),
    /// A tapped choice, by its value.
    Choose(String),
    /// To the question before.
    Back,
    /// Leaves a question unanswered that may be.
    Skip,
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
    /// Learnt from the text beside its answer, or corrected by it: shown, so that the visitor can say if it is wrong.
    Noted(Vec<CardField>),
    /// The text is no answer, or reads like a question of the visitor's own. Nothing has changed: the host answers it and asks again,
    /// or hands it in by [`Input::Insist`].
    Doubt(String),
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
    /// What can be tapped; empty where the answer is typed.
    pub choices: Vec<Offer>,
    /// Several of them may be chosen, and are given with [`playbook::flow::SEVERAL`] between their values.
    pub many: bool,
    /// Whether [`Input::Skip`] is an answer.
    pub can_skip: bool,
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
    /// Nothing in it is what the question is about.
    Pattern,
    /// A number that is too small or too large.
    Range,
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
