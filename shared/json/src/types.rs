//! The types everything is made of.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use crate::{Error, Json, Object, Value};

impl Json for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }

    fn from_json(value: Value) -> Result<Self, Error> {
        Ok(value)
    }
}

impl Json for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }

    fn from_json(value: Value) -> Result<Self, Error> {
        if let Value::Bool(is) = value { Ok(is) } else { Err(Error::expected("true or false")) }
    }
}

impl Json for String {
    fn to_json(&self) -> Value {
        Value::Text(self.clone())
    }

    fn from_json(value: Value) -> Result<Self, Error> {
        value.into_text()
    }
}

macro_rules! whole {
    ($($name:ty)*) => {$(
        impl Json for $name {
            fn to_json(&self) -> Value {
                Value::Unsigned(u64::try_from(*self).unwrap_or(u64::MAX))
            }

            fn from_json(value: Value) -> Result<Self, Error> {
                let Value::Unsigned(number) = value else { return Err(Error::expected("a whole number")) };
                <$name>::try_from(number).map_err(|_| Error::expected("a smaller number"))
            }
        }
    )*};
}

whole! { u8 u16 u32 u64 usize }

impl Json for i64 {
    fn to_json(&self) -> Value {
        u64::try_from(*self).map_or(Value::Negative(*self), Value::Unsigned)
    }

    fn from_json(value: Value) -> Result<Self, Error> {
        match value {
            Value::Negative(number) => Ok(number),
            Value::Unsigned(number) => i64::try_from(number).map_err(|_| Error::expected("a smaller number")),
            Value::Null | Value::Bool(_) | Value::Other | Value::Text(_) | Value::List(_) | Value::Object(_) => {
                Err(Error::expected("a whole number"))
            }
        }
    }
}

impl<T: Json> Json for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, Json::to_json)
    }

    fn from_json(value: Value) -> Result<Self, Error> {
        if value == Value::Null { Ok(None) } else { T::from_json(value).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Json> Json for Box<T> {
    fn to_json(&self) -> Value {
        (**self).to_json()
    }

    fn from_json(value: Value) -> Result<Self, Error> {
        T::from_json(value).map(Box::new)
    }
}

impl<T: Json> Json for Vec<T> {
    fn to_json(&self) -> Value {
        Value::List(self.iter().map(Json::to_json).collect())
    }

    fn from_json(value: Value) -> Result<Self, Error> {
        value.into_list()?.into_iter().map(T::from_json).collect()
    }
}

/// Keys are written by their `Display` and read by their `FromStr`.
impl<K: Display + FromStr + Ord, T: Json> Json for BTreeMap<K, T> {
    fn to_json(&self) -> Value {
        Value::Object(Object(self.iter().map(|(key, value)| (key.to_string(), value.to_json())).collect()))
    }

    fn from_json(value: Value) -> Result<Self, Error> {
        let members = value.into_object()?.0.into_iter();
        members.map(|(key, value)| Ok((key.parse().map_err(|_| Error::expected("a key"))?, T::from_json(value)?))).collect()
    }
}

macro_rules! tuple {
    ($($name:ident $place:tt)*) => {
        impl<$($name: Json),*> Json for ($($name,)*) {
            fn to_json(&self) -> Value {
                Value::List(vec![$(self.$place.to_json()),*])
            }

            fn from_json(value: Value) -> Result<Self, Error> {
                let mut values = value.into_list()?.into_iter();
                let tuple = ($($name::from_json(values.next().ok_or(Error::expected("a longer list"))?)?,)*);
                if values.next().is_none() { Ok(tuple) } else { Err(Error::expected("a shorter list")) }
            }
        }
    };
}

tuple! { A 0 B 1 }
tuple! { A 0 B 1 C 2 }

impl Json for () {
    fn to_json(&self) -> Value {
        Value::Null
    }

    fn from_json(value: Value) -> Result<Self, Error> {
        if value == Value::Null { Ok(()) } else { Err(Error::expected("null")) }
    }
}
