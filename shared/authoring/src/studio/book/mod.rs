//! The book: what a tree says, right or wrong.

mod flow;
mod pick;
mod rows;

use book::{Book, Intent, Reply, Settings, Skill};

use self::pick::{field, items, key_of, list, lists, texts, word, words};
use crate::tree::Node;

pub(super) use self::pick::{field as field_of, items as items_of, key_of as name_of, word as text_of};

/// Everything as it is written; `None` for what has no fields at all.
pub(super) fn book(root: &Node) -> Option<Book> {
    key_of(root)?;
    let locales: Vec<String> = list(field(root, "locales"));
    let default = locales.first().map_or("en", String::as_str);
    let routing = field(root, "routing");
    Some(Book {
        site: word(field(root, "site")),
        name: texts(field(root, "name"), default),
        settings: settings(field(root, "settings"), default),
        skills: items(routing.and_then(|routing| field(routing, "skills"))).map(|node| skill(node, default)).collect(),
        flows: items(field(root, "flows")).map(|node| flow::flow(node, default)).collect(),
        intents: items(field(root, "intents")).map(|node| intent(node, default)).collect(),
        out_of_scope: lists(field(root, "out_of_scope").and_then(|node| field(node, "examples")), default),
        locales,
    })
}

fn settings(node: Option<&Node>, default: &str) -> Settings {
    let of = |key: &str| node.and_then(|node| field(node, key));
    Settings {
        accent: word(of("accent")),
        assistant_name: texts(of("assistant_name"), default),
        greeting: texts(of("greeting"), default),
        suggestions: list(of("suggestions")),
        allowed_domains: list(of("allowed_domains")),
        close_unanswered_after_hours: words(of("close_unanswered_after_hours")),
        forget_after_days: words(of("forget_after_days")),
    }
}

fn skill(node: &Node, default: &str) -> Skill {
    Skill { id: word(field(node, "id")), title: texts(field(node, "title"), default) }
}

fn intent(node: &Node, default: &str) -> Intent {
    let reply = if field(node, "answer").is_some() {
        Reply::Answer
    } else if let Some(flow) = field(node, "flow") {
        Reply::Flow { id: word(Some(flow)) }
    } else if word(field(node, "handoff")) == "true" {
        Reply::HandOff
    } else {
        Reply::None
    };
    Intent {
        id: word(field(node, "id")),
        title: texts(field(node, "title"), default),
        examples: lists(field(node, "examples"), default),
        reply,
        answer: texts(field(node, "answer"), default),
        skill: words(field(node, "skill")),
        line: node.place.line,
        errors: 0,
        warnings: 0,
    }
}
