//! A file changes where something changed and nowhere else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod lines;
mod random;

use authoring::edit::{Value, parse, rewrite};

/// The text after a change of what it says; the change must be what the new text says.
fn edited(text: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut value = parse(text).unwrap();
    change(&mut value);
    let edited = rewrite(text, &value).unwrap_or_else(|stuck| panic!("{stuck:?}"));
    let mut read = parse(&edited).unwrap();
    sort(&mut read);
    sort(&mut value);
    assert!(read == value, "{edited}");
    edited
}

/// The order of fields says nothing.
fn sort(value: &mut Value) {
    match value {
        Value::Text(_) => {}
        Value::List(items) => items.iter_mut().for_each(sort),
        Value::Map(entries) => {
            entries.iter_mut().for_each(|(_, held)| sort(held));
            entries.sort_by(|left, right| left.0.cmp(&right.0));
        }
    }
}

/// The lines that only the first or only the second text has, with their signs.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let head = old.iter().zip(&new).take_while(|(left, right)| left == right).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(left, right)| left == right).count();
    let of = |sign: char, lines: &[&str]| lines.iter().map(|line| format!("{sign}{line}\n")).collect::<String>();
    of('-', &old[head..old.len() - tail]) + &of('+', &new[head..new.len() - tail])
}
