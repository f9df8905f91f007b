//! An agent exported from Dialogflow ES: `agent.json`, `intents/`, `entities/`, each intent's phrases in a file per language.
//!
//! An intent with required parameters becomes a guided flow that asks its prompts and ends with a person; others keep their text. What
//! leads away from the intent (webhooks, contexts, events, follow-ups, rich answers) has no counterpart and is noted.

mod entity;
mod intent;

use std::collections::BTreeMap;

use super::book::Book;
use super::json;
use super::note::{Notes, Refused};
use super::source::Text;
use super::tongue;
use crate::tree::Node;

use self::entity::Entities;
use self::intent::{Family, Phrases};

/// A file of the archive, by what its path says.
enum Part<'t> {
    Agent,
    Intent(&'t str),
    Phrases(&'t str, &'t str),
    Entity(&'t str),
    Entries(&'t str, &'t str),
    Other,
}

fn part(path: &str) -> Part<'_> {
    let path = path.strip_suffix(".json").unwrap_or(path);
    let mut segments = path.rsplit('/');
    let stem = segments.next().unwrap_or_default();
    match segments.next() {
        Some("intents") => match stem.rsplit_once("_usersays_") {
            Some((intent, language)) => Part::Phrases(intent, language),
            None => Part::Intent(stem),
        },
        Some("entities") => match stem.rsplit_once("_entries_") {
            Some((entity, language)) => Part::Entries(entity, language),
            None => Part::Entity(stem),
        },
        _ if stem == "agent" => Part::Agent,
        _ => Part::Other,
    }
}

pub(super) fn read(texts: &[&Text], book: &mut Book, notes: &mut Notes) -> Result<(), Refused> {
    let Some(first) = texts.first() else { return Ok(()) };
    let mut phrases: BTreeMap<&str, Phrases<'_>> = BTreeMap::new();
    let mut intents: Vec<(&str, &Text, Node)> = Vec::new();
    let mut entities = Entities::default();
    for text in texts {
        let part = part(&text.name);
        if matches!(part, Part::Other) {
            if !text.name.ends_with("package.json") {
                notes.left_out(&text.whole(), "a file that is no intent and no entity", "nothing needs to be done");
            }
            continue;
        }
        let root = json::parse(&text.text).map_err(|error| {
            Refused::new(&text.name, format!("this is not JSON: {error}"), "export the agent again").at(error.line().max(1))
        })?;
        match part {
            Part::Agent => agent(text, &root, book, notes),
            Part::Intent(stem) => intents.push((stem, text, root)),
            Part::Phrases(stem, language) => phrases.entry(stem).or_default().push((tongue::locale(language), text, root)),
            Part::Entity(stem) => entities.add(stem, text, &root),
            Part::Entries(stem, language) => entities.add_entries(stem, language, &root),
            Part::Other => {}
        }
    }
    if intents.is_empty() {
        let file = first.name.split(".zip/").next().map_or_else(|| first.name.clone(), |archive| format!("{archive}.zip"));
        let help = "in Dialogflow ES choose Settings, “Export and Import”, “Export as ZIP”, and give that file as it is";
        return Err(Refused::new(&file, "the archive has no folder `intents` with intents in it", help));
    }
    let family = Family::new(&intents);
    for (stem, text, root) in &intents {
        let said = phrases.remove(stem).unwrap_or_default();
        intent::read(text, root, &said, &family, &mut entities, book, notes);
    }
    for (stem, said) in phrases {
        if let Some((_, text, _)) = said.first() {
            notes.left_out(
                &text.whole(),
                format!("the phrases of `{stem}`, an intent that is not in the archive"),
                "export the agent again",
            );
        }
    }
    entities.unused(notes);
    Ok(())
}

/// The languages, the default first.
fn agent(text: &Text, root: &Node, book: &mut Book, notes: &mut Notes) {
    let default = root.pick_text("language").and_then(tongue::locale);
    let others = root.pick("supportedLanguages").map(Node::words).unwrap_or_default();
    for locale in default.clone().into_iter().chain(others.into_iter().filter_map(tongue::locale)) {
        if !book.locales.contains(&locale) {
            book.locales.push(locale);
        }
    }
    if let (Some(default), false) = (default, book.is_chosen) {
        book.usual = default;
    }
    if root.pick("webhook").is_some_and(|webhook| webhook.pick_flag("available") || webhook.pick_text("url").is_some()) {
        notes.left_out(
            &text.whole(),
            "the webhook (fulfilment)",
            "answers cannot run code; write them as texts, or leave them to a person",
        );
    }
}
