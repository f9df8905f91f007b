//! What reading goes through: looks into values, and notes the first thing that was wrong.

use std::borrow::Cow;

use crate::value::ABSENT;
use crate::{Error, Value};

/// Of one text. Every look returns something; what is wrong is noted.
#[derive(Debug, Default)]
pub struct Reader {
    /// The member looked at last.
    member: &'static str,
    error: Option<Error>,
}

impl Reader {
    /// Notes that something else was expected.
    pub fn expected(&mut self, value: &Value<'_>, expected: &'static str) {
        let member = self.member;
        let error = match (value, member) {
            (Value::Absent, _) => Error::Missing { member },
            (_, "") => Error::Expected { expected },
            _ => Error::Member { member, expected },
        };
        self.error.get_or_insert(error);
    }

    /// A member of an object. Of a name written twice the last counts.
    pub fn member<'v, 't>(&mut self, value: &'v Value<'t>, name: &'static str) -> &'v Value<'t> {
        let members = self.members(value);
        self.member = name;
        members.iter().rev().find(|(member, _)| member == name).map_or(&ABSENT, |(_, value)| value)
    }

    pub fn text<'v>(&mut self, value: &'v Value<'_>) -> &'v str {
        if let Value::Text(text) = value {
            return text;
        }
        self.expected(value, "a text");
        ""
    }

    pub fn list<'v, 't>(&mut self, value: &'v Value<'t>) -> &'v [Value<'t>] {
        if let Value::List(list) = value {
            return list;
        }
        self.expected(value, "a list");
        &[]
    }

    /// The members of an object.
    pub fn members<'v, 't>(&mut self, value: &'v Value<'t>) -> &'v [(Cow<'t, str>, Value<'t>)] {
        if let Value::Object(members) = value {
            return members;
        }
        self.expected(value, "an object");
        &[]
    }

    /// The values of a list of this length.
    pub fn tuple<'v, 't, const N: usize>(&mut self, value: &'v Value<'t>) -> [&'v Value<'t>; N] {
        let list = self.list(value);
        if list.len() != N {
            self.expected(value, "a list of another length");
        }
        std::array::from_fn(|place| list.get(place).unwrap_or(&ABSENT))
    }

    /// A whole number up to `max`.
    pub fn number(&mut self, value: &Value<'_>, max: u64) -> u64 {
        let Value::Unsigned(number) = value else {
            self.expected(value, "a whole number");
            return 0;
        };
        if *number > max {
            self.expected(value, "a smaller number");
        }
        *number
    }

    /// An enum value that is named by its only member, or by a text alone: its name and what it holds.
    pub fn variant<'v, 't>(&mut self, value: &'v Value<'t>) -> (&'v str, &'v Value<'t>) {
        if let Value::Text(name) = value {
            return (name, &ABSENT);
        }
        if let Value::Object(members) = value
            && let [(name, held)] = members.as_slice()
        {
            return (name, held);
        }
        self.expected(value, "a variant");
        ("", &ABSENT)
    }

    pub(crate) fn into_error(self) -> Option<Error> {
        self.error
    }
}
