//! What a file says, whatever the way it is written.

use crate::tree::{Kind, Node};

/// A value: texts without the blanks around them, as all readers take them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    List(Vec<Value>),
    /// In the order written; keys may be doubled, which is a finding.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Value {
        Value::Text(text.trim().to_owned())
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The entries of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            Value::Text(_) | Value::Map(_) => &[],
        }
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Map(entries) => entries.iter().find(|(known, _)| known == key).map(|(_, value)| value),
            Value::Text(_) | Value::List(_) => None,
        }
    }

    /// The text of a field; empty where there is none.
    #[must_use]
    pub fn word(&self, key: &str) -> &str {
        self.get(key).and_then(Value::as_text).unwrap_or_default()
    }

    /// The value of a field, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        match self {
            Value::Map(entries) => entries.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value),
            Value::Text(_) | Value::List(_) => None,
        }
    }

    /// The list in a field, made where there is none.
    pub fn list(&mut self, key: &str) -> Option<&mut Vec<Value>> {
        if !matches!(self.get(key), Some(Value::List(_))) {
            self.set(key, Value::List(Vec::new()));
        }
        match self.get_mut(key) {
            Some(Value::List(items)) => Some(items),
            Some(Value::Text(_) | Value::Map(_)) | None => None,
        }
    }

    /// The map in a field, made where there is none.
    pub fn map(&mut self, key: &str) -> Option<&mut Value> {
        if !matches!(self.get(key), Some(Value::Map(_))) {
            self.set(key, Value::Map(Vec::new()));
        }
        self.get_mut(key)
    }

    /// Writes a field, over one that was there; what is no map becomes one.
    pub fn set(&mut self, key: &str, value: Value) {
        if !matches!(self, Value::Map(_)) {
            *self = Value::Map(Vec::new());
        }
        match self {
            Value::Map(entries) => match entries.iter_mut().find(|(known, _)| known == key) {
                Some((_, held)) => *held = value,
                None => entries.push((key.to_owned(), value)),
            },
            Value::Text(_) | Value::List(_) => {}
        }
    }

    /// Removes a field.
    pub fn remove(&mut self, key: &str) {
        if let Value::Map(entries) = self {
            entries.retain(|(known, _)| known != key);
        }
    }

    /// Writes a text, or removes the field where it is empty.
    pub fn set_or_remove(&mut self, key: &str, text: &str) {
        if text.trim().is_empty() { self.remove(key) } else { self.set(key, Value::text(text)) }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
        }
    }
}

/// The value of a node; `None` if a field's name is no text.
pub(super) fn of(node: &Node) -> Option<Value> {
    Some(match &node.kind {
        Kind::Text { text, .. } => Value::text(text),
        Kind::List(items) => Value::List(items.iter().map(of).collect::<Option<_>>()?),
        Kind::Map(entries) => {
            let entry = |(key, value): &(Node, Node)| Some((name(key)?.to_owned(), of(value)?));
            Value::Map(entries.iter().map(entry).collect::<Option<_>>()?)
        }
    })
}

/// Whether a node says a value. The order of a map's entries says nothing.
pub(super) fn is(node: &Node, value: &Value) -> bool {
    match (&node.kind, value) {
        (Kind::Text { text, .. }, Value::Text(other)) => text.trim() == other.trim(),
        (Kind::List(nodes), Value::List(values)) => {
            nodes.len() == values.len() && nodes.iter().zip(values).all(|(node, value)| is(node, value))
        }
        (Kind::Map(nodes), Value::Map(values)) => {
            let keys: Vec<&str> = nodes.iter().filter_map(|(key, _)| name(key)).collect();
            nodes.len() == values.len()
                && keys.len() == nodes.len()
                && pairs(&keys, values)
                    .into_iter()
                    .zip(values)
                    .all(|(at, (_, value))| at.and_then(|at| nodes.get(at)).is_some_and(|(_, node)| is(node, value)))
        }
        (Kind::Text { .. } | Kind::List(_) | Kind::Map(_), Value::Text(_) | Value::List(_) | Value::Map(_)) => false,
    }
}

/// For each new entry its place among the old keys; doubled ones in their order.
pub(super) fn pairs(keys: &[&str], new: &[(String, Value)]) -> Vec<Option<usize>> {
    let mut is_taken = vec![false; keys.len()];
    let mut pair = |(key, _): &(String, Value)| {
        let found = keys.iter().zip(&is_taken).position(|(known, is_taken)| known == key && !is_taken)?;
        *is_taken.get_mut(found)? = true;
        Some(found)
    };
    new.iter().map(&mut pair).collect()
}

/// A key as text.
pub(super) fn name(key: &Node) -> Option<&str> {
    match &key.kind {
        Kind::Text { text, .. } => Some(text.trim()),
        Kind::List(_) | Kind::Map(_) => None,
    }
}
