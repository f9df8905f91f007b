//! Ids: random 128-bit ones made by hosts, and short labels written by owners.

use std::fmt;
use std::str::FromStr;

use json::{Json, Reader, Value, Writer};

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    #[error("a {kind} is 32 lower-case hexadecimal digits, not {text:?}")]
    NotHex { kind: &'static str, text: String },
    #[error("a {kind} is 1 to 64 of a-z, 0-9, '_' and '-', not {text:?}")]
    NotLabel { kind: &'static str, text: String },
}

/// An id of 128 random bits; its text is 32 lower-case hexadecimal digits.
macro_rules! random_id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// An id of these bits; the host draws them.
            #[must_use]
            pub const fn from_bits(bits: u128) -> Self {
                Self(bits)
            }

            #[must_use]
            pub const fn bits(self) -> u128 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(hex(self.0, &mut [0; 32]))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                parse_hex(text).map(Self).ok_or_else(|| IdError::NotHex { kind: stringify!($name), text: clip(text) })
            }
        }

        impl Json for $name {
            fn write(&self, out: &mut Writer) {
                out.string(hex(self.0, &mut [0; 32]));
            }

            fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
                Self(read_hex(value, reader))
            }
        }

    )*};
}

/// A short label chosen by an owner: 1 to 64 of `a-z`, `0-9`, `_` and `-`.
macro_rules! label_id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// # Errors
            /// Text that is not a label.
            pub fn new(text: &str) -> Result<Self, IdError> {
                text.parse()
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                if is_label(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(IdError::NotLabel { kind: stringify!($name), text: clip(text) })
                }
            }
        }

        impl Json for $name {
            fn write(&self, out: &mut Writer) {
                out.string(&self.0);
            }

            fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
                Self(read_label(value, reader))
            }
        }

    )*};
}

random_id! {
    /// One conversation. Drawn by the visitor's browser, so that it exists offline; the first authenticated visitor to say hello owns it.
    ConversationId
    /// A browser that is not identified. Drawn by the edge and carried in the visitor's token.
    VisitorId
    /// A person a profile is kept of.
    ContactId
    /// A human who answers.
    AgentId
    /// One sent message; drawn by its sender, makes sending idempotent.
    MessageId
    /// A timed proposal of a conversation to an agent.
    OfferId
    /// A file beside a message; drawn by who sends it, makes uploading idempotent.
    FileId
    /// A signed-in browser of an agent; revocable.
    SessionId
    /// A question nobody answered; equal questions have the same.
    QuestionId
}

label_id! {
    /// One customer of Frontdesk: a site with its own content, staff and data.
    SiteId
    /// What a visitor wants, a closed label.
    IntentId
    /// A guided flow.
    FlowId
    /// A step of a flow.
    StepId
    /// A remembered value of a flow.
    SlotId
    /// What a conversation requires of an agent.
    SkillId
    /// A group of agents.
    TeamId
    /// A language a site is written in, such as `en`, `zh` or `zh-hant`.
    Locale
}

fn is_label(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
}

fn read_label(value: &Value<'_>, reader: &mut Reader) -> String {
    let text = reader.text(value);
    if !is_label(text) {
        reader.expected(value, "a label");
    }
    text.to_owned()
}

fn read_hex(value: &Value<'_>, reader: &mut Reader) -> u128 {
    let bits = parse_hex(reader.text(value));
    if bits.is_none() {
        reader.expected(value, "32 lower-case hexadecimal digits");
    }
    bits.unwrap_or_default()
}

fn hex(bits: u128, buffer: &mut [u8; 32]) -> &str {
    for (place, byte) in buffer.iter_mut().enumerate() {
        let nibble = (bits >> (124 - 4 * place)) & 0xf;
        // A nibble is below 16, so the cast keeps it whole.
        *byte = char::from_digit(nibble as u32, 16).map_or(b'0', |digit| digit as u8);
    }
    std::str::from_utf8(buffer).unwrap_or_default()
}

fn parse_hex(text: &str) -> Option<u128> {
    let lower = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if lower { u128::from_str_radix(text, 16).ok() } else { None }
}

fn clip(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_ids_print_and_parse_the_same_text() {
        let id = ConversationId::from_bits(0x0123_4567_89ab_cdef);
        assert_eq!(id.to_string(), "00000000000000000123456789abcdef");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(format!("{id:?}"), id.to_string());
    }

    #[test]
    fn upper_case_short_and_signed_hex_is_refused() {
        for text in
            ["", "+0000000000000000123456789abcdef0", "0000000000000000000000000000000G", "ABCDEF00000000000000000000000000"]
        {
            assert!(text.parse::<VisitorId>().is_err(), "{text}");
        }
    }

    #[test]
    fn labels_refuse_spaces_capitals_and_emptiness() {
        assert!(SiteId::new("shop").is_ok());
        for text in ["", "Shop", "a b", "../x", &"a".repeat(65)] {
            assert!(SiteId::new(text).is_err(), "{text}");
        }
    }
}
