//! Rasa's YAML: training data and domain, in any number of files.
//!
//! Intents come from `nlu`, answers from `responses`; `rules` and `stories` tell which belongs to which, else the name does (`utter_X`
//! answers `X`). A form becomes a guided flow that ends with a person, because what Rasa does with its slots is code.

mod domain;
mod forms;
mod nlu;
mod turns;

use std::collections::BTreeMap;

use wire::Locale;

use super::answer;
use super::book::{Book, Texts};
use super::note::{At, Notes, Refused};
use super::source::{Kind, Text};
use crate::finding::Findings;
use crate::tree::{self, Node};

use self::domain::Domain;
use self::turns::{Act, Turns};

pub(super) use self::nlu::markdown;

/// The language that a `config.yml` names.
pub(super) fn language(texts: &[Text]) -> Option<Locale> {
    let rasa = texts.iter().filter(|text| text.kind == Kind::Rasa);
    let mut lines = rasa.flat_map(|text| text.text.lines());
    let tag = lines.find_map(|line| line.strip_prefix("language:"))?;
    super::tongue::locale(tag.split('#').next()?.trim().trim_matches(['"', '\'']))
}

pub(super) fn read(texts: &[&Text], book: &mut Book, notes: &mut Notes) -> Result<(), Refused> {
    let mut roots = Vec::new();
    for text in texts {
        roots.push((*text, parse(text)?));
    }
    let mut domain = Domain::default();
    let mut turns = Turns::default();
    for (text, root) in &roots {
        sections(text, root, notes);
        nlu::read(text, root, book, notes);
        domain.read(text, root, book, notes);
        turns.read(text, root, notes);
    }
    let flows = forms::read(&mut domain, &turns, book, notes);
    connect(&mut domain, &turns, &flows, book, notes);
    domain.unused(book, notes);
    Ok(())
}

fn parse(text: &Text) -> Result<Node, Refused> {
    let mut findings = Findings::new(&text.name);
    let root = tree::parse_all(&text.text, &mut findings);
    if let Some(finding) = findings.list.first() {
        return Err(Refused::new(&text.name, finding.what.clone(), finding.help.clone()).at(finding.place.line));
    }
    let root = root.ok_or_else(|| Refused::new(&text.name, "the file is empty", "export it again"))?;
    if root.pick("site").is_some() && root.pick("intents").is_some() {
        return Err(Refused::new(&text.name, "this is a playbook already", "use it as it is; there is nothing to import"));
    }
    Ok(root)
}

const KNOWN: [&str; 14] = [
    "version",
    "nlu",
    "rules",
    "stories",
    "intents",
    "responses",
    "templates",
    "forms",
    "slots",
    "actions",
    "entities",
    "session_config",
    "language",
    "config",
];
/// How Rasa trains and where it runs.
const SETTINGS: [&str; 8] =
    ["pipeline", "policies", "recipe", "assistant_id", "importers", "action_endpoint", "tracker_store", "lock_store"];

/// What the file has beside conversation.
fn sections(text: &Text, root: &Node, notes: &mut Notes) {
    for (key, value) in root.members() {
        let at = text.at(value.place.line);
        if SETTINGS.contains(&key) {
            notes.left_out(
                &at,
                format!("the settings `{key}`"),
                "nothing needs to be done: training and hosting have none to choose",
            );
        } else if key == "flows" {
            notes.left_out(&at, "the flows for a language model (`flows`)", "write the steps that matter as a flow of questions");
        } else if !KNOWN.contains(&key) {
            notes.left_out(&at, format!("`{key}`"), "it is no part of a conversation; nothing needs to be done");
        }
    }
}

/// Gives each intent what is said or asked after it.
fn connect(domain: &mut Domain, turns: &Turns, flows: &BTreeMap<String, usize>, book: &mut Book, notes: &mut Notes) {
    let names: Vec<(String, At)> = book.intents.iter().map(|intent| (intent.name.clone(), intent.at.clone())).collect();
    for (name, at) in names {
        let by_name = [Act::Utter(format!("utter_{name}"))];
        let acts = turns.after(&name).unwrap_or(&by_name);
        let (mut said, mut flow) = (Texts::new(), None);
        for act in acts {
            match act {
                Act::Utter(response) => {
                    for (locale, text) in domain.say(response, notes).unwrap_or_default() {
                        let whole: &mut String = said.entry(locale).or_default();
                        if !whole.is_empty() {
                            whole.push_str("\n\n");
                        }
                        whole.push_str(&answer::lines(&text));
                    }
                }
                Act::Form(form) => flow = flow.or(flows.get(form).copied()),
                Act::Custom(action) => {
                    let help = "write what it would say as the answer, or leave it to a person";
                    notes.left_out(&at, format!("after the intent `{name}` Rasa ran its own code, `{action}`"), help);
                }
            }
        }
        if is_greeting(&name) && book.greeting.is_empty() {
            book.greeting = said.iter().map(|(locale, text)| (locale.clone(), first_lines(text))).collect();
        }
        if let Some(intent) = book.intent(&name, &at) {
            intent.flow = intent.flow.or(flow);
            if flow.is_none() {
                for (locale, text) in said {
                    intent.answer.entry(locale).or_insert(text);
                }
            } else if !said.is_empty() {
                let what = format!("what was said between the intent `{name}` and the first question of its form");
                notes.left_out(&at, what, "add it to the flow as a first step with `say`, if it matters");
            }
        }
    }
}

fn is_greeting(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "greet" | "greeting" | "greetings" | "welcome" | "hello" | "hi" | "问候" | "打招呼" | "欢迎"
    )
}

/// A greeting is no Markdown.
fn first_lines(text: &str) -> String {
    text.replace("\\\n", "\n").trim().to_owned()
}
