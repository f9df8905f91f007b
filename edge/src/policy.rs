//! What browsers may do with our answers: security headers, in one place.

use worker::Headers;

use crate::config::authority_of;

/// What every answer carries.
pub(crate) fn apply_to_all(headers: &Headers) -> worker::Result<()> {
    headers.set("x-content-type-options", "nosniff")?;
    headers.set("referrer-policy", "same-origin")?;
    headers.set("strict-transport-security", "max-age=31536000; includeSubDomains")?;
    headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")?;
    if headers.get("content-security-policy")?.is_none() {
        headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'")?;
    }
    if headers.get("cross-origin-resource-policy")?.is_none() {
        headers.set("cross-origin-resource-policy", "same-origin")?;
    }
    Ok(())
}

/// What a document of ours, and a worker it starts, may load and do; `ancestors` are the pages that may frame it.
pub(crate) fn document(origin: &str, ancestors: &[String]) -> String {
    let socket = match origin.split_once("://") {
        Some(("https", authority)) => format!("wss://{authority}"),
        Some((_, authority)) => format!("ws://{authority}"),
        None => String::new(),
    };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; \
         connect-src 'self' {socket}; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {}",
        frame_ancestors(ancestors)
    )
}

/// The owner's domains as sources; a domain that is not one is left out rather than let through.
fn frame_ancestors(domains: &[String]) -> String {
    let sources: Vec<&str> = domains.iter().map(String::as_str).filter(|domain| is_source(domain)).collect();
    if sources.is_empty() { "'none'".to_owned() } else { sources.join(" ") }
}

/// `shop.example`, `*.shop.example`, with a port or not; nothing that could end the directive.
fn is_source(domain: &str) -> bool {
    let authority = authority_of(domain);
    let host = authority.strip_prefix("*.").unwrap_or(authority);
    !host.is_empty() && host.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owners_domains_may_frame_a_document() {
        let policy = document("http://chat.localhost:8787", &["shop.localhost:8788".to_owned(), "*.shop.example".to_owned()]);
        assert!(policy.ends_with("frame-ancestors shop.localhost:8788 *.shop.example"), "{policy}");
        assert!(policy.contains("connect-src 'self' ws://chat.localhost:8787;"), "{policy}");
        assert!(!policy.contains("'unsafe-"), "{policy}");
    }

    #[test]
    fn a_domain_that_would_widen_the_policy_is_left_out() {
        for domain in ["*", "", "a; script-src *", "a b", "'self'", "https://", "shop.example/x", "x,y"] {
            assert_eq!(frame_ancestors(&[domain.to_owned()]), "'none'", "{domain}");
        }
    }
}
