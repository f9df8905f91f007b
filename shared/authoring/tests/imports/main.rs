//! What comes in from elsewhere: each format as a draft that compiles, what is left out told, and no bytes that break it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod bad;
mod dialogflow;
mod pages;
mod rasa;
mod tables;
mod zip;

use authoring::import::{Imported, NoteKind, Options, Refused, Source, import};
use authoring::{Compiled, compile};

fn options() -> Options {
    Options { site: "demo".to_owned(), locale: None }
}

fn read(files: &[(&str, &[u8])]) -> Result<Imported, Refused> {
    let sources: Vec<Source<'_>> = files.iter().map(|(name, bytes)| Source { name, bytes }).collect();
    import(&sources, &options())
}

/// The draft, which always compiles.
fn imported(files: &[(&str, &[u8])]) -> (Imported, Compiled) {
    let imported = read(files).unwrap_or_else(|refused| panic!("{refused}"));
    let (compiled, _) = compile("draft.yaml", &imported.yaml).unwrap_or_else(|findings| panic!("{findings}\n{}", imported.yaml));
    (imported, compiled)
}

/// The notes of one kind, a line each.
fn notes(imported: &Imported, kind: NoteKind) -> String {
    let of = imported.notes.iter().filter(|note| note.kind == kind);
    of.map(|note| format!("{}{}: {}\n", note.file, note.line.map(|line| format!(":{line}")).unwrap_or_default(), note.what))
        .collect()
}

fn refusal(files: &[(&str, &[u8])]) -> String {
    match read(files) {
        Ok(imported) => panic!("it was imported:\n{}", imported.yaml),
        Err(refused) => refused.to_string(),
    }
}
