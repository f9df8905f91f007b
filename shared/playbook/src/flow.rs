//! Guided flows as data. The crate `flow` runs them.

use json::Json;
use wire::{FlowId, Priority, SkillId, SlotId, StepId};

use crate::Localized;

/// A scripted dialogue: steps, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Flow {
    pub id: FlowId,
    /// Drawn from the content by the compiler: equal exactly if nothing in the flow changed.
    pub version: u32,
    pub title: Localized<String>,
    pub start: StepId,
    pub steps: Vec<Step>,
}

impl Flow {
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// Its bytes in a bundle.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        crate::bundle::encode(self)
    }

    /// Every question, in the order written.
    pub fn asks(&self) -> impl Iterator<Item = (&StepId, &Ask)> {
        self.steps.iter().filter_map(|step| match &step.action {
            Action::Ask(ask) => Some((&step.id, ask)),
            Action::Say { .. } | Action::Branch { .. } | Action::HandOff(_) | Action::End => None,
        })
    }
}

/// One node of a flow.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Step {
    pub id: StepId,
    pub action: Action,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Action {
    Say {
        text: Localized<String>,
        next: StepId,
    },
    Ask(Ask),
    /// The first arm that fits is taken, else `otherwise`.
    Branch {
        arms: Vec<Arm>,
        otherwise: StepId,
    },
    HandOff(HandOff),
    End,
}

/// A question whose answer is kept in a slot.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Ask {
    pub slot: SlotId,
    pub prompt: Localized<String>,
    /// What the slot is called on an agent's card; the prompt where the owner gave none.
    pub label: Localized<String>,
    /// Said when an answer does not fit; empty where the owner gave none.
    pub retry: Localized<String>,
    pub question: Question,
    pub next: StepId,
}

/// What counts as an answer.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Question {
    /// Any text, or one that contains what the pattern describes.
    Text {
        pattern: Option<String>,
    },
    Choice {
        choices: Vec<Choice>,
    },
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Choice {
    pub value: String,
    pub label: Localized<String>,
}

/// A way out of a branch: taken if the slot holds this value.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Arm {
    pub slot: SlotId,
    pub is: String,
    pub next: StepId,
}

/// The transfer to a human, with what was collected.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct HandOff {
    pub skill: Option<SkillId>,
    pub priority: Priority,
    /// Head of the card; the flow's title where the owner gave none.
    pub title: Localized<String>,
    /// The slots on the card, in order.
    pub card: Vec<SlotId>,
    /// Said to the visitor; empty where the owner gave none.
    pub say: Localized<String>,
}
