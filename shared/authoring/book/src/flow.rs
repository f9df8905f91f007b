//! Guided flows, as written.

use json::Json;

use crate::Texts;

/// A scripted dialogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Flow {
    pub id: String,
    pub title: Texts,
    /// The id of the first step.
    pub start: String,
    /// In the order of the text.
    pub steps: Vec<Step>,
    /// The steps as a visitor meets them, to be drawn as a tree; what is never reached comes last.
    pub rows: Vec<Row>,
    /// Where it stands in the text, from 1.
    pub line: usize,
    pub errors: usize,
    pub warnings: usize,
}

/// A line of the readable tree.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Row {
    /// The step's id.
    pub step: String,
    /// How far it is set in: one more within each way of a branch.
    pub depth: usize,
    /// Its row is the first of this way of the branch above: a place in `ways`, or one past the last for "otherwise".
    pub way: Option<usize>,
    /// The step stands further up already (or is missing): this line only points to it.
    pub again: bool,
    /// Nothing leads to it.
    pub lost: bool,
}

/// One node of a flow.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Step {
    pub id: String,
    pub action: Action,
    /// Where it stands in the text, from 1; 0 in an [`crate::Op`].
    #[json(default)]
    pub line: usize,
    #[json(default)]
    pub errors: usize,
    #[json(default)]
    pub warnings: usize,
}

/// What a step does. `next` is empty where it is not written.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "does", rename_all = "snake_case")]
pub enum Action {
    Say {
        text: Texts,
        next: String,
    },
    Ask {
        ask: Box<Ask>,
        next: String,
    },
    /// The first way that fits is taken.
    Branch {
        ways: Vec<Way>,
        otherwise: String,
    },
    HandOff {
        skill: Option<String>,
        /// `low`, `medium`, `high`, `urgent`, or empty for medium.
        priority: String,
        title: Texts,
        /// The slots on the agent's card.
        card: Vec<String>,
        say: Texts,
    },
    End,
    /// Nothing that is known.
    Unknown,
}

/// A way out of a branch. With the slot `locale`, `is` is a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Way {
    pub slot: String,
    pub is: String,
    pub next: String,
}

/// A question. What its kind does not have is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Ask {
    pub slot: String,
    /// `text`, `place`, `order_number`, `choice`, `choices`, `number`, `date`, `time`, `email`, `phone`, `rating` or `file`.
    pub kind: String,
    pub label: Texts,
    pub prompt: Texts,
    pub retry: Texts,
    pub optional: bool,
    pub pattern: Option<String>,
    pub choices: Vec<Choice>,
    pub units: Vec<Unit>,
    pub min: Option<String>,
    pub max: Option<String>,
    pub hints: Vec<String>,
    /// Of a date: `any`, `past` or `future`.
    pub when: Option<String>,
    /// Of a file.
    pub later: Texts,
}

/// One possible answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Choice {
    pub value: String,
    pub label: Texts,
    pub words: Vec<String>,
}

/// What a number may be told in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Unit {
    pub name: String,
    /// How many of the first unit one of it is, such as `1.609`; none for the first.
    pub factor: Option<String>,
    pub words: Vec<String>,
}
