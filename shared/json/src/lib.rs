//! JSON for programs whose bytes count.
//!
//! A derived `serde` implementation is compiled anew for every deserialiser and, for enums that carry their name in a member,
//! again for the buffer that serde reads them from; in the chat's UI that was a third of all code. Here a text becomes one
//! [`Value`] by one parser, and a type reads itself from that tree: [`Json`], by `#[derive(Json)]`, is a look-up per member.
//!
//! The derive has the attributes of serde's (`tag`, `rename_all = "snake_case"`, `rename`, `other`, `default`, `transparent`) and
//! writes the same bytes; tests compare them. As with serde, unknown members are ignored and a missing member of an `Option` is none.
//!
//! Numbers are whole: what has a fraction or does not fit is read as [`Value::Other`], which no type accepts. The parser never
//! recurses deeper than [`DEPTH`] and never allocates more than the text is long, so callers bound both by bounding the text.

mod error;
mod parse;
mod types;
mod value;
mod write;

pub use error::Error;
pub use json_derive::Json;
pub use parse::{DEPTH, parse};
pub use value::{Object, Value};

/// A type with a JSON form.
pub trait Json: Sized {
    fn to_json(&self) -> Value;

    /// # Errors
    /// [`Error`] says what was expected.
    fn from_json(value: Value) -> Result<Self, Error>;

    /// What a missing member stands for; none if it must be there.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }
}

/// The text of a value.
pub fn to_text<T: Json>(value: &T) -> String {
    value.to_json().to_text()
}

/// Reads a value from a text.
///
/// # Errors
/// [`Error`] if it is not JSON, or not of this type.
pub fn from_text<T: Json>(text: &str) -> Result<T, Error> {
    T::from_json(parse(text)?)
}
