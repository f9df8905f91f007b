//! What stands at a place.

use book::Where;

use super::book::{field_of, items_of, name_of, text_of};
use crate::finding::Place;
use crate::tree::Node;

/// The intent, flow, step, field and locale that a place is in; `locales` are the book's.
pub(super) fn at(root: &Node, place: Place, locales: &[String]) -> Where {
    let mut at = Where::default();
    let Some((section, held)) = entry(root, place) else { return at };
    match section.as_str() {
        "intents" => {
            let Some(item) = item(held, place) else { return at };
            at.intent = named(item);
            within(item, place, locales, &mut at);
        }
        "flows" => {
            let Some(item) = item(held, place) else { return at };
            at.flow = named(item);
            within(item, place, locales, &mut at);
            let steps = field_of(item, "steps").filter(|_| at.field.as_deref() == Some("steps"));
            if let Some(step) = steps.and_then(|steps| self::item(steps, place)) {
                at.step = named(step);
                at.field = None;
                within(step, place, locales, &mut at);
            }
        }
        "settings" => within(held, place, locales, &mut at),
        _ => {
            at.field = Some(section);
            locale(held, place, locales, &mut at);
        }
    }
    at
}

/// The field of a map, and the locale in it.
fn within(node: &Node, place: Place, locales: &[String], at: &mut Where) {
    if let Some((name, held)) = entry(node, place) {
        locale(held, place, locales, at);
        at.field = Some(name);
    }
}

fn locale(node: &Node, place: Place, locales: &[String], at: &mut Where) {
    at.locale = entry(node, place).map(|(name, _)| name).filter(|name| locales.contains(name));
}

/// The last field that begins before a place or at it.
fn entry(node: &Node, place: Place) -> Option<(String, &Node)> {
    let entries = name_of(node)?;
    let (name, held) = entries.iter().rev().find(|(name, _)| name.place <= place)?;
    Some((text_of(Some(name)), held))
}

fn item(list: &Node, place: Place) -> Option<&Node> {
    items_of(Some(list)).filter(|item| item.place <= place).last()
}

fn named(node: &Node) -> Option<String> {
    Some(text_of(field_of(node, "id"))).filter(|id| !id.is_empty())
}
