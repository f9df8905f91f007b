//! Flows as written.

use book::{Action, Ask, Choice, Flow, Step, Unit, Way};

use super::pick::{field, items, list, texts, word, words};
use super::rows::rows;
use crate::tree::Node;

pub(super) fn flow(node: &Node, default: &str) -> Flow {
    let steps: Vec<Step> = items(field(node, "steps")).map(|node| step(node, default)).collect();
    let start = word(field(node, "start"));
    Flow {
        id: word(field(node, "id")),
        title: texts(field(node, "title"), default),
        rows: rows(&start, &steps),
        start,
        steps,
        line: node.place.line,
        errors: 0,
        warnings: 0,
    }
}

fn step(node: &Node, default: &str) -> Step {
    let next = || word(field(node, "next"));
    let action = if let Some(said) = field(node, "say") {
        Action::Say { text: texts(Some(said), default), next: next() }
    } else if let Some(asked) = field(node, "ask") {
        Action::Ask { ask: Box::new(ask(asked, default)), next: next() }
    } else if let Some(branch) = field(node, "branch") {
        self::branch(branch)
    } else if let Some(hand_off) = field(node, "handoff") {
        Action::HandOff {
            skill: words(field(hand_off, "skill")),
            priority: word(field(hand_off, "priority")),
            title: texts(field(hand_off, "title"), default),
            card: list(field(hand_off, "card")),
            say: texts(field(hand_off, "say"), default),
        }
    } else if word(field(node, "end")) == "true" {
        Action::End
    } else {
        Action::Unknown
    };
    Step { id: word(field(node, "id")), action, line: node.place.line, errors: 0, warnings: 0 }
}

fn branch(node: &Node) -> Action {
    let (mut ways, mut otherwise) = (Vec::new(), String::new());
    for node in items(Some(node)) {
        let next = word(field(node, "next"));
        if field(node, "otherwise").is_some() {
            otherwise = next;
        } else if let Some(locale) = field(node, "locale") {
            ways.push(Way { slot: "locale".to_owned(), is: word(Some(locale)), next });
        } else {
            ways.push(Way { slot: word(field(node, "slot")), is: word(field(node, "is")), next });
        }
    }
    Action::Branch { ways, otherwise }
}

fn ask(node: &Node, default: &str) -> Ask {
    let choice = |node: &Node| Choice {
        value: word(field(node, "value")),
        label: texts(field(node, "label"), default),
        words: list(field(node, "words")),
    };
    let unit = |node: &Node| Unit {
        name: word(field(node, "name")),
        factor: words(field(node, "factor")),
        words: list(field(node, "words")),
    };
    Ask {
        slot: word(field(node, "slot")),
        kind: word(field(node, "kind")),
        label: texts(field(node, "label"), default),
        prompt: texts(field(node, "prompt"), default),
        retry: texts(field(node, "retry"), default),
        optional: word(field(node, "optional")) == "true",
        pattern: words(field(node, "pattern")),
        choices: items(field(node, "choices")).map(choice).collect(),
        units: items(field(node, "units")).map(unit).collect(),
        min: words(field(node, "min")),
        max: words(field(node, "max")),
        hints: list(field(node, "hints")),
        when: words(field(node, "when")),
        later: texts(field(node, "later"), default),
    }
}
