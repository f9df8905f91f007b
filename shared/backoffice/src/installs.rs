//! Where the widget's document was asked for: the hosts of pages that frame it.
//!
//! A browser says which page it is (`Referer`), and so may anybody else: it is shown to the owner and nothing follows from it. So that
//! nobody fills the list, hosts the owner does not allow are added once a minute at most and go first.

use std::time::Duration;

use json::Json;
use wire::console::{INSTALLS, Install};
use wire::record::{Records, read};
use wire::{Timestamp, Write};

use crate::{Refused, kept};

const INSTALL: &str = "install/";
/// A host is noted once in this time, so that a visit seldom costs a commit.
const PAUSE: Duration = Duration::from_secs(60);
/// The longest name and a port.
const HOST_BYTES: usize = 253 + 6;

#[derive(Debug, Clone, PartialEq, Eq, Json)]
struct Kept {
    host: String,
    seen_at: Timestamp,
}

/// The host, and the port where it is stated, of a page's address.
#[must_use]
pub fn host_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let is_host = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b':');
    let is_page = matches!(scheme, "http" | "https") && !authority.is_empty() && authority.len() <= HOST_BYTES;
    (is_page && authority.bytes().all(is_host)).then_some(authority)
}

/// Notes that the document was asked for by a page of `host`; `allowed` are the site's domains.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn seen(records: &impl Records, host: &str, allowed: &[String], now: Timestamp) -> Result<Vec<Write>, Refused> {
    let known: Option<Kept> = kept(records, &key(host))?;
    let is_known = known.is_some();
    if known.is_some_and(|known| now.since(known.seen_at) < PAUSE) {
        return Ok(Vec::new());
    }
    let mut writes = vec![Write::put(key(host), &Kept { host: host.to_owned(), seen_at: now })];
    if is_known {
        return Ok(writes);
    }
    let all = installs(records, allowed)?;
    let stranger = all.iter().find(|install| !install.is_allowed);
    if !is_allowed(host, allowed) && stranger.is_some_and(|latest| now.since(latest.seen_at) < PAUSE) {
        return Ok(Vec::new());
    }
    if all.len() >= INSTALLS {
        let oldest_stranger = all.iter().rev().find(|install| !install.is_allowed);
        writes.extend(oldest_stranger.or(all.last()).map(|gone| Write::delete(key(&gone.host))));
    }
    Ok(writes)
}

/// The latest first.
///
/// # Errors
/// [`Refused`] if stored records cannot be read.
pub fn installs(records: &impl Records, allowed: &[String]) -> Result<Vec<Install>, Refused> {
    let mut all = Vec::new();
    for (key, body) in records.scan(INSTALL, usize::MAX)? {
        let Kept { host, seen_at } = read(&key, &body)?;
        all.push(Install { is_allowed: is_allowed(&host, allowed), host, seen_at });
    }
    all.sort_by(|one, other| other.seen_at.cmp(&one.seen_at).then_with(|| one.host.cmp(&other.host)));
    Ok(all)
}

/// As browsers compare a page with a source of a policy: `*.shop.example` is every host below it, not itself.
fn is_allowed(host: &str, allowed: &[String]) -> bool {
    allowed.iter().any(|domain| match domain.strip_prefix('*') {
        Some(below) => host.len() > below.len() && host.ends_with(below),
        None => host == domain,
    })
}

fn key(host: &str) -> String {
    format!("{INSTALL}{host}")
}
