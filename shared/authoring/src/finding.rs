//! What is wrong with a playbook, where, and what to do about it.

use std::fmt;

/// A place in a file; both count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// An error keeps the playbook from being published; a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    pub place: Place,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

/// Everything found in one file, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    pub file: String,
    pub list: Vec<Finding>,
}

impl Findings {
    #[must_use]
    pub fn new(file: &str) -> Findings {
        Findings { file: file.to_owned(), list: Vec::new() }
    }

    #[must_use]
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    #[must_use]
    pub fn warnings(&self) -> usize {
        self.list.len() - self.errors()
    }

    pub(crate) fn error(&mut self, place: Place, what: impl Into<String>, help: impl Into<String>) {
        self.list.push(Finding { severity: Severity::Error, place, what: what.into(), help: help.into() });
    }

    pub(crate) fn warning(&mut self, place: Place, what: impl Into<String>, help: impl Into<String>) {
        self.list.push(Finding { severity: Severity::Warning, place, what: what.into(), help: help.into() });
    }

    pub(crate) fn sort(&mut self) {
        self.list.sort_by_key(|finding| (finding.place, finding.severity));
        self.list.dedup();
    }
}

/// One finding per line, as compilers print them: editors jump to the place.
impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.list {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let Place { line, column } = finding.place;
            writeln!(f, "{}:{line}:{column}: {severity}: {}; {}", self.file, finding.what, finding.help)?;
        }
        Ok(())
    }
}
