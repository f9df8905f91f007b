//! JSON as the same tree that YAML becomes, so that one way of looking reads both. It has no places.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::finding::Place;
use crate::tree::{Kind, Node};

/// Nested at most 128 deep; serde_json sees to it.
pub(super) fn parse(text: &str) -> Result<Node, serde_json::Error> {
    serde_json::from_str::<Wrapped>(text).map(|wrapped| wrapped.0)
}

struct Wrapped(Node);

fn node(kind: Kind) -> Wrapped {
    Wrapped(Node::bare(Place { line: 1, column: 1 }, kind))
}

fn text(text: impl Into<String>) -> Wrapped {
    node(Kind::Text { text: text.into(), first_line: None })
}

impl<'de> Deserialize<'de> for Wrapped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Wrapped, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Wrapped;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Wrapped, E> {
                Ok(text(value.to_string()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Wrapped, E> {
                Ok(text(value.to_string()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Wrapped, E> {
                Ok(text(value.to_string()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Wrapped, E> {
                Ok(text(value.to_string()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Wrapped, E> {
                Ok(text(value))
            }

            fn visit_unit<E>(self) -> Result<Wrapped, E> {
                Ok(text(""))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Wrapped, A::Error> {
                let mut list = Vec::new();
                while let Some(Wrapped(value)) = values.next_element()? {
                    list.push(value);
                }
                Ok(node(Kind::List(list)))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Wrapped, A::Error> {
                let mut map = Vec::new();
                while let Some((key, Wrapped(value))) = values.next_entry::<String, Wrapped>()? {
                    map.push((text(key).0, value));
                }
                Ok(node(Kind::Map(map)))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
