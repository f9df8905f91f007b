//! The domain: responses, slots and forms.

use std::collections::{BTreeMap, BTreeSet};

use super::nlu::listed;
use crate::import::book::{Book, Texts};
use crate::import::note::{At, Notes, count};
use crate::import::source::Text;
use crate::tree::Node;

#[derive(Default)]
pub(super) struct Domain {
    responses: BTreeMap<String, Response>,
    pub(super) forms: BTreeMap<String, Form>,
    pub(super) slots: BTreeMap<String, Slot>,
    intents: BTreeMap<String, At>,
}

struct Response {
    at: At,
    texts: Texts,
    buttons: Vec<Button>,
    is_used: bool,
}

#[derive(Clone)]
pub(super) struct Button {
    pub(super) title: String,
    pub(super) payload: String,
}

pub(super) struct Form {
    pub(super) at: At,
    pub(super) slots: Vec<String>,
}

pub(super) struct Slot {
    pub(super) kind: String,
    pub(super) values: Vec<String>,
}

impl Domain {
    pub(super) fn read(&mut self, text: &Text, root: &Node, book: &Book, notes: &mut Notes) {
        for key in ["responses", "templates"] {
            for (name, node) in root.pick(key).into_iter().flat_map(Node::members) {
                let response = response(text, name, node, book, notes);
                self.responses.entry(name.to_owned()).or_insert(response);
            }
        }
        for (name, node) in root.pick("slots").into_iter().flat_map(Node::members) {
            let kind = node.pick_text("type").unwrap_or("text").to_lowercase();
            let values = node.pick("values").map(Node::words).unwrap_or_default();
            let values = values.into_iter().map(str::to_owned).collect();
            self.slots.insert(name.to_owned(), Slot { kind, values });
        }
        let forms = root.pick("forms");
        for (name, node) in forms.into_iter().flat_map(Node::members) {
            let slots = match node.pick("required_slots") {
                Some(listed) if listed.entries().is_empty() => listed.members().map(|(slot, _)| slot.to_owned()).collect(),
                Some(listed) => listed.words().into_iter().map(str::to_owned).collect(),
                // Rasa 2 wrote the slots right below the form.
                None => node.members().filter(|(key, _)| *key != "ignored_intents").map(|(slot, _)| slot.to_owned()).collect(),
            };
            self.forms.insert(name.to_owned(), Form { at: text.at(node.place.line), slots });
        }
        for entry in forms.map(Node::words).unwrap_or_default() {
            let help = "add `required_slots` to it in the domain, or write the flow's questions";
            notes.left_out(&text.whole(), format!("the form `{entry}`, whose slots are named by code"), help);
        }
        for entry in root.pick_list("intents") {
            let name = entry.word().or_else(|| entry.members().next().map(|(name, _)| name));
            if let Some(name) = name {
                self.intents.entry(name.to_owned()).or_insert(text.at(entry.place.line));
            }
        }
        self.actions(text, root, notes);
    }

    /// Code that the domain names.
    fn actions(&self, text: &Text, root: &Node, notes: &mut Notes) {
        let Some(node) = root.pick("actions") else { return };
        let all = node.words();
        let (checks, others): (Vec<&str>, Vec<&str>) = all
            .into_iter()
            .filter(|name| !name.starts_with("utter_") && !self.forms.contains_key(*name))
            .partition(|name| name.starts_with("validate_"));
        let at = text.at(node.place.line);
        if !others.is_empty() {
            let help = "an answer cannot run code: write what it would say, or leave it to a person";
            notes.left_out(
                &at,
                format!("{} of your own code{}", count(others.len(), "action", "actions"), listed(&others)),
                help,
            );
        }
        if !checks.is_empty() {
            let help = "give the question a `pattern` or `choices`, where an answer has to be checked";
            notes.left_out(&at, format!("the code that checks answers{}", listed(&checks)), help);
        }
    }

    /// What a response says; it counts as used.
    pub(super) fn say(&mut self, name: &str, notes: &mut Notes) -> Option<Texts> {
        let response = self.responses.get_mut(name)?;
        if !response.is_used && !response.buttons.is_empty() {
            let help = "customers type instead; where the choice matters, make it a question with `choices`";
            notes.left_out(&response.at, format!("the buttons of `{name}`"), help);
        }
        response.is_used = true;
        Some(response.texts.clone())
    }

    /// What a response asks, with its buttons.
    pub(super) fn ask(&mut self, name: &str) -> Option<(Texts, Vec<Button>)> {
        let response = self.responses.get_mut(name)?;
        response.is_used = true;
        Some((response.texts.clone(), response.buttons.clone()))
    }

    /// What nothing led to.
    pub(super) fn unused(&self, book: &Book, notes: &mut Notes) {
        let mut by_file: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, response) in self.responses.iter().filter(|(_, response)| !response.is_used) {
            by_file.entry(&response.at.file).or_default().push(name);
        }
        for (file, names) in by_file {
            let help = "add what is still needed as the answer of an intent";
            let at = At { file: file.to_owned(), line: None };
            notes.left_out(
                &at,
                format!("{} that no intent leads to{}", count(names.len(), "response", "responses"), listed(&names)),
                help,
            );
        }
        let has: BTreeSet<&str> = book.intents.iter().map(|intent| intent.name.as_str()).collect();
        let is_known = |name: &str| has.contains(name) || has.iter().any(|known| known.starts_with(&format!("{name}/")));
        for (name, at) in &self.intents {
            if !is_known(name) && !crate::import::book::is_outside(name) && name != "nlu_fallback" {
                notes.left_out(
                    at,
                    format!("the intent `{name}`, which has no examples"),
                    "import the file with its examples too (`nlu`)",
                );
            }
        }
    }
}

/// Rasa draws one of several texts by chance; the first of each language stays.
fn response(text: &Text, name: &str, node: &Node, book: &Book, notes: &mut Notes) -> Response {
    let at = text.at(node.place.line);
    let mut found = Response { at: at.clone(), texts: Texts::new(), buttons: Vec::new(), is_used: false };
    let is_general = |entry: &&Node| entry.pick("channel").is_none() && entry.pick("condition").is_none();
    let (general, special): (Vec<&Node>, Vec<&Node>) = node.entries().iter().partition(is_general);
    let mut more = 0;
    for entry in general.iter().chain(&special) {
        let said = entry.pick_text("text").or_else(|| entry.word());
        let mut said = said.map(str::to_owned);
        if let Some(url) = entry.pick_text("image").filter(|url| url.starts_with("http")) {
            let whole = said.get_or_insert_default();
            whole.push_str(if whole.is_empty() { "" } else { "\n\n" });
            let word = if book.guess(whole).as_str().starts_with("zh") { "图片" } else { "Picture" };
            whole.push_str(&format!("![{word}]({url})"));
        }
        for (key, _) in entry.members() {
            let what = match key {
                "attachment" | "custom" | "elements" | "quick_replies" => format!("`{key}` of `{name}`"),
                "condition" => format!("the condition of a text of `{name}`"),
                "channel" => format!("the text of `{name}` for one channel"),
                _ => continue,
            };
            notes.left_out(&text.at(entry.place.line), what, "write it as text, or as a link");
        }
        let Some(said) = said else { continue };
        let locale = book.guess(&said);
        if found.texts.contains_key(&locale) {
            more += 1;
            continue;
        }
        found.texts.insert(locale, said);
        if found.buttons.is_empty() {
            found.buttons = entry.pick_list("buttons").iter().filter_map(button).collect();
        }
    }
    if more > 0 {
        notes.left_out(
            &at,
            format!("{} of `{name}`", count(more, "further wording", "further wordings")),
            "the first one stays; put another in its place if it is better",
        );
    }
    found
}

fn button(node: &Node) -> Option<Button> {
    let title = node.pick_text("title")?;
    let payload = node.pick_text("payload").unwrap_or(title);
    Some(Button { title: title.to_owned(), payload: payload.to_owned() })
}
