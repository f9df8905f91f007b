//! One intent: its phrases, its texts, and what it asks.

use std::collections::BTreeMap;

use wire::Locale;

use super::entity::Entities;
use crate::import::book::{Book, Flow, Question, Texts};
use crate::import::note::{Notes, count};
use crate::import::source::Text;
use crate::import::{answer, ids, tongue};
use crate::tree::Node;

/// The files of one intent's phrases.
pub(super) type Phrases<'t> = Vec<(Option<Locale>, &'t Text, Node)>;

/// Names by id, to speak of parents.
pub(super) struct Family(BTreeMap<String, String>);

impl Family {
    pub(super) fn new(intents: &[(&str, &Text, Node)]) -> Family {
        let named = intents.iter().filter_map(|(_, _, root)| Some((root.pick_text("id")?, root.pick_text("name")?)));
        Family(named.map(|(id, name)| (id.to_owned(), name.to_owned())).collect())
    }
}

pub(super) fn read(
    text: &Text,
    root: &Node,
    phrases: &Phrases<'_>,
    family: &Family,
    entities: &mut Entities,
    book: &mut Book,
    notes: &mut Notes,
) {
    let at = text.whole();
    let stem = text.name.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
    let name = root.pick_text("name").unwrap_or(stem).to_owned();
    if let Some(parent) = root.pick_text("parentId") {
        let parent = family.0.get(parent).map_or_else(|| "another intent".to_owned(), |name| format!("`{name}`"));
        let help = "it means nothing on its own: make the two a flow with a question and a `branch`";
        return notes.left_out(&at, format!("the intent `{name}`, which follows {parent}"), help);
    }
    let response = root.pick_list("responses").first();
    let said = response.map(|response| messages(text, &name, response, book, notes)).unwrap_or_default();
    if root.pick_flag("fallbackIntent") {
        examples(None, root, phrases, text, book, notes);
        let help = "where nothing matches, the assistant asks again and then offers a person";
        return notes.left_out(&at, format!("the texts of the fallback intent `{name}`"), help);
    }
    examples(Some(&name), root, phrases, text, book, notes);
    leave_out(text, &name, root, notes);
    let is_welcome = root.pick_list("events").iter().any(|event| event.pick_text("name") == Some("WELCOME"));
    if is_welcome && book.greeting.is_empty() {
        book.greeting = said.iter().map(|(locale, text)| (locale.clone(), text.replace("\\\n", "\n"))).collect();
    }
    let parameters = response.map(|response| response.pick_list("parameters")).unwrap_or_default();
    let required: Vec<&Node> = parameters.iter().filter(|parameter| parameter.pick_flag("required")).collect();
    let place = book.flows.len();
    let Some(intent) = book.intent(&name, &at) else { return };
    if required.is_empty() {
        for (locale, text) in said {
            intent.answer.entry(locale).or_insert(text);
        }
        return;
    }
    intent.flow = Some(place);
    let questions = required.iter().map(|parameter| question(parameter, entities, book)).collect();
    notes.changed(
        &at,
        format!("the required parameters of `{name}` became a flow of questions that ends with a person"),
        "let it end otherwise if nobody has to act; answers are taken as typed unless you add a `pattern`",
    );
    let title = Texts::from([(book.usual.clone(), ids::title(&name))]);
    // What a flow says is no Markdown.
    let closing = said.into_iter().map(|(locale, text)| (locale, text.replace("\\\n", "\n"))).collect();
    book.flows.push(Flow { name, id: String::new(), at, title, questions, closing });
}

fn examples(name: Option<&str>, root: &Node, phrases: &Phrases<'_>, text: &Text, book: &mut Book, notes: &mut Notes) {
    let old = root.pick_list("userSays").iter().map(|phrase| (None, text, phrase));
    let own =
        phrases.iter().flat_map(|(locale, text, list)| list.entries().iter().map(move |phrase| (locale.clone(), *text, phrase)));
    let mut templates = 0;
    for (locale, text, phrase) in old.chain(own) {
        let words: String = phrase.pick_list("data").iter().filter_map(|part| part.pick("text").and_then(raw)).collect();
        if phrase.pick_flag("isTemplate") && words.contains('@') {
            templates += 1;
            continue;
        }
        let locale = locale.or_else(|| phrase.pick_text("lang").and_then(tongue::locale));
        book.example(name, locale, &words, &text.whole());
    }
    if templates > 0 {
        let what = format!("{} (`@…:…`)", count(templates, "phrase that is a template", "phrases that are templates"));
        notes.left_out(&text.whole(), what, "write them as customers would, with real words");
    }
}

/// A text with the blanks around it: they stand between a phrase's parts.
fn raw(node: &Node) -> Option<&str> {
    match &node.kind {
        crate::tree::Kind::Text { text, .. } => Some(text),
        crate::tree::Kind::List(_) | crate::tree::Kind::Map(_) => None,
    }
}

/// The texts of an intent, the first wording of each; other kinds of answers are noted.
fn messages(text: &Text, name: &str, response: &Node, book: &Book, notes: &mut Notes) -> Texts {
    let (mut general, mut special) = (Texts::new(), Texts::new());
    let (mut more, mut rich) = (0, BTreeMap::new());
    for message in response.pick_list("messages") {
        let locale = message.pick_text("lang").and_then(tongue::locale).unwrap_or_else(|| book.usual.clone());
        let speech = message.pick("speech").map(Node::words).unwrap_or_default();
        let first = speech.first().copied().or_else(|| message.pick_text("textToSpeech"));
        let Some(first) = first else {
            let kind = match message.pick_text("type").unwrap_or_default() {
                "0" | "message" => continue,
                "1" | "basic_card" | "card" => ("card", "cards"),
                "2" | "suggestion_chips" | "quick_replies" => ("row of quick replies", "rows of quick replies"),
                "3" | "image" => ("picture", "pictures"),
                "4" | "custom_payload" => ("custom payload", "custom payloads"),
                _ => ("answer of another kind", "answers of another kind"),
            };
            *rich.entry(kind).or_insert(0) += 1;
            continue;
        };
        more += speech.len().saturating_sub(1);
        let texts = if message.pick("platform").is_some() { &mut special } else { &mut general };
        let whole: &mut String = texts.entry(locale).or_default();
        if !whole.is_empty() {
            whole.push_str("\n\n");
        }
        whole.push_str(&answer::lines(&answer::without_tags(first)));
    }
    for ((one, many), number) in rich {
        notes.left_out(
            &text.whole(),
            format!("{} of the intent `{name}`", count(number, one, many)),
            "write what they say as text, with links",
        );
    }
    if more > 0 {
        let help = "the first one stays; put another in its place if it is better";
        notes.left_out(
            &text.whole(),
            format!("{} of the answer of `{name}`", count(more, "further wording", "further wordings")),
            help,
        );
    }
    for (locale, text) in special {
        general.entry(locale).or_insert(text);
    }
    general
}

/// What an intent does beside answering.
fn leave_out(text: &Text, name: &str, root: &Node, notes: &mut Notes) {
    let at = text.whole();
    if root.pick_flag("webhookUsed") || root.pick_flag("webhookForSlotFilling") {
        let help = "an answer cannot run code: write what it would say, or leave it to a person";
        notes.left_out(&at, format!("the webhook of the intent `{name}`"), help);
    }
    let contexts = root.pick("contexts").map(Node::words).unwrap_or_default();
    if !contexts.is_empty() {
        let what = format!("the intent `{name}` answered in the context `{}` only, and now at any time", contexts.join("`, `"));
        notes.changed(&at, what, "take out examples that mean nothing on their own, or make it part of a flow");
    }
    for event in root.pick_list("events").iter().filter_map(|event| event.pick_text("name")) {
        if event != "WELCOME" {
            notes.left_out(
                &at,
                format!("the event `{event}` that started the intent `{name}`"),
                "customers start it by what they write",
            );
        }
    }
    if !root.pick_list("conditionalResponses").is_empty() {
        notes.left_out(&at, format!("the conditional answers of `{name}`"), "write a flow with `branch`");
    }
}

fn question(parameter: &Node, entities: &mut Entities, book: &Book) -> Question {
    let name = parameter.pick_text("name").unwrap_or("answer");
    let mut prompt = Texts::new();
    for one in parameter.pick_list("prompts") {
        let locale = one.pick_text("lang").and_then(tongue::locale).unwrap_or_else(|| book.usual.clone());
        if let Some(text) = one.pick_text("value").or_else(|| one.word()) {
            prompt.entry(locale).or_insert_with(|| answer::without_tags(text));
        }
    }
    let choices = entities.choices(parameter.pick_text("dataType").unwrap_or_default(), &book.usual);
    Question { slot: name.to_owned(), label: Texts::from([(book.usual.clone(), ids::title(name))]), prompt, choices }
}
