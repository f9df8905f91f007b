//! Looking into a tree whose shape others decided: what is not there is nothing.

use crate::tree::{Kind, Node};

impl Node {
    /// The value under a key.
    pub(super) fn pick(&self, key: &str) -> Option<&Node> {
        self.members().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The text under a key, if there is one that is not blank.
    pub(super) fn pick_text(&self, key: &str) -> Option<&str> {
        self.pick(key).and_then(Node::word)
    }

    /// The entries under a key.
    pub(super) fn pick_list(&self, key: &str) -> &[Node] {
        self.pick(key).map_or(&[], Node::entries)
    }

    pub(super) fn pick_flag(&self, key: &str) -> bool {
        self.pick_text(key).is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// Itself as a text that is not blank.
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text { text, .. } => Some(text.trim()).filter(|text| !text.is_empty()),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }

    pub(super) fn entries(&self) -> &[Node] {
        match &self.kind {
            Kind::List(list) => list,
            Kind::Text { .. } | Kind::Map(_) => &[],
        }
    }

    /// Itself as texts: one, or a list of them.
    pub(super) fn words(&self) -> Vec<&str> {
        match &self.kind {
            Kind::Text { .. } => self.word().into_iter().collect(),
            Kind::List(list) => list.iter().filter_map(Node::word).collect(),
            Kind::Map(_) => Vec::new(),
        }
    }

    pub(super) fn members(&self) -> impl Iterator<Item = (&str, &Node)> {
        let map: &[(Node, Node)] = match &self.kind {
            Kind::Map(map) => map,
            Kind::Text { .. } | Kind::List(_) => &[],
        };
        map.iter().filter_map(|(key, value)| Some((key.word()?, value)))
    }
}
