//! What differs between two texts, by what an owner knows: questions, flows, settings.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use book::{Change, Changes, Edge, Line, Sign};

use super::book::{field_of, items_of, name_of, text_of};
use super::op::Refusal;
use crate::edit::{Value, common, parse};
use crate::finding::Findings;
use crate::tree::{self, Node};

/// Lines around a change that are shown.
const AROUND: usize = 3;

/// Of a part of the file: what it says and its lines.
struct Part<'t> {
    value: Value,
    lines: Vec<&'t str>,
}

/// The parts of a section by name, in their order.
type Parts<'t> = (Vec<String>, BTreeMap<String, Part<'t>>);

pub(super) fn changes(from: &str, to: &str) -> Result<Changes, Refusal> {
    let (from, to) = (cut(from)?, cut(to)?);
    let [intents, flows, rest] = [0, 1, 2].map(|section| match (from.get(section), to.get(section)) {
        (Some(from), Some(to)) => differ(from, to),
        (Some(_), None) | (None, _) => Vec::new(),
    });
    let is_same = intents.is_empty() && flows.is_empty() && rest.is_empty();
    Ok(Changes { intents, flows, rest, is_same })
}

/// A text's intents, flows and the rest.
fn cut(text: &str) -> Result<[Parts<'_>; 3], Refusal> {
    let unreadable = || Refusal::new("one of the texts is no YAML that can be read", "mend it first");
    let value = parse(text).map_err(|_| unreadable())?;
    let root = tree::parse(text, &mut Findings::new("")).ok_or_else(unreadable)?;
    let lines: Vec<&str> = text.lines().collect();
    let mut parts: [Parts<'_>; 3] = Default::default();
    let [intents, flows, rest] = &mut parts;
    let part = |value: &Value, first: usize, last: &Node| {
        let slice = lines.get(first - 1..last.end.line.max(first).min(lines.len())).unwrap_or_default();
        let end = slice.iter().rposition(|line| is_content(line)).map_or(0, |at| at + 1);
        Part { value: value.clone(), lines: slice.get(..end).unwrap_or_default().to_vec() }
    };
    for (key, held) in name_of(&root).unwrap_or_default() {
        let name = text_of(Some(key));
        let Some(value) = value.get(&name) else { continue };
        match name.as_str() {
            "intents" | "flows" if !value.items().is_empty() => {
                let section = if name == "intents" { &mut *intents } else { &mut *flows };
                for (node, value) in items_of(Some(held)).zip(value.items()) {
                    add(section, text_of(field_of(node, "id")), part(value, node.place.line, node));
                }
            }
            _ => add(rest, name, part(value, key.place.line, held)),
        }
    }
    Ok(parts)
}

/// Lines of comments and blanks at the end of a part belong to the next.
fn is_content(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with('#')
}

fn add<'t>((order, parts): &mut Parts<'t>, name: String, part: Part<'t>) {
    if let Entry::Vacant(entry) = parts.entry(name) {
        order.push(entry.key().clone());
        entry.insert(part);
    }
}

/// What came, went and changed, in the order of the newer text; what went comes last.
fn differ((from_order, from): &Parts<'_>, (to_order, to): &Parts<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for id in to_order {
        let Some(new) = to.get(id) else { continue };
        match from.get(id) {
            None => changes.push(change(id, Edge::Added, &[], &new.lines)),
            Some(old) if !says_same(&old.value, &new.value) => {
                changes.push(change(id, Edge::Changed, &old.lines, &new.lines));
            }
            Some(_) => {}
        }
    }
    for id in from_order.iter().filter(|id| !to.contains_key(*id)) {
        if let Some(old) = from.get(id) {
            changes.push(change(id, Edge::Removed, &old.lines, &[]));
        }
    }
    changes
}

/// Whether two values are equal, the order of fields aside.
fn says_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| says_same(left, right))
        }
        (Value::Map(entries), Value::Map(other)) => {
            entries.len() == other.len()
                && entries.iter().all(|(key, held)| right.get(key).is_some_and(|other| says_same(held, other)))
        }
        (Value::Text(_) | Value::List(_) | Value::Map(_), _) => false,
    }
}

fn change(id: &str, change: Edge, old: &[&str], new: &[&str]) -> Change {
    let mut lines: Vec<(Sign, &str)> = Vec::new();
    let (mut left, mut right) = (0, 0);
    for (same_left, same_right) in common(old, new).into_iter().chain([(old.len(), new.len())]) {
        lines.extend(old.get(left..same_left).unwrap_or_default().iter().map(|line| (Sign::Removed, *line)));
        lines.extend(new.get(right..same_right).unwrap_or_default().iter().map(|line| (Sign::Added, *line)));
        lines.extend(old.get(same_left).map(|line| (Sign::Same, *line)));
        (left, right) = (same_left + 1, same_right + 1);
    }
    Change { id: id.to_owned(), change, lines: shortened(&lines) }
}

/// Long stretches of the same lines become a gap.
fn shortened(lines: &[(Sign, &str)]) -> Vec<Line> {
    let is_near = |at: usize| {
        let around = lines.get(at.saturating_sub(AROUND)..(at + AROUND + 1).min(lines.len())).unwrap_or_default();
        around.iter().any(|(sign, _)| *sign != Sign::Same)
    };
    let mut short: Vec<Line> = Vec::new();
    for (at, (sign, text)) in lines.iter().enumerate() {
        if is_near(at) {
            short.push(Line { sign: *sign, text: (*text).to_owned() });
        } else if short.last().is_none_or(|last| last.sign != Sign::Gap) {
            short.push(Line { sign: Sign::Gap, text: String::new() });
        }
    }
    short
}
