//! The tree.

use crate::{Error, Json};

/// Any JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Bool(bool),
    Unsigned(u64),
    /// Below zero.
    Negative(i64),
    /// A number with a fraction or an exponent, or one too large: nothing here reads it.
    Other,
    Text(String),
    List(Vec<Value>),
    Object(Object),
}

/// Members in the order they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Object(pub Vec<(String, Value)>);

impl Object {
    /// Takes a member out. Of a name written twice the last counts.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let place = self.0.iter().rposition(|(member, _)| member == name)?;
        Some(self.0.swap_remove(place).1)
    }

    /// Reads a member.
    ///
    /// # Errors
    /// [`Error`] names it.
    pub fn member<T: Json>(&mut self, name: &'static str) -> Result<T, Error> {
        match self.take(name) {
            Some(value) => T::from_json(value).map_err(|error| error.within(name)),
            None => T::absent().ok_or(Error::Missing { member: name }),
        }
    }

    /// Reads a member that may be missing.
    ///
    /// # Errors
    /// [`Error`] names it.
    pub fn member_or_default<T: Json + Default>(&mut self, name: &'static str) -> Result<T, Error> {
        match self.take(name) {
            Some(value) => T::from_json(value).map_err(|error| error.within(name)),
            None => Ok(T::default()),
        }
    }

    /// Appends a member.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.0.push((name.to_owned(), value));
        self
    }
}

impl Value {
    #[must_use]
    pub fn text(text: &str) -> Self {
        Value::Text(text.to_owned())
    }

    /// # Errors
    /// [`Error`] if it is something else.
    pub fn into_object(self) -> Result<Object, Error> {
        if let Value::Object(object) = self { Ok(object) } else { Err(Error::expected("an object")) }
    }

    /// # Errors
    /// [`Error`] if it is something else.
    pub fn into_list(self) -> Result<Vec<Value>, Error> {
        if let Value::List(list) = self { Ok(list) } else { Err(Error::expected("a list")) }
    }

    /// # Errors
    /// [`Error`] if it is something else.
    pub fn into_text(self) -> Result<String, Error> {
        if let Value::Text(text) = self { Ok(text) } else { Err(Error::expected("a text")) }
    }

    /// An enum value that is named by its only member, or by a text alone: its name and what it holds.
    ///
    /// # Errors
    /// [`Error`] if it is something else.
    pub fn into_variant(self) -> Result<(String, Value), Error> {
        match self {
            Value::Text(name) => Ok((name, Value::Null)),
            Value::Object(Object(mut members)) if members.len() == 1 => members.pop().ok_or(Error::expected("a variant")),
            Value::Object(_)
            | Value::Null
            | Value::Bool(_)
            | Value::Unsigned(_)
            | Value::Negative(_)
            | Value::Other
            | Value::List(_) => Err(Error::expected("a variant")),
        }
    }

    /// An enum value as an object with its only member.
    #[must_use]
    pub fn variant(name: &str, held: Value) -> Self {
        Value::Object(Object::default().with(name, held))
    }

    /// Puts a member first.
    #[must_use]
    pub fn tagged(self, tag: &str, name: &str) -> Self {
        let mut members = vec![(tag.to_owned(), Value::text(name))];
        if let Value::Object(Object(rest)) = self {
            members.extend(rest);
        }
        Value::Object(Object(members))
    }
}
