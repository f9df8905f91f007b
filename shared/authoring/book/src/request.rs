//! What the page asks of the lab.

use json::Json;

use crate::Op;

/// A request and its id, which the answer repeats.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Asked {
    pub id: u32,
    pub request: Request,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Request {
    /// Forgets what was open, and what could be undone.
    Open {
        text: String,
    },
    /// `joins`: one step with the edit before it when undone, as while somebody types.
    Edit {
        op: Op,
        joins: bool,
    },
    /// The whole text anew, as where the YAML itself is edited; can be undone.
    Replace {
        text: String,
    },
    Undo,
    Redo,
    Import {
        files: Vec<File>,
    },
    Train,
    /// Ends a running `train`, which answers `stopped`. Answered `stopped` itself.
    Stop,
    Try {
        text: String,
        locale: String,
    },
    Score {
        tests: Vec<Test>,
    },
    /// None: the open text.
    Diff {
        from: String,
        to: Option<String>,
    },
    /// The public bundle of the open text, as its JSON, for a preview.
    Compile,
    /// A flow of the open text from its beginning, with these inputs (each a `flow::Input` as JSON); `today` counts days since 1970.
    Lead {
        flow: String,
        locale: String,
        said: String,
        inputs: Vec<String>,
        today: i64,
    },
}

/// A file as the owner chose it.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct File {
    pub name: String,
    /// Base64, with or without padding.
    pub bytes: String,
}

/// A question, and the intent it should lead to; none: it is out of scope.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Test {
    pub text: String,
    pub locale: String,
    pub intent: Option<String>,
}
