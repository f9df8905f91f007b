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
    /// May be left unanswered.
    #[json(default)]
    pub optional: bool,
    pub next: StepId,
}

/// What counts as an answer, and what of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Question {
    /// Any text, or one that contains what the pattern describes.
    Text {
        pattern: Option<String>,
    },
    Choice {
        choices: Vec<Choice>,
        /// Several may be chosen: their values are kept in the order written, with [`SEVERAL`] between them.
        #[json(default)]
        many: bool,
    },
    /// Kept in the first of the units: "80 km/h".
    Number(Number),
    /// Kept as "2026-11-24", or "2026-11" where only the month was told.
    Date(When),
    /// Of the day, kept as "14:30".
    Time,
    Email,
    /// Kept as digits, behind a `+` where one was written.
    Phone,
    /// From 1 to 5.
    Rating,
    /// A file that the visitor adds once people are there: the chat stores none before. Kept as [`LATER`].
    File {
        /// What is tapped to promise it.
        later: Localized<String>,
    },
}

/// Stands between the values of several choices; no value contains it.
pub const SEVERAL: char = '|';
/// The value of a promised file.
pub const LATER: &str = "later";

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Choice {
    pub value: String,
    pub label: Localized<String>,
    /// Other words for it, in any language, folded. A choice that has some is also recognised, by them and its labels, within longer
    /// texts.
    #[json(brief)]
    pub words: Vec<String>,
}

/// A number that is not negative. Amounts are in thousandths of the first unit.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Number {
    /// None for a bare count.
    pub units: Vec<Unit>,
    pub min: Option<u64>,
    pub max: Option<u64>,
    /// Words, in any language, folded, beside which a number without a unit is meant for this question.
    pub hints: Vec<String>,
}

/// What a number may be told in.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Unit {
    pub name: String,
    /// How many thousandths of the first unit one of it is.
    pub factor: u64,
    /// What people write for it, in any language, folded, its name included.
    pub words: Vec<String>,
}

/// Which days a question is about: "on Monday" may be the last or the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum When {
    Any,
    /// Today or earlier.
    Past,
    /// Today or later.
    Future,
}

/// The slot of a branch that holds the visitor's language, such as "zh"; no question has it.
pub const LOCALE_SLOT: &str = "locale";

/// A way out of a branch: taken if the slot holds this value, or has it among several.
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
