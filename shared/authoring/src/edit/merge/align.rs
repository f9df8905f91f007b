//! Which entries of two lists are the same.

use crate::edit::Value;
use crate::edit::value::name;
use crate::tree::{Kind, Node};

/// Entries times entries that are compared with each other; beyond that only what begins and ends alike stays in its place.
const COMPARED: usize = 4_000_000;

/// Where an entry of the new list comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The old entry that stays between its neighbours.
    Kept(usize),
    /// The old entry that stood elsewhere.
    Moved(usize),
    New,
}

/// One for each of `new`; those kept are in the old order.
pub(super) fn align(old: &[Node], new: &[Value]) -> Vec<From> {
    let old_names: Vec<String> = old.iter().map(of_node).collect();
    let new_names: Vec<String> = new.iter().map(of_value).collect();
    let mut from = vec![From::New; new.len()];
    for (left, right) in common(&old_names, &new_names) {
        if let Some(from) = from.get_mut(right) {
            *from = From::Kept(left);
        }
    }
    moved(&old_names, &new_names, &mut from);
    reworded(old, new, &mut from);
    from
}

/// The longest row of pairs that both lists have in the same order.
pub(crate) fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(left, right)| left == right).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(left, right)| left == right).count();
    let (rows, columns) = (old_rest.len() - tail, new_rest.len() - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    if rows * columns <= COMPARED {
        // longest[row][column]: of what follows both.
        let width = columns + 1;
        let mut longest = vec![0_u32; (rows + 1) * width];
        let cell = |longest: &[u32], row: usize, column: usize| longest.get(row * width + column).copied().unwrap_or_default();
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                let best = if old_rest.get(row) == new_rest.get(column) {
                    cell(&longest, row + 1, column + 1) + 1
                } else {
                    cell(&longest, row + 1, column).max(cell(&longest, row, column + 1))
                };
                if let Some(held) = longest.get_mut(row * width + column) {
                    *held = best;
                }
            }
        }
        let (mut row, mut column) = (0, 0);
        while row < rows && column < columns {
            if old_rest.get(row) == new_rest.get(column) {
                pairs.push((head + row, head + column));
                (row, column) = (row + 1, column + 1);
            } else if cell(&longest, row + 1, column) >= cell(&longest, row, column + 1) {
                row += 1;
            } else {
                column += 1;
            }
        }
    }
    pairs.extend((0..tail).map(|at| (head + rows + at, head + columns + at)));
    pairs
}

/// What has the name of an old entry that lost its place.
fn moved(old: &[String], new: &[String], from: &mut [From]) {
    let mut free: Vec<bool> = (0..old.len()).map(|at| !from.contains(&From::Kept(at))).collect();
    for (from, name) in from.iter_mut().zip(new) {
        let found = old.iter().zip(&free).position(|(known, is_free)| *is_free && known == name && !name.is_empty());
        if let (From::New, Some(at)) = (*from, found) {
            *from = From::Moved(at);
            if let Some(is_free) = free.get_mut(at) {
                *is_free = false;
            }
        }
    }
}

/// Between two neighbours that stay, texts take the place of texts, and one entry that of the only one that went.
fn reworded(old: &[Node], new: &[Value], from: &mut [From]) {
    let mut next_old = 0;
    let mut at = 0;
    while at < from.len() {
        let end = from.iter().skip(at).position(|from| matches!(from, From::Kept(_))).map_or(from.len(), |found| at + found);
        let old_end = match from.get(end) {
            Some(From::Kept(place)) => *place,
            Some(From::Moved(_) | From::New) | None => old.len(),
        };
        let gone: Vec<usize> = (next_old..old_end).filter(|place| !from.contains(&From::Moved(*place))).collect();
        let come: Vec<usize> = (at..end).filter(|place| from.get(*place) == Some(&From::New)).collect();
        let is_one = gone.len() == 1 && come.len() == 1;
        for (left, right) in gone.iter().zip(&come) {
            let is_text = matches!(
                (old.get(*left).map(|node| &node.kind), new.get(*right)),
                (Some(Kind::Text { .. }), Some(Value::Text(_)))
            );
            if let (true, Some(from)) = (is_text || is_one, from.get_mut(*right)) {
                *from = From::Kept(*left);
            }
        }
        (next_old, at) = (old_end + 1, end + 1);
    }
}

/// Fields that name an entry, the first that are all there.
const NAMING: [&[&str]; 6] = [&["id"], &["value"], &["name"], &["slot", "is"], &["locale"], &["otherwise"]];

fn of_node(node: &Node) -> String {
    match &node.kind {
        Kind::Text { text, .. } => text.trim().to_owned(),
        Kind::List(_) => String::new(),
        Kind::Map(entries) => named(|key| {
            let (_, held) = entries.iter().find(|(known, _)| name(known) == Some(key))?;
            name(held).map(str::to_owned)
        }),
    }
}

fn of_value(value: &Value) -> String {
    match value {
        Value::Text(text) => text.trim().to_owned(),
        Value::List(_) => String::new(),
        Value::Map(_) => named(|key| value.get(key)?.as_text().map(str::to_owned)),
    }
}

fn named(field: impl Fn(&str) -> Option<String>) -> String {
    let found = NAMING.iter().find_map(|keys| {
        let words: Vec<String> = keys.iter().filter_map(|key| field(key)).collect();
        (words.len() == keys.len()).then(|| format!("{}: {}", keys.join(" "), words.join(" ")))
    });
    found.unwrap_or_default()
}
