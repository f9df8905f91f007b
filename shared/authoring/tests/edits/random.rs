//! Any row of changes.

use authoring::edit::{Value, parse};
use proptest::prelude::*;

use crate::edited;

const FILES: [&str; 2] = [include_str!("../../../../www/demo/sites/motors/playbook.yaml"), include_str!("awkward.yaml")];

/// Where, what and a text to write.
type Deed = (Vec<prop::sample::Index>, u8, String);

fn deed() -> impl Strategy<Value = Deed> {
    let texts = prop_oneof![
        "[a-z: #\"'\\\\{}\\[\\],|>&*!%@`?-]{0,14}",
        "[ -~]{0,6}(\n[ -~]{0,8}){0,3}",
        "[一-龥，。？]{1,8}",
        Just("null".to_owned()),
        Just("12.5".to_owned()),
    ];
    (prop::collection::vec(any::<prop::sample::Index>(), 1..6), 0..6_u8, texts)
}

/// Goes down the path and does the deed where it ends.
fn act(value: &mut Value, (path, kind, text): &Deed) {
    let mut at = value;
    for (depth, index) in path.iter().enumerate() {
        if depth > 0 && at.is_empty() {
            break;
        }
        let is_last = depth + 1 == path.len();
        match at {
            Value::Text(_) => break,
            Value::List(items) if is_last => {
                let place = index.index(items.len());
                match kind {
                    0 => drop(items.remove(place)),
                    1 => items.insert(place, Value::text(text)),
                    2 => {
                        let moved = items.remove(place);
                        items.insert(index.index(items.len() + 1), moved);
                    }
                    3 => items.push(items[place].clone()),
                    4 => items.reverse(),
                    _ => items[place] = Value::text(text),
                }
                return;
            }
            Value::Map(entries) if is_last => {
                let place = index.index(entries.len());
                match kind {
                    0 if entries.len() > 1 => drop(entries.remove(place)),
                    1 => entries.push((format!("key {}", entries.len()), Value::text(text))),
                    2 => entries[place].1 = Value::List(vec![Value::text(text), Value::text("x")]),
                    3 => {
                        entries[place].1 =
                            Value::Map(vec![("en".to_owned(), Value::text(text)), ("zh".to_owned(), Value::text("中"))])
                    }
                    _ => entries[place].1 = Value::text(text),
                }
                return;
            }
            Value::List(items) => {
                let place = index.index(items.len());
                at = &mut items[place];
            }
            Value::Map(entries) => {
                let place = index.index(entries.len());
                at = &mut entries[place].1;
            }
        }
    }
    *at = Value::text(text);
}

/// The lines of each intent, from its dash to the next.
fn intents(text: &str) -> Vec<(String, String)> {
    let body = text.split("\nintents:").nth(1).unwrap_or_default();
    let parts = body.split("\n  - id: ").skip(1);
    parts.map(|part| (part.lines().next().unwrap_or_default().to_owned(), part.to_owned())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_row_of_changes_leaves_a_text_that_says_them(file in 0..FILES.len(), deeds in prop::collection::vec(deed(), 1..6)) {
        let mut text = FILES[file].to_owned();
        for deed in &deeds {
            let mut probe = parse(&text).unwrap();
            act(&mut probe, deed);
            // A root without fields is no playbook.
            if matches!(&probe, Value::Map(entries) if !entries.is_empty()) {
                text = edited(&text, |value| act(value, deed));
            }
        }
    }

    #[test]
    fn the_lines_of_what_was_not_touched_stay(which in any::<prop::sample::Index>(), deeds in prop::collection::vec(deed(), 1..4)) {
        let before = intents(FILES[0]);
        let (id, _) = &before[which.index(before.len())];
        let text = edited(FILES[0], |value| {
            let intent = value.list("intents").unwrap().iter_mut().find(|intent| intent.word("id") == id).unwrap();
            for deed in &deeds {
                act(intent, deed);
            }
            intent.set("id", Value::text(id));
        });
        let after = intents(&text);
        prop_assert_eq!(before.len(), after.len());
        for (old, new) in before.iter().zip(&after).filter(|(old, _)| old.0 != *id) {
            prop_assert_eq!(old, new);
        }
        prop_assert_eq!(FILES[0].split("\nintents:").next(), text.split("\nintents:").next());
    }
}
