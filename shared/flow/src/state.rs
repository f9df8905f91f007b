//! What a running flow is: its answers.

use json::Json;
use wire::{FlowId, Locale, SlotId, StepId};

/// Stored after each input; all that is needed to continue.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct State {
    pub flow: FlowId,
    /// The version the answers were given to.
    pub version: u32,
    pub locale: Locale,
    /// The answers in the order given; the last of a slot counts.
    pub given: Vec<Given>,
    /// Answers to questions that were not asked yet, or were gone back from: given as soon as they are, the first of a step first.
    #[json(brief)]
    pub told: Vec<Given>,
    /// The question that waits; none after the end.
    pub at: Option<StepId>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Given {
    pub step: StepId,
    pub slot: SlotId,
    /// The value of a choice, the text, or what a question of another kind keeps; empty if it was skipped.
    pub value: String,
}

/// Answers in one run. An honest flow asks a few dozen questions; a loop that asks for ever ends here.
pub const GIVEN_MAX: usize = 200;

impl State {
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.at.is_some()
    }

    /// The value of a slot now; none while it was skipped.
    #[must_use]
    pub fn slot(&self, slot: &SlotId) -> Option<&str> {
        let last = self.given.iter().rev().find(|given| given.slot == *slot);
        last.map(|given| given.value.as_str()).filter(|value| !value.is_empty())
    }
}
