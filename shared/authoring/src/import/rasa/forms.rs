//! Forms to guided flows.

use std::collections::BTreeMap;

use super::domain::{Button, Domain};
use super::turns::{Act, Turns};
use crate::import::book::{Book, Choice, Flow, Question, Texts};
use crate::import::ids;
use crate::import::note::{At, Notes};

/// Every form with questions, as the place of its flow in the book.
pub(super) fn read(domain: &mut Domain, turns: &Turns, book: &mut Book, notes: &mut Notes) -> BTreeMap<String, usize> {
    let mut flows = BTreeMap::new();
    let forms: Vec<(String, At, Vec<String>)> =
        domain.forms.iter().map(|(name, form)| (name.clone(), form.at.clone(), form.slots.clone())).collect();
    for (name, at, slots) in forms {
        if slots.is_empty() {
            let help = "name them in the domain (`required_slots`), or write the flow's questions";
            notes.left_out(&at, format!("the form `{name}` requires no slots"), help);
            continue;
        }
        let questions = slots.iter().map(|slot| question(&name, slot, &at, domain, book, notes)).collect();
        let mut closing = Texts::new();
        for act in turns.after_form(&name) {
            match act {
                Act::Utter(response) => {
                    for (locale, text) in domain.say(response, notes).unwrap_or_default() {
                        closing.entry(locale).or_insert(text);
                    }
                }
                Act::Custom(action) => {
                    let help = "a person gets the answers as a card in its place";
                    notes.left_out(&at, format!("after the form `{name}` Rasa ran its own code, `{action}`"), help);
                }
                Act::Form(_) => {}
            }
        }
        let words = name.strip_suffix("_form").unwrap_or(&name);
        notes.changed(
            &at,
            format!("the form `{name}` became a flow that ends with a person"),
            "let it end otherwise if nobody has to act",
        );
        flows.insert(name.clone(), book.flows.len());
        book.flows.push(Flow {
            name: words.to_owned(),
            id: String::new(),
            at,
            title: Texts::from([(book.usual.clone(), ids::title(words))]),
            questions,
            closing,
        });
    }
    flows
}

fn question(form: &str, slot: &str, at: &At, domain: &mut Domain, book: &Book, notes: &mut Notes) -> Question {
    let label = ids::title(slot);
    let asked = domain.ask(&format!("utter_ask_{form}_{slot}")).or_else(|| domain.ask(&format!("utter_ask_{slot}")));
    let (prompt, buttons) = asked.unwrap_or_default();
    let mut choices: Vec<Choice> = buttons.iter().map(|button| choice(slot, button, book)).collect();
    if let (true, Some(kind)) = (choices.len() < 2, domain.slots.get(slot)) {
        choices = match kind.kind.as_str() {
            "bool" => yes_or_no(),
            "categorical" => kind.values.iter().map(|value| plain_choice(value, book)).collect(),
            "float" => {
                notes.changed(
                    at,
                    format!("the number `{slot}` is asked for as text"),
                    "add a `pattern` if only a number will do",
                );
                Vec::new()
            }
            _ => Vec::new(),
        };
    }
    Question { slot: slot.to_owned(), label: Texts::from([(book.usual.clone(), label)]), prompt, choices }
}

pub(in crate::import) fn yes_or_no() -> Vec<Choice> {
    let both = [("yes", "Yes", "是"), ("no", "No", "否")];
    let of = |(value, en, zh): (&str, &str, &str)| {
        let labels = [("en", en), ("zh", zh)].into_iter();
        let label = labels.filter_map(|(tag, label)| Some((tag.parse().ok()?, label.to_owned()))).collect();
        Choice { value: value.to_owned(), label }
    };
    both.into_iter().map(of).collect()
}

fn plain_choice(value: &str, book: &Book) -> Choice {
    Choice { value: value.to_owned(), label: Texts::from([(book.guess(value), ids::title(value))]) }
}

/// The value that a button sets: in `/inform{"size": "large"}` and `/SetSlots(size=large)` it is `large`.
fn choice(slot: &str, button: &Button, book: &Book) -> Choice {
    let payload = button.payload.as_str();
    let quoted = || {
        let (_, rest) = payload.split_once(&format!("\"{slot}\""))?;
        let value = rest.trim_start().strip_prefix(':')?.trim_start();
        match value.strip_prefix('"') {
            Some(text) => text.split_once('"').map(|(text, _)| text),
            None => value.split(['}', ',']).next(),
        }
    };
    let set = || payload.split_once(&format!("{slot}="))?.1.split([')', ',']).next();
    let value = quoted().or_else(set).unwrap_or_else(|| payload.trim_start_matches('/')).trim();
    let value = if value.is_empty() || value.contains(['{', '}']) { button.title.as_str() } else { value };
    Choice { value: value.to_owned(), label: Texts::from([(book.guess(&button.title), button.title.clone())]) }
}
