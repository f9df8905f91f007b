//! A step as a value.

use book::{Action, Ask, Choice, Step, Texts, Unit, Way};

use super::texts;
use crate::edit::Value;

const FIELDS: [&str; 7] = ["id", "say", "ask", "branch", "handoff", "end", "next"];

/// What a new step's id is made of: a title, or a plain word.
pub(super) fn stem(step: &Step, default: &str) -> (Texts, Option<String>) {
    match &step.action {
        Action::Ask { ask, .. } if !ask.slot.is_empty() => (Texts::new(), Some(ask.slot.clone())),
        Action::Ask { ask, .. } => (ask.label.clone(), None),
        Action::Say { .. } => (Texts::new(), Some("say".to_owned())),
        Action::Branch { ways, .. } => {
            (Texts::new(), Some(ways.first().map_or("branch".to_owned(), |way| format!("by_{}", way.slot))))
        }
        Action::HandOff { title, .. } => {
            let is_titled = title.contains_key(default);
            (title.clone(), (!is_titled).then(|| super::course::LAST.to_owned()))
        }
        Action::End => (Texts::new(), Some("end".to_owned())),
        Action::Unknown => (Texts::new(), None),
    }
}

/// The step as it is written. What it was before keeps the shape of texts that are not per locale.
pub(super) fn value(step: &Step, before: Option<&Value>, default: &str) -> Value {
    let mut value = Value::Map(vec![("id".to_owned(), Value::text(&step.id))]);
    let go_on = |value: &mut Value, next: &str| value.set_or_remove("next", next);
    match &step.action {
        Action::Say { text, next } => {
            let bare = before.and_then(|before| before.get("say"));
            value.set("say", shaped(text, bare, default));
            go_on(&mut value, next);
        }
        Action::Ask { ask, next } => {
            value.set("ask", self::ask(ask, before.and_then(|before| before.get("ask")), default));
            go_on(&mut value, next);
        }
        Action::Branch { ways, otherwise } => {
            let mut all: Vec<Value> = ways.iter().map(way).collect();
            let mut last = Value::Map(vec![("otherwise".to_owned(), Value::text("true"))]);
            last.set_or_remove("next", otherwise);
            all.push(last);
            value.set("branch", Value::List(all));
        }
        Action::HandOff { skill, priority, title, card, say } => {
            let before = before.and_then(|before| before.get("handoff"));
            let mut held = Value::Map(Vec::new());
            held.set_or_remove("skill", skill.as_deref().unwrap_or_default());
            held.set_or_remove("priority", priority);
            localized(&mut held, "title", title, before, default);
            if !card.is_empty() {
                held.set("card", texts::list(card));
            }
            localized(&mut held, "say", say, before, default);
            value.set("handoff", held);
        }
        Action::End => value.set("end", Value::text("true")),
        Action::Unknown => {}
    }
    texts::order(&mut value, &FIELDS);
    value
}

fn way(way: &Way) -> Value {
    let mut value = Value::Map(Vec::new());
    if way.slot == "locale" {
        value.set("locale", Value::text(&way.is));
    } else {
        value.set("slot", Value::text(&way.slot));
        value.set("is", Value::text(&way.is));
    }
    value.set_or_remove("next", &way.next);
    value
}

fn ask(ask: &Ask, before: Option<&Value>, default: &str) -> Value {
    let mut value = Value::Map(vec![("slot".to_owned(), Value::text(&ask.slot))]);
    localized(&mut value, "label", &ask.label, before, default);
    value.set("kind", Value::text(&ask.kind));
    value.set_or_remove("pattern", ask.pattern.as_deref().unwrap_or_default());
    value.set_or_remove("when", ask.when.as_deref().unwrap_or_default());
    localized(&mut value, "prompt", &ask.prompt, before, default);
    localized(&mut value, "retry", &ask.retry, before, default);
    if ask.optional {
        value.set("optional", Value::text("true"));
    }
    localized(&mut value, "later", &ask.later, before, default);
    if !ask.choices.is_empty() {
        let old = before.and_then(|before| before.get("choices")).map(Value::items).unwrap_or_default();
        value.set("choices", Value::List(ask.choices.iter().map(|choice| self::choice(choice, old, default)).collect()));
    }
    if !ask.units.is_empty() {
        value.set("units", Value::List(ask.units.iter().map(unit).collect()));
    }
    value.set_or_remove("min", ask.min.as_deref().unwrap_or_default());
    value.set_or_remove("max", ask.max.as_deref().unwrap_or_default());
    if !ask.hints.is_empty() {
        value.set("hints", texts::list(&ask.hints));
    }
    value
}

fn choice(choice: &Choice, old: &[Value], default: &str) -> Value {
    let before = old.iter().find(|old| old.word("value") == choice.value);
    let mut value = Value::Map(vec![("value".to_owned(), Value::text(&choice.value))]);
    localized(&mut value, "label", &choice.label, before, default);
    if !choice.words.is_empty() {
        value.set("words", texts::list(&choice.words));
    }
    value
}

fn unit(unit: &Unit) -> Value {
    let mut value = Value::Map(vec![("name".to_owned(), Value::text(&unit.name))]);
    value.set_or_remove("factor", unit.factor.as_deref().unwrap_or_default());
    if !unit.words.is_empty() {
        value.set("words", texts::list(&unit.words));
    }
    value
}

/// Texts per locale in a field, left out where there are none.
fn localized(holder: &mut Value, key: &str, texts: &Texts, before: Option<&Value>, default: &str) {
    let value = shaped(texts, before.and_then(|before| before.get(key)), default);
    if !value.is_empty() {
        holder.set(key, value);
    }
}

/// Texts per locale; that of the default locale stays bare where it was and is alone.
fn shaped(texts: &Texts, before: Option<&Value>, default: &str) -> Value {
    let is_bare = before.is_some_and(|before| before.as_text().is_some_and(|text| !text.is_empty()));
    match texts.get(default) {
        Some(text) if is_bare && texts.len() == 1 => Value::text(text),
        Some(_) | None => super::texts::of(texts),
    }
}
