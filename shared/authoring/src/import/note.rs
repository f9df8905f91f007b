//! What an owner is told about an import.

use std::fmt;

use super::source::Text;

/// What a [`Note`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// It stands in the files and not in the draft.
    LeftOut,
    /// It stands in the draft in another way.
    Changed,
    /// The draft needs it, and the files did not have it.
    ToAdd,
}

/// One thing about an import that its owner should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    /// As it was given; inside an archive, `archive.zip/name`.
    pub file: String,
    /// Counts from 1; none where the file has no meaningful lines.
    pub line: Option<usize>,
    /// What happened.
    pub what: String,
    /// What to do about it.
    pub help: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            NoteKind::LeftOut => "left out",
            NoteKind::Changed => "changed",
            NoteKind::ToAdd => "to add",
        };
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {kind}: {}; {}", self.what, self.help)
    }
}

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub file: String,
    /// Counts from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl Refused {
    pub(super) fn new(file: &str, what: impl Into<String>, help: impl Into<String>) -> Refused {
        Refused { file: file.to_owned(), line: None, what: what.into(), help: help.into() }
    }

    pub(super) fn at(self, line: usize) -> Refused {
        Refused { line: Some(line), ..self }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}; {}", self.what, self.help)
    }
}

impl std::error::Error for Refused {}

/// A number of things, in words.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// Notes kept: who reads more would rather mend the source.
const KEPT: usize = 500;

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct At {
    pub(super) file: String,
    pub(super) line: Option<usize>,
}

/// Notes as they come.
#[derive(Default)]
pub(super) struct Notes {
    list: Vec<Note>,
    more: usize,
}

impl Notes {
    pub(super) fn left_out(&mut self, at: &At, what: impl Into<String>, help: impl Into<String>) {
        self.add(NoteKind::LeftOut, at, what.into(), help.into());
    }

    pub(super) fn changed(&mut self, at: &At, what: impl Into<String>, help: impl Into<String>) {
        self.add(NoteKind::Changed, at, what.into(), help.into());
    }

    pub(super) fn missing(&mut self, at: &At, what: impl Into<String>, help: impl Into<String>) {
        self.add(NoteKind::ToAdd, at, what.into(), help.into());
    }

    fn add(&mut self, kind: NoteKind, at: &At, what: String, help: String) {
        let note = Note { kind, file: at.file.clone(), line: at.line, what, help };
        if self.list.len() >= KEPT {
            self.more += 1;
        } else if !self.list.contains(&note) {
            self.list.push(note);
        }
    }

    /// In the order of the files; what concerns all of them comes last.
    pub(super) fn done(mut self, texts: &[Text]) -> Vec<Note> {
        let order = |note: &Note| texts.iter().position(|text| text.name == note.file).unwrap_or(texts.len());
        self.list.sort_by_key(|note| (order(note), note.line));
        if self.more > 0 {
            let what = format!("{} more", count(self.more, "note", "notes"));
            self.list.push(Note {
                kind: NoteKind::LeftOut,
                file: String::new(),
                line: None,
                what,
                help: "import the files one by one to see all".to_owned(),
            });
        }
        self.list
    }
}
