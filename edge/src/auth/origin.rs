//! From which page a request comes.

use worker::Request;

use crate::error::Problem;

/// Requires that a page of this very host sent the request: browsers name the page's origin on sockets and on everything that
/// changes something, and pages cannot forge it.
pub(crate) fn require_own(request: &Request, own: &str) -> Result<(), Problem> {
    let origin = request.headers().get("origin")?.unwrap_or_default();
    if is_own(&origin, own) {
        Ok(())
    } else {
        Err(Problem::forbidden("This can only be asked from our own pages. Open the chat or the desk itself."))
    }
}

fn is_own(origin: &str, own: &str) -> bool {
    !origin.is_empty() && origin.eq_ignore_ascii_case(own.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_the_very_same_origin_is_our_own() {
        let own = "http://chat.localhost:8787";
        assert!(is_own("http://chat.localhost:8787", own));
        for origin in [
            "",
            "null",
            "http://shop.localhost:8788",
            "http://chat.localhost:87870",
            "https://chat.localhost:8787",
            "http://chat.localhost",
        ] {
            assert!(!is_own(origin, own), "{origin}");
        }
    }
}
