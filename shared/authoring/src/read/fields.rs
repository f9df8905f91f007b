//! Maps with known keys.

use crate::finding::Place;
use crate::nearest;
use crate::read::Reader;
use crate::tree::{Kind, Node};

/// The fields of a map, unknown and doubled ones reported.
pub(crate) struct Fields<'n> {
    what: String,
    pub(crate) place: Place,
    found: Vec<(&'n str, &'n Node)>,
}

impl<'n> Fields<'n> {
    pub(crate) fn read(node: &'n Node, what: &str, keys: &[&str], reader: &mut Reader<'_>) -> Option<Fields<'n>> {
        let Kind::Map(entries) = &node.kind else {
            reader.findings.error(
                node.place,
                format!("{what} has named fields"),
                format!("write `{}: …` and so on", keys.first().unwrap_or(&"id")),
            );
            return None;
        };
        let mut found: Vec<(&str, &Node)> = Vec::new();
        for (key, value) in entries {
            let Kind::Text { text, .. } = &key.kind else {
                reader.findings.error(key.place, "a field's name is a word", "write `name: value`");
                continue;
            };
            if !keys.contains(&text.as_str()) {
                reader.findings.error(
                    key.place,
                    format!("{what} has no field `{text}`"),
                    nearest::help(text, keys.iter().copied()),
                );
            } else if found.iter().any(|(known, _)| known == text) {
                reader.findings.error(key.place, format!("`{text}` is written twice"), "keep one");
            } else {
                found.push((text, value));
            }
        }
        Some(Fields { what: what.to_owned(), place: node.place, found })
    }

    pub(crate) fn optional(&self, key: &str) -> Option<&'n Node> {
        self.found.iter().find(|(known, _)| *known == key).map(|(_, node)| *node)
    }

    pub(crate) fn required(&self, key: &str, reader: &mut Reader<'_>) -> Option<&'n Node> {
        let node = self.optional(key);
        if node.is_none() {
            reader.findings.error(self.place, format!("{} has no `{key}`", self.what), format!("add `{key}: …`"));
        }
        node
    }
}
