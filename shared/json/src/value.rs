//! The tree.

use std::borrow::Cow;

/// Any JSON value, with the texts of what it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Not there: a member of an object that has none of that name.
    Absent,
    Null,
    Bool(bool),
    Unsigned(u64),
    /// Below zero.
    Negative(i64),
    /// A number with a fraction or an exponent, or one too large: nothing here reads it.
    Other,
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    /// Members in the order they were written.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

/// What a reader is shown where nothing is.
pub(crate) static ABSENT: Value<'static> = Value::Absent;

impl Value<'_> {
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Value::Absent)
    }
}
