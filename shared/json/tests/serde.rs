//! The derive against serde's own, which it must equal byte for byte.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fmt::Debug;

use json::Json;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Json)]
struct Plain {
    text: String,
    count: u64,
    is: bool,
    maybe: Option<u32>,
    #[serde(default)]
    later: u64,
    tuple: (u16, String),
    map: BTreeMap<String, Vec<Named>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Json)]
#[serde(transparent)]
struct Through {
    inner: Vec<Tagged>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Json)]
#[serde(rename_all = "snake_case")]
enum Named {
    One,
    TwoWords,
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Json)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    Unit,
    WithFields {
        id: u64,
        boxed: Box<Plain>,
    },
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Json)]
enum External {
    #[serde(rename = "t")]
    Text(String),
    Fields {
        href: String,
        content: Vec<External>,
    },
    Break,
}

fn same<T: Json + Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(json::to_text(value), text);
    assert_eq!(json::from_text::<T>(&text).as_ref(), Ok(value));
}

fn plain() -> impl Strategy<Value = Plain> {
    let named = prop_oneof![Just(Named::One), Just(Named::TwoWords), Just(Named::Unknown)];
    let map = prop::collection::btree_map(any::<String>(), prop::collection::vec(named, 0..3), 0..3);
    (any::<String>(), any::<u64>(), any::<bool>(), any::<Option<u32>>(), any::<u64>(), any::<(u16, String)>(), map)
        .prop_map(|(text, count, is, maybe, later, tuple, map)| Plain { text, count, is, maybe, later, tuple, map })
}

fn external() -> impl Strategy<Value = External> {
    let leaf = prop_oneof![any::<String>().prop_map(External::Text), Just(External::Break)];
    leaf.prop_recursive(3, 12, 3, |inner| {
        (any::<String>(), prop::collection::vec(inner, 0..3)).prop_map(|(href, content)| External::Fields { href, content })
    })
}

proptest! {
    #[test]
    fn both_write_and_read_the_same(plain in plain(), external in external(), id in any::<u64>()) {
        same(&plain);
        same(&external);
        same(&Through { inner: vec![Tagged::Unit, Tagged::WithFields { id, boxed: Box::new(plain) }, Tagged::Unknown] });
    }

    #[test]
    fn any_text_is_accepted_or_refused_as_serde_does(text in r#"[\[\]{}",:0-9eE.+\-tfnul\\ua-d ]{0,40}"#) {
        prop_assert_eq!(json::parse(&text).is_ok(), serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok(), "{}", text);
    }

    #[test]
    fn strings_with_escapes_read_the_same(text in r#""(\\u[0-9a-fA-F]{4}|\\[bfnrt"/\\]|[a-z一-龥😀-😄]){0,12}""#) {
        prop_assert_eq!(json::from_text::<String>(&text).ok(), serde_json::from_str::<String>(&text).ok());
    }
}

#[test]
fn unknown_members_and_kinds_are_skipped_and_missing_ones_named() {
    assert_eq!(json::from_text(r#"{"kind":"unit","new":[1.5,{}]}"#), Ok(Tagged::Unit));
    assert_eq!(json::from_text(r#"{"kind":"later","new":1}"#), Ok(Tagged::Unknown));
    assert_eq!(json::from_text(r#""later""#), Ok(Named::Unknown));
    assert_eq!(json::from_text::<Tagged>(r#"{"kind":"with_fields"}"#), Err(json::Error::Missing { member: "id" }));
    let wrong = json::from_text::<Tagged>(r#"{"kind":"with_fields","id":"1"}"#);
    assert_eq!(wrong, Err(json::Error::Member { member: "id", expected: "a whole number" }));
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    assert_eq!(json::parse(&"[".repeat(100_000)), Err(json::Error::TooDeep));
}
