//! What an owner brings from elsewhere, as a draft in the project's own format.
//!
//! [`import`] takes the files as they were given — Rasa's YAML, a Dialogflow ES zip, CSV, question–answer pages as Markdown, several
//! together — and gives [`Imported`]: the text of a playbook and [`Note`]s. The text is in the format that [`crate::compile`] reads, with
//! ids made safe and unique and each language under its locale, and compiles without errors. The notes tell, with file and line, what was
//! left out, what was changed, and what the owner has to add before publishing. Nothing is dropped silently.
//!
//! The steps:
//! 1. `source`, `zip`: bytes to texts. Size, encoding and archives are checked here; nothing is ever written to disk, so names inside an
//!    archive are only names.
//! 2. `rasa`, `dialogflow`, `csv`, `questions`: each reads its format into one `book`. Intents of one name in several files become one.
//! 3. `finish`: the book to one that can be compiled: texts within the limits, Markdown a chat can show (`answer`), every intent with an
//!    answer or a way to a person.
//! 4. `write`: the book as YAML.
//!
//! It performs no IO and runs wherever authoring does, in the console's browser too. Whatever the bytes, it ends within bounds: 5 MB of
//! files, 20 MB unpacked, no aliases, limited depth.

mod answer;
mod book;
mod csv;
mod dialogflow;
mod finish;
pub(crate) mod ids;
mod json;
mod note;
mod pick;
mod questions;
mod rasa;
mod source;
mod tongue;
mod write;
mod zip;

use wire::Locale;

use crate::tree;

use self::book::Book;
use self::note::Notes;
use self::source::{Kind, Text};

pub use self::note::{Note, NoteKind, Refused};
pub use self::source::FILES_BYTES;

/// How notes begin that need no answer where the questions go into a playbook that exists.
pub(crate) const ANSWERED: [&str; 3] = [finish::NOTHING_OUTSIDE, finish::NO_SITE, finish::NO_GREETING];

/// A file as it was given.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its name or path, for notes; the ending tells the format.
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// What the files do not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The id of the site the draft is for.
    pub site: String,
    /// The language of texts that neither say it nor show it by their script; none: what the files name, else English.
    pub locale: Option<Locale>,
}

/// A draft, and what its owner should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// A playbook that [`crate::compile`] reads without errors.
    pub yaml: String,
    /// In the order of the files.
    pub notes: Vec<Note>,
    pub intents: usize,
    pub examples: usize,
    pub flows: usize,
    /// The default first.
    pub locales: Vec<Locale>,
}

/// Reads the files, all together, into one draft.
///
/// # Errors
/// [`Refused`] if a file cannot be read, or nothing in them can become an intent: what is wrong, and what to do.
pub fn import(sources: &[Source<'_>], options: &Options) -> Result<Imported, Refused> {
    let mut notes = Notes::default();
    let texts = source::open(sources, &mut notes)?;
    let usual = options.locale.clone().or_else(|| rasa::language(&texts));
    let Some(mut book) = Book::new(usual) else {
        return Err(Refused::new("", "the language of the files is not known", "name it"));
    };
    let of = |kind: Kind| -> Vec<&Text> { texts.iter().filter(|text| text.kind == kind).collect() };
    dialogflow::read(&of(Kind::Dialogflow), &mut book, &mut notes)?;
    rasa::read(&of(Kind::Rasa), &mut book, &mut notes)?;
    for text in of(Kind::Table) {
        csv::read(text, &mut book, &mut notes)?;
    }
    for text in of(Kind::Page) {
        questions::read(text, &mut book, &mut notes);
    }
    let first = sources.first().map_or("", |source| source.name);
    let book = finish::finish(book, first, &mut notes)?;
    let yaml = write::write(&book, &ids::label(&options.site, "site"));
    if yaml.len() > tree::FILE_BYTES {
        let what = format!("the draft would have {} bytes; a playbook has at most {}", yaml.len(), tree::FILE_BYTES);
        return Err(Refused::new(
            first,
            what,
            "import fewer files at a time, or fewer examples of each intent: fifty are plenty",
        ));
    }
    let examples = book.intents.iter().map(|intent| intent.examples.values().map(Vec::len).sum::<usize>()).sum();
    Ok(Imported {
        yaml,
        notes: notes.done(&texts),
        intents: book.intents.len(),
        examples,
        flows: book.flows.len(),
        locales: book.locales,
    })
}
