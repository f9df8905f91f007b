//! What the lab answers.

use json::Json;

use crate::{Book, Finding, Guess, Report, Tried};

/// An answer, with the id of its request.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Told {
    pub id: u32,
    pub answer: Answer,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    Opened {
        view: View,
    },
    /// To `edit`, `replace`, `undo` and `redo`. `at`: the id of what was added or renamed.
    Edited {
        text: String,
        view: View,
        at: Option<String>,
    },
    /// `added` and `extended` count intents.
    Imported {
        text: String,
        view: View,
        notes: Vec<Note>,
        added: usize,
        extended: usize,
        examples: usize,
        flows: usize,
    },
    /// Before `trained` and `scored`.
    Progress {
        done: usize,
        total: usize,
    },
    Trained {
        report: Report,
    },
    Stopped,
    Tried {
        tried: Tried,
    },
    Scored {
        scored: Scored,
    },
    Differs {
        changes: Changes,
    },
    Compiled {
        bundle: String,
    },
    /// One `flow::Turn` as JSON for the beginning and for each input, until one ends the flow.
    Led {
        turns: Vec<String>,
    },
    /// It cannot be done: what is wrong, and what to do. Nothing has changed.
    Refused {
        what: String,
        help: String,
    },
}

/// What the open text says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct View {
    /// None where the text is no YAML, or no playbook at all.
    pub book: Option<Book>,
    /// In the order of the text.
    pub findings: Vec<Finding>,
    pub errors: usize,
    pub warnings: usize,
    pub can_undo: bool,
    pub can_redo: bool,
    /// Whether the last training is of what the text says now.
    pub is_trained: bool,
}

/// One thing about an import that its owner should know.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Note {
    /// `left_out`, `changed` or `to_add`.
    pub kind: String,
    pub file: String,
    pub line: Option<usize>,
    pub what: String,
    pub help: String,
}

/// How a set of tests did. A test is right where its intent is answered at once, or, out of scope, nothing is.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Scored {
    /// Right ones.
    pub right: usize,
    /// Not right, but the right intent was among those asked back about.
    pub asked: usize,
    pub of: usize,
    pub permille: u32,
    /// What is not right, in the order of the tests.
    pub wrong: Vec<Wrong>,
}

/// A test that did not come out right.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Wrong {
    pub text: String,
    pub locale: String,
    pub intent: Option<String>,
    /// What it led to: nothing, one, or those asked back about.
    pub got: Vec<Guess>,
    /// The intent is no longer in the playbook.
    pub is_gone: bool,
}

/// What differs between two texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Changes {
    pub intents: Vec<Change>,
    pub flows: Vec<Change>,
    /// Name, locales, settings, skills, what is out of scope; `id` is the section's name.
    pub rest: Vec<Change>,
    /// Only order, comments or blanks differ.
    pub is_same: bool,
}

/// How a part changed.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Change {
    pub id: String,
    pub change: Edge,
    /// The part's lines with what went and what came; long stretches of the same are left out.
    pub lines: Vec<Line>,
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Edge {
    Added,
    Removed,
    Changed,
}

/// A line of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Line {
    pub sign: Sign,
    pub text: String,
}

/// What a line of a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
pub enum Sign {
    Same,
    Added,
    Removed,
    /// Lines that are the same were left out here.
    Gap,
}
