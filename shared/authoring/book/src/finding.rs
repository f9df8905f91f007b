//! What is wrong, and where.

use json::Json;

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Finding {
    pub severity: Severity,
    /// Both count from 1.
    pub line: usize,
    pub column: usize,
    pub at: Where,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

/// An error keeps the playbook from being published; a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Severity {
    Error,
    Warning,
}

/// What a finding concerns, as far as its place tells; empty: the playbook as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Where {
    pub intent: Option<String>,
    pub flow: Option<String>,
    pub step: Option<String>,
    /// The field of the intent, step or setting, such as `examples`, `answer` or `accent`.
    pub field: Option<String>,
    pub locale: Option<String>,
}
