//! Tree to text: no space, members in order, as short as `serde_json` writes it.

use crate::{Object, Value};

impl Value {
    /// The text of this value.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        write(&mut text, self);
        text
    }
}

fn write(text: &mut String, value: &Value) {
    match value {
        Value::Null | Value::Other => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Unsigned(number) => text.push_str(&number.to_string()),
        Value::Negative(number) => text.push_str(&number.to_string()),
        Value::Text(held) => write_text(text, held),
        Value::List(values) => {
            text.push('[');
            for (place, value) in values.iter().enumerate() {
                separate(text, place);
                write(text, value);
            }
            text.push(']');
        }
        Value::Object(Object(members)) => {
            text.push('{');
            for (place, (name, value)) in members.iter().enumerate() {
                separate(text, place);
                write_text(text, name);
                text.push(':');
                write(text, value);
            }
            text.push('}');
        }
    }
}

fn separate(text: &mut String, place: usize) {
    if place > 0 {
        text.push(',');
    }
}

fn write_text(text: &mut String, held: &str) {
    text.push('"');
    for character in held.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\0'..='\u{1f}' => {
                text.push_str("\\u00");
                for digit in [character as u32 >> 4, character as u32 & 15] {
                    text.extend(char::from_digit(digit, 16));
                }
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}
