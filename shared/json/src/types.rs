//! The types everything is made of.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use crate::{Json, Reader, Value, Writer};

impl Json for bool {
    fn write(&self, out: &mut Writer) {
        out.plain(if *self { "true" } else { "false" });
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        if !matches!(value, Value::Bool(_)) {
            reader.expected(value, "true or false");
        }
        *value == Value::Bool(true)
    }
}

impl Json for String {
    fn write(&self, out: &mut Writer) {
        out.string(self);
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        reader.text(value).to_owned()
    }
}

macro_rules! whole {
    ($($name:ty)*) => {$(
        impl Json for $name {
            fn write(&self, out: &mut Writer) {
                out.number(u64::try_from(*self).unwrap_or(u64::MAX));
            }

            fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
                let max = u64::try_from(<$name>::MAX).unwrap_or(u64::MAX);
                <$name>::try_from(reader.number(value, max)).unwrap_or_default()
            }
        }
    )*};
}

whole! { u8 u16 u32 u64 usize }

impl Json for i64 {
    fn write(&self, out: &mut Writer) {
        out.plain(&self.to_string());
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        if let Value::Negative(number) = value {
            return *number;
        }
        i64::try_from(reader.number(value, i64::MAX.unsigned_abs())).unwrap_or_default()
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, out: &mut Writer) {
        match self {
            Some(value) => value.write(out),
            None => out.plain("null"),
        }
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        if matches!(value, Value::Null | Value::Absent) { None } else { Some(T::read(value, reader)) }
    }
}

impl<T: Json> Json for Box<T> {
    fn write(&self, out: &mut Writer) {
        T::write(self, out);
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        Box::new(T::read(value, reader))
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, out: &mut Writer) {
        out.begin();
        for value in self {
            value.write(out);
        }
        out.end();
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        let mut values = Vec::new();
        for value in reader.list(value) {
            values.push(T::read(value, reader));
        }
        values
    }
}

/// Keys are written by their `Display` and read by their `FromStr`.
impl<K: Display + FromStr + Ord, T: Json> Json for BTreeMap<K, T> {
    fn write(&self, out: &mut Writer) {
        out.open();
        for (key, value) in self {
            out.member(&key.to_string());
            value.write(out);
        }
        out.close();
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        let mut map = BTreeMap::new();
        for (key, value) in reader.members(value) {
            if let Ok(key) = key.parse() {
                map.insert(key, T::read(value, reader));
            } else {
                reader.expected(value, "a key");
            }
        }
        map
    }
}

macro_rules! tuple {
    ($($name:ident $place:tt $value:ident)*) => {
        impl<$($name: Json),*> Json for ($($name,)*) {
            fn write(&self, out: &mut Writer) {
                out.begin();
                $(self.$place.write(out);)*
                out.end();
            }

            fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
                let [$($value),*] = reader.tuple(value);
                ($($name::read($value, reader),)*)
            }
        }
    };
}

tuple! { A 0 a B 1 b }
tuple! { A 0 a B 1 b C 2 c }

impl Json for () {
    fn write(&self, out: &mut Writer) {
        out.plain("null");
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        if *value != Value::Null {
            reader.expected(value, "null");
        }
    }
}
