//! Files from elsewhere, merged into what is open.

use base64ct::{Base64Unpadded, Encoding as _};
use book::{File, Note, Texts};

use super::op::Refusal;
use super::tried::is_same;
use super::view::Looked;
use crate::edit::{self, Value};
use crate::import::{FILES_BYTES, Imported, NoteKind, Options, Source, import};

/// A text with the files' questions in it.
pub(super) struct Merged {
    pub(super) text: String,
    pub(super) notes: Vec<Note>,
    /// Intents.
    pub(super) added: usize,
    pub(super) extended: usize,
    pub(super) examples: usize,
    pub(super) flows: usize,
}

/// `looked` is what `text` says.
pub(super) fn merge(text: &str, looked: &Looked, files: &[File]) -> Result<Merged, Refusal> {
    let mut bytes = Vec::new();
    for file in files {
        let damaged = |_| Refusal::new(format!("`{}` did not arrive whole", file.name), "choose it again");
        if file.bytes.len() / 4 * 3 > FILES_BYTES {
            return Err(Refusal::new(format!("`{}` is too large", file.name), format!("keep files under {FILES_BYTES} bytes")));
        }
        bytes.push(Base64Unpadded::decode_vec(file.bytes.trim_end_matches('=')).map_err(damaged)?);
    }
    let sources: Vec<Source<'_>> = files.iter().zip(&bytes).map(|(file, bytes)| Source { name: &file.name, bytes }).collect();
    let book = looked.book.as_ref();
    let site = book.map_or("site", |book| book.site.as_str()).to_owned();
    let locale = book.and_then(|book| book.locales.first()?.parse().ok());
    let imported = import(&sources, &Options { site, locale })
        .map_err(|refused| Refusal::new(format!("{}: {}", refused.file, refused.what), refused.help))?;
    let notes = notes(&imported, !text.trim().is_empty());
    if text.trim().is_empty() {
        let Imported { yaml, intents, examples, flows, .. } = imported;
        return Ok(Merged { text: yaml, notes, added: intents, extended: 0, examples, flows });
    }
    let unreadable = |_| Refusal::new("the text is no YAML that can be read", "mend it first");
    let mut value = edit::parse(text).map_err(unreadable)?;
    let come = edit::parse(&imported.yaml).map_err(unreadable)?;
    let mut merged = Merged { text: String::new(), notes, added: 0, extended: 0, examples: 0, flows: 0 };
    locales(&mut value, &come);
    let renamed = flows(&mut value, &come, &mut merged);
    intents(&mut value, &come, &renamed, &mut merged);
    if let Some(lists) = come.get("out_of_scope").and_then(|held| held.get("examples"))
        && let Some(held) = value.map("out_of_scope")
    {
        merged.examples += extend(held, lists);
    }
    let stuck = |_| Refusal::new("the text cannot be changed here", "import into an empty playbook and copy the parts");
    merged.text = edit::rewrite(text, &value).map_err(stuck)?;
    Ok(merged)
}

/// What concerns files of their own is no news where they go into a playbook.
fn notes(imported: &Imported, is_merged: bool) -> Vec<Note> {
    let is_answered = |what: &str| is_merged && crate::import::ANSWERED.iter().any(|begin| what.starts_with(begin));
    let kind = |kind| match kind {
        NoteKind::LeftOut => "left_out",
        NoteKind::Changed => "changed",
        NoteKind::ToAdd => "to_add",
    };
    let told = imported.notes.iter().filter(|note| !is_answered(&note.what)).map(|note| Note {
        kind: kind(note.kind).to_owned(),
        file: note.file.clone(),
        line: note.line,
        what: note.what.clone(),
        help: note.help.clone(),
    });
    told.collect()
}

/// Languages that the files bring.
fn locales(value: &mut Value, come: &Value) {
    let new = come.get("locales").map(Value::items).unwrap_or_default();
    if let Some(held) = value.list("locales") {
        for locale in new {
            if !held.contains(locale) {
                held.push(locale.clone());
            }
        }
    }
}

/// New flows, under ids that are free; gives which got another.
fn flows(value: &mut Value, come: &Value, merged: &mut Merged) -> Vec<(String, String)> {
    let mut renamed = Vec::new();
    let new = come.get("flows").map(Value::items).unwrap_or_default();
    if new.is_empty() {
        return renamed;
    }
    let Some(held) = value.list("flows") else { return renamed };
    for flow in new {
        let id = flow.word("id");
        let free = (2..).map(|number| format!("{id}_{number}"));
        let free = std::iter::once(id.to_owned()).chain(free).find(|id| held.iter().all(|held| held.word("id") != id));
        let (mut flow, to) = (flow.clone(), free.unwrap_or_default());
        flow.set("id", Value::text(&to));
        renamed.push((id.to_owned(), to));
        held.push(flow);
        merged.flows += 1;
    }
    renamed
}

/// New intents at the end; known ones, by id or title, get the examples they lack.
fn intents(value: &mut Value, come: &Value, renamed: &[(String, String)], merged: &mut Merged) {
    let Some(held) = value.list("intents") else { return };
    for intent in come.get("intents").map(Value::items).unwrap_or_default() {
        let known = held.iter_mut().find(|held| held.word("id") == intent.word("id") || is_titled_alike(held, intent));
        if let Some(known) = known {
            let added = intent.get("examples").map_or(0, |lists| extend(known, lists));
            merged.extended += usize::from(added > 0);
            merged.examples += added;
            continue;
        }
        let mut intent = intent.clone();
        if let Some((_, to)) = renamed.iter().find(|(from, _)| from == intent.word("flow")) {
            intent.set("flow", Value::text(to));
        }
        merged.added += 1;
        merged.examples += intent.get("examples").map_or(0, |lists| all(lists).count());
        held.push(intent);
    }
}

/// Whether a title of one is a title of the other.
fn is_titled_alike(left: &Value, right: &Value) -> bool {
    let titles = |intent: &Value| -> Texts {
        match intent.get("title") {
            Some(Value::Map(entries)) => {
                entries.iter().filter_map(|(locale, title)| Some((locale.clone(), title.as_text()?.to_owned()))).collect()
            }
            Some(Value::Text(title)) => Texts::from([(String::new(), title.clone())]),
            Some(Value::List(_)) | None => Texts::new(),
        }
    };
    let right = titles(right);
    titles(left).values().any(|left| right.values().any(|right| is_same(left, right)))
}

/// Adds the examples of `lists` that are not there, per locale; gives how many.
fn extend(holder: &mut Value, lists: &Value) -> usize {
    let Value::Map(lists) = lists else { return 0 };
    let known: Vec<String> = holder.get("examples").map(|held| all(held).map(str::to_owned).collect()).unwrap_or_default();
    let mut added = 0;
    let Some(held) = holder.map("examples") else { return 0 };
    for (locale, list) in lists {
        let new: Vec<&str> = all(list).filter(|text| !known.iter().any(|known| is_same(known, text))).collect();
        if !new.is_empty()
            && let Some(held) = held.list(locale)
        {
            added += new.len();
            held.extend(new.into_iter().map(Value::text));
        }
    }
    added
}

/// The texts in lists per locale.
fn all(value: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    match value {
        Value::Text(text) => Box::new(std::iter::once(text.as_str())),
        Value::List(items) => Box::new(items.iter().flat_map(all)),
        Value::Map(entries) => Box::new(entries.iter().flat_map(|(_, held)| all(held))),
    }
}
