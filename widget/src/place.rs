//! Where the chat runs: which site, on whose page.

use wire::SiteId;

use crate::browser;

/// Read once from the address: `/w/SITE#o=ORIGIN-OF-THE-PAGE&l=LOCALE`, or `/c/SITE?l=LOCALE` where the chat is a page of its own. The
/// fragment never leaves the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub site: SiteId,
    /// The page's origin: the only one spoken to or listened to. `None` where the chat stands alone.
    pub host: Option<String>,
    /// A locale the page asked for.
    pub locale: Option<String>,
    /// The chat host's own origin.
    pub origin: String,
}

impl Place {
    #[must_use]
    pub fn of_page() -> Option<Place> {
        let location = browser::window()?.location();
        let site = location.pathname().ok()?.split('/').nth(2)?.parse().ok()?;
        let hash = location.hash().unwrap_or_default();
        let search = location.search().unwrap_or_default();
        let fragment = |name: &str| parameter(&hash, name).filter(|value| !value.is_empty());
        Some(Place {
            site,
            host: fragment("o").filter(|origin| is_origin(origin)),
            locale: fragment("l").or_else(|| parameter(&search, "l")),
            origin: location.origin().ok()?,
        })
    }

    /// The address of a resource of this site on the chat host.
    #[must_use]
    pub fn api(&self, path: &str) -> String {
        [&self.origin, "/api/v1/sites/", self.site.as_str(), "/", path].concat()
    }
}

/// Of a fragment or a query.
fn parameter(part: &str, name: &str) -> Option<String> {
    let pair =
        part.trim_start_matches(['#', '?']).split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
    js_sys::decode_uri_component(pair?.1).ok()?.as_string()
}

/// A scheme and a host, nothing behind it: what `postMessage` compares.
fn is_origin(text: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.contains(['/', '?', '#', '@', '*'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_origins_are_spoken_to() {
        for text in ["https://shop.example", "http://shop.localhost:8788"] {
            assert!(is_origin(text), "{text}");
        }
        for text in ["", "*", "null", "https://", "https://a/b", "javascript:x", "https://*", "https://a@b"] {
            assert!(!is_origin(text), "{text}");
        }
    }
}
