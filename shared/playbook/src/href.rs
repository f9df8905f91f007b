//! Links that may be clicked.

use json::{Json, Reader, Value, Writer};

/// The target of a link, known to be harmless: `https:`, `http:`, `mailto:`, `tel:`, or a path on the owner's site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Href(String);

/// Why a text is no [`Href`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HrefError {
    #[error("a link cannot be empty")]
    Empty,
    #[error("a link cannot contain spaces, control characters or backslashes: {0}")]
    Characters(String),
    #[error("a link must start with https://, http://, mailto:, tel: or / (a page of your site): {0}")]
    Scheme(String),
    #[error("a link is at most {} bytes long", Href::BYTES)]
    TooLong,
}

impl Href {
    /// Longest link in bytes: what every browser and server accepts.
    pub const BYTES: usize = 2_000;

    /// # Errors
    /// [`HrefError`] tells which rule the text breaks.
    pub fn new(text: &str) -> Result<Href, HrefError> {
        if text.is_empty() {
            return Err(HrefError::Empty);
        }
        if text.len() > Href::BYTES {
            return Err(HrefError::TooLong);
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err(HrefError::Characters(text.to_owned()));
        }
        if is_path(text) || is_allowed(text) { Ok(Href(text.to_owned())) } else { Err(HrefError::Scheme(text.to_owned())) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A path on the owner's site; it must be resolved against the page the widget is on, never against the chat host.
    #[must_use]
    pub fn is_path(&self) -> bool {
        is_path(&self.0)
    }
}

/// `//host` names another host, so one slash only.
fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//")
}

fn is_allowed(text: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| {
        let head = text.get(..scheme.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(scheme)
            && text.get(scheme.len()..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    })
}

impl Json for Href {
    fn write(&self, out: &mut Writer) {
        out.string(&self.0);
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        Href::new(reader.text(value)).unwrap_or_else(|_| {
            reader.expected(value, "a link that starts with https:, http:, mailto:, tel: or /");
            Href(String::new())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_pages_sites_mail_and_telephone_are_accepted() {
        for text in
            ["/help", "/", "/a?b=c#d", "https://a.example/x", "HTTPS://A", "http://a", "mailto:a@b.example", "tel:+4930123"]
        {
            assert!(Href::new(text).is_ok(), "{text}");
        }
        assert!(Href::new("/help").is_ok_and(|href| href.is_path()));
        assert!(Href::new("https://a").is_ok_and(|href| !href.is_path()));
    }

    #[test]
    fn scripts_foreign_schemes_and_disguises_are_refused() {
        let bad = [
            "",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:x",
            "java\tscript:x",
            "data:text/html,x",
            "//evil.example",
            "/\\evil.example",
            "help",
            "https://",
            "https:///x",
            "mailto:",
            "\u{1}https://a",
            "ftp://a",
            "file:///etc/passwd",
        ];
        for text in bad {
            assert!(Href::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_bad_link_is_refused_when_read_too() {
        assert!(json::from_text::<Href>("\"javascript:alert(1)\"").is_err());
        assert!(json::from_text::<Href>("\"/help\"").is_ok());
    }
}
