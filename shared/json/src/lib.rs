//! JSON for programs whose bytes count.
//!
//! A derived `serde` implementation is compiled anew for every deserialiser and, for enums that carry their name in a member,
//! again for the buffer that serde reads them from; in the chat's UI that was a third of all code. Here a text becomes one
//! [`Value`] by one parser, and a type reads itself from that tree: [`Json`], by `#[derive(Json)]`, is a look-up per member.
//!
//! **Reading never stops half-way.** A `?` behind each member costs the code that takes apart what was read so far, which was
//! more than the reading itself. So [`Json::read`] always returns a value: where the text is wrong, the [`Reader`] notes the
//! first thing that was, and something of the type stands in. [`from_text`] then returns the note and drops the value, so that
//! no stand-in is ever seen.
//!
//! The derive has the attributes of serde's (`tag`, `rename_all = "snake_case"`, `rename`, `other`, `default`, `transparent`) and
//! writes the same bytes; tests compare them. As with serde, unknown members are ignored and a missing member of an `Option` is none.
//!
//! Numbers are whole: what has a fraction or does not fit is read as [`Value::Other`], which no type accepts. The parser never
//! recurses deeper than [`DEPTH`] and never allocates more than a small multiple of the text, so callers bound both by bounding
//! the text.

mod error;
mod parse;
mod reader;
mod types;
mod value;
mod writer;

pub use error::Error;
pub use json_derive::Json;
pub use parse::{DEPTH, parse};
pub use reader::Reader;
pub use value::Value;
pub use writer::Writer;

/// A type with a JSON form.
pub trait Json: Sized {
    fn write(&self, out: &mut Writer);

    /// Reads a value of this type. Where it is wrong the reader is told, and what is returned only stands in.
    fn read(value: &Value<'_>, reader: &mut Reader) -> Self;
}

/// The text of a value: no space, members in order, as short as `serde_json` writes it.
pub fn to_text<T: Json>(value: &T) -> String {
    let mut out = Writer::default();
    value.write(&mut out);
    out.into_text()
}

/// Reads a value from a text.
///
/// # Errors
/// [`Error`] if it is not JSON, or not of this type.
pub fn from_text<T: Json>(text: &str) -> Result<T, Error> {
    from_value(&parse(text)?)
}

/// Reads a value from a tree.
///
/// # Errors
/// [`Error`] if it is not of this type.
pub fn from_value<T: Json>(value: &Value<'_>) -> Result<T, Error> {
    let mut reader = Reader::default();
    let read = T::read(value, &mut reader);
    match reader.into_error() {
        None => Ok(read),
        Some(error) => Err(error),
    }
}
