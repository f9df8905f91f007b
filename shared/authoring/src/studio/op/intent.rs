//! Changes of questions.

use book::{Lists, Reply, Texts};

use super::{Refusal, checked, free, texts, with_id};
use crate::edit::Value;

const FIELDS: [&str; 7] = ["id", "title", "skill", "examples", "answer", "flow", "handoff"];

fn found<'v>(root: &'v mut Value, id: &str) -> Result<&'v mut Value, Refusal> {
    with_id(root.list("intents"), "intent", id)
}

pub(super) fn add(
    root: &mut Value,
    id: Option<String>,
    title: Texts,
    examples: Lists,
    after: Option<String>,
) -> Result<String, Refusal> {
    let Some(list) = root.list("intents") else { return Err(Refusal::new("there is no list of intents", "write `intents:`")) };
    let id = free(list, "intent", id, &title)?;
    let mut intent = Value::Map(vec![("id".to_owned(), Value::text(&id)), ("title".to_owned(), texts::of(&title))]);
    let lists = examples.iter().map(|(locale, list)| (locale.clone(), texts::list(list)));
    let lists: Vec<(String, Value)> = lists.filter(|(_, list)| !list.is_empty()).collect();
    if !lists.is_empty() {
        intent.set("examples", Value::Map(lists));
    }
    let place = after.and_then(|after| list.iter().position(|item| item.word("id") == after)).map_or(list.len(), |at| at + 1);
    list.insert(place, intent);
    Ok(id)
}

pub(super) fn rename(root: &mut Value, id: &str, to: &str) -> Result<String, Refusal> {
    checked("intent", to)?;
    found(root, id)?;
    if id != to && found(root, to).is_ok() {
        return Err(Refusal::new(format!("there is an intent `{to}` already"), "choose another"));
    }
    found(root, id)?.set("id", Value::text(to));
    if let Some(suggestions) = suggestions(root) {
        suggestions.iter_mut().filter(|held| held.as_text() == Some(id)).for_each(|held| *held = Value::text(to));
    }
    Ok(to.to_owned())
}

pub(super) fn remove(root: &mut Value, id: &str) -> Result<(), Refusal> {
    found(root, id)?;
    if let Some(list) = root.list("intents") {
        list.retain(|item| item.word("id") != id);
    }
    if let Some(suggestions) = suggestions(root) {
        suggestions.retain(|held| held.as_text() != Some(id));
    }
    Ok(())
}

fn suggestions(root: &mut Value) -> Option<&mut Vec<Value>> {
    match root.get_mut("settings")?.get_mut("suggestions")? {
        Value::List(list) => Some(list),
        Value::Text(_) | Value::Map(_) => None,
    }
}

pub(super) fn place(root: &mut Value, id: &str, before: Option<&str>) -> Result<(), Refusal> {
    found(root, id)?;
    if let Some(before) = before {
        found(root, before)?;
    }
    if before == Some(id) {
        return Ok(());
    }
    if let Some(list) = root.list("intents")
        && let Some(at) = list.iter().position(|item| item.word("id") == id)
    {
        let intent = list.remove(at);
        let to = before.and_then(|before| list.iter().position(|item| item.word("id") == before)).unwrap_or(list.len());
        list.insert(to, intent);
    }
    Ok(())
}

pub(super) fn title(root: &mut Value, id: &str, locale: &str, text: &str) -> Result<(), Refusal> {
    let default = texts::default(root);
    let intent = found(root, id)?;
    texts::set(intent, "title", &default, locale, text);
    texts::order(intent, &FIELDS);
    Ok(())
}

pub(super) fn answer(root: &mut Value, id: &str, locale: &str, text: &str) -> Result<(), Refusal> {
    let default = texts::default(root);
    let intent = found(root, id)?;
    if !text.trim().is_empty() {
        intent.remove("flow");
        intent.remove("handoff");
    }
    texts::set(intent, "answer", &default, locale, text);
    texts::order(intent, &FIELDS);
    Ok(())
}

pub(super) fn examples(root: &mut Value, id: Option<&str>, locale: &str, examples: Vec<String>) -> Result<(), Refusal> {
    let default = texts::default(root);
    let holder = match id {
        Some(id) => found(root, id)?,
        None => root.map("out_of_scope").ok_or_else(|| Refusal::new("there is no `out_of_scope`", "write it"))?,
    };
    // A bare list is the default locale's.
    if let Some(Value::List(bare)) = holder.get("examples") {
        let bare = Value::List(bare.clone());
        holder.set("examples", Value::Map(vec![(default, bare)]));
    }
    if let Some(held) = holder.map("examples") {
        let list = texts::list(&examples);
        if list.is_empty() {
            held.remove(locale)
        } else {
            held.set(locale, list)
        }
        if held.is_empty() {
            holder.remove("examples");
        }
    }
    if id.is_some() {
        texts::order(holder, &FIELDS);
    } else if holder.is_empty() {
        root.remove("out_of_scope");
    }
    Ok(())
}

pub(super) fn reply(root: &mut Value, id: &str, reply: Reply) -> Result<(), Refusal> {
    let intent = found(root, id)?;
    let is_answer = matches!(reply, Reply::Answer);
    for key in ["answer", "flow", "handoff"] {
        if !(is_answer && key == "answer") {
            intent.remove(key);
        }
    }
    match reply {
        Reply::Flow { id } => intent.set("flow", Value::text(&id)),
        Reply::HandOff => intent.set("handoff", Value::text("true")),
        Reply::Answer | Reply::None => {}
    }
    Ok(())
}

pub(super) fn skill(root: &mut Value, id: &str, skill: Option<&str>) -> Result<(), Refusal> {
    let intent = found(root, id)?;
    intent.set_or_remove("skill", skill.unwrap_or_default());
    texts::order(intent, &FIELDS);
    Ok(())
}
