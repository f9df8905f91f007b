//! Looking into a tree without judging it.

use book::{Lists, Texts};

use crate::tree::{Kind, Node};

/// The value of a field, the first of that name.
pub(crate) fn field<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    key_of(node)?.iter().find(|(name, _)| word(Some(name)) == key).map(|(_, held)| held)
}

/// The entries of a map.
pub(crate) fn key_of(node: &Node) -> Option<&[(Node, Node)]> {
    match &node.kind {
        Kind::Map(entries) => Some(entries),
        Kind::Text { .. } | Kind::List(_) => None,
    }
}

/// The entries of a list.
pub(crate) fn items(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    let items = match node.map(|node| &node.kind) {
        Some(Kind::List(items)) => items.as_slice(),
        Some(Kind::Text { .. } | Kind::Map(_)) | None => &[],
    };
    items.iter()
}

/// A text; empty where it is none.
pub(crate) fn word(node: Option<&Node>) -> String {
    match node.map(|node| &node.kind) {
        Some(Kind::Text { text, .. }) => text.trim().to_owned(),
        Some(Kind::List(_) | Kind::Map(_)) | None => String::new(),
    }
}

/// A text that is not empty.
pub(super) fn words(node: Option<&Node>) -> Option<String> {
    Some(word(node)).filter(|word| !word.is_empty())
}

/// The texts of a list.
pub(super) fn list(node: Option<&Node>) -> Vec<String> {
    items(node).filter_map(|node| words(Some(node))).collect()
}

/// A text per locale; a bare one is of the default.
pub(super) fn texts(node: Option<&Node>, default: &str) -> Texts {
    match node {
        None => Texts::new(),
        Some(node) => match key_of(node) {
            Some(entries) => entries.iter().filter_map(|(name, held)| Some((words(Some(name))?, words(Some(held))?))).collect(),
            None => words(Some(node)).map(|text| (default.to_owned(), text)).into_iter().collect(),
        },
    }
}

/// Texts per locale; a bare list is of the default.
pub(super) fn lists(node: Option<&Node>, default: &str) -> Lists {
    match node {
        None => Lists::new(),
        Some(found) => match key_of(found) {
            Some(entries) => entries.iter().filter_map(|(name, held)| Some((words(Some(name))?, list(Some(held))))).collect(),
            None => [(default.to_owned(), list(node))].into_iter().filter(|(_, list)| !list.is_empty()).collect(),
        },
    }
}
