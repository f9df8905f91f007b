//! Changes of flows.

use book::{Spot, Step, Texts};

use super::course::{Course, LAST};
use super::{Refusal, checked, free, step, texts, with_id};
use crate::edit::Value;

fn found<'v>(root: &'v mut Value, id: &str) -> Result<&'v mut Value, Refusal> {
    with_id(root.list("flows"), "flow", id)
}

pub(super) fn add(root: &mut Value, id: Option<String>, title: Texts) -> Result<String, Refusal> {
    let Some(list) = root.list("flows") else { return Err(Refusal::new("there is no list of flows", "write `flows:`")) };
    let id = free(list, "flow", id, &title)?;
    let card = Value::Map(vec![("priority".to_owned(), Value::text("medium"))]);
    let last = Value::Map(vec![("id".to_owned(), Value::text(LAST)), ("handoff".to_owned(), card)]);
    list.push(Value::Map(vec![
        ("id".to_owned(), Value::text(&id)),
        ("title".to_owned(), texts::of(&title)),
        ("start".to_owned(), Value::text(LAST)),
        ("steps".to_owned(), Value::List(vec![last])),
    ]));
    Ok(id)
}

pub(super) fn rename(root: &mut Value, id: &str, to: &str) -> Result<String, Refusal> {
    checked("flow", to)?;
    found(root, id)?;
    if id != to && found(root, to).is_ok() {
        return Err(Refusal::new(format!("there is a flow `{to}` already"), "choose another"));
    }
    found(root, id)?.set("id", Value::text(to));
    each_user(root, id, |intent| intent.set("flow", Value::text(to)));
    Ok(to.to_owned())
}

pub(super) fn remove(root: &mut Value, id: &str) -> Result<(), Refusal> {
    found(root, id)?;
    if let Some(list) = root.list("flows") {
        list.retain(|flow| flow.word("id") != id);
        if list.is_empty() {
            root.remove("flows");
        }
    }
    each_user(root, id, |intent| {
        intent.remove("flow");
        intent.set("handoff", Value::text("true"));
    });
    Ok(())
}

/// The intents that begin a flow.
fn each_user(root: &mut Value, flow: &str, act: impl FnMut(&mut Value)) {
    if let Some(Value::List(intents)) = root.get_mut("intents") {
        intents.iter_mut().filter(|intent| intent.word("flow") == flow).for_each(act);
    }
}

pub(super) fn title(root: &mut Value, id: &str, locale: &str, text: &str) -> Result<(), Refusal> {
    let default = texts::default(root);
    let flow = found(root, id)?;
    texts::set(flow, "title", &default, locale, text);
    texts::order(flow, &["id", "title", "start", "steps"]);
    Ok(())
}

pub(super) fn start(root: &mut Value, id: &str, step: &str) -> Result<(), Refusal> {
    let flow = found(root, id)?;
    Course::of(flow).step(step)?;
    flow.set("start", Value::text(step));
    texts::order(flow, &["id", "title", "start", "steps"]);
    Ok(())
}

pub(super) fn add_step(root: &mut Value, flow: &str, step: Step, spot: &Spot) -> Result<String, Refusal> {
    let default = texts::default(root);
    let flow = found(root, flow)?;
    let wished = Some(step.id.clone()).filter(|id| !id.is_empty());
    let (title, stem) = step::stem(&step, &default);
    let list = flow.get("steps").map(Value::items).unwrap_or_default();
    let id = match (wished, stem) {
        (None, Some(stem)) => free(list, "step", None, &Texts::from([("en".to_owned(), stem)]))?,
        (wished, _) => free(list, "step", wished, &title)?,
    };
    let mut course = Course::of(flow);
    course.insert(spot, step::value(&Step { id: id.clone(), ..step }, None, &default))?;
    Ok(id)
}

pub(super) fn replace_step(root: &mut Value, flow: &str, id: &str, step: Step) -> Result<String, Refusal> {
    let default = texts::default(root);
    let flow = found(root, flow)?;
    let mut course = Course::of(flow);
    let to = if step.id.is_empty() { id.to_owned() } else { step.id.clone() };
    checked("step", &to)?;
    if to != id && course.step(&to).is_ok() {
        return Err(Refusal::new(format!("there is a step `{to}` already"), "choose another"));
    }
    let held = course.step(id)?;
    *held = step::value(&Step { id: to.clone(), ..step }, Some(held), &default);
    course.lead(id, &to);
    Ok(to)
}

pub(super) fn remove_step(root: &mut Value, flow: &str, id: &str) -> Result<(), Refusal> {
    let flow = found(root, flow)?;
    Course::of(flow).take(id).map(|_| ())
}

pub(super) fn move_step(root: &mut Value, flow: &str, id: &str, spot: &Spot) -> Result<(), Refusal> {
    if spot.after.as_deref() == Some(id) {
        return Ok(());
    }
    let flow = found(root, flow)?;
    let before = flow.clone();
    let mut course = Course::of(flow);
    let moved = course.take(id).and_then(|step| course.insert(spot, step));
    if moved.is_err() {
        *flow = before;
    }
    moved
}
