//! How a channel's bridge proves what it sends: `Frontdesk-Signature: t=SECONDS,v1=MAC`.
//!
//! The MAC is HMAC-SHA256 in base64url over `t.METHOD.PATH.` and the body, under the channel's secret, which follows from the master
//! secret, the site and the channel. A signature is good for [`TOLERANCE_S`], so that one that was overheard is soon worth nothing; what it
//! carries is idempotent anyway.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use wire::{SiteId, Timestamp};

use crate::digest::{base64url, from_base64url};

/// Clocks of a bridge and the edge may differ by this, and what a bridge sends may be on its way as long.
const TOLERANCE_S: u64 = 300;

/// The secret of a site's channel.
pub(crate) fn secret(master: &str, site: &SiteId, channel: &str) -> String {
    base64url(&mac(master.as_bytes(), &[format!("frontdesk channel/{site}/{channel}").as_bytes()]).finalize().into_bytes())
}

/// Whether the header was made with this secret over this request, lately.
pub(crate) fn is_genuine(header: &str, secret: &str, method: &str, path: &str, body: &[u8], now: Timestamp) -> bool {
    let part = |name: &str| header.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
    let (Some(at), Some(given)) = (part("t"), part("v1")) else { return false };
    let (Ok(seconds), Some(given)) = (at.parse::<u64>(), from_base64url(given)) else { return false };
    let is_recent = (now.0 / 1_000).abs_diff(seconds) <= TOLERANCE_S;
    // Compares in constant time.
    let signed = mac(secret.as_bytes(), &[format!("{seconds}.{method}.{path}.").as_bytes(), body]);
    signed.verify_slice(&given).is_ok() && is_recent
}

/// 128 bits that stand for a name of a channel's own, and tell nothing of it.
pub(crate) fn id(secret: &str, name: &str) -> u128 {
    let bytes = mac(secret.as_bytes(), &[b"id/", name.as_bytes()]).finalize().into_bytes();
    bytes.iter().take(16).fold(0, |bits, byte| bits << 8 | u128::from(*byte))
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Hmac<Sha256> {
    // A key of any length is accepted: longer ones are hashed first.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| <Hmac<Sha256> as KeyInit>::new(&Default::default()));
    for part in parts {
        mac.update(part);
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn shop() -> String {
        secret("0123456789abcdef0123456789abcdef", &SiteId::new("shop").unwrap(), "social")
    }

    fn signed(secret: &str, seconds: u64, body: &str) -> String {
        let bytes = mac(secret.as_bytes(), &[format!("{seconds}.POST./x.").as_bytes(), body.as_bytes()]).finalize().into_bytes();
        format!("t={seconds},v1={}", base64url(&bytes))
    }

    #[test]
    fn what_was_signed_is_genuine_for_five_minutes() {
        let seconds = NOW.0 / 1_000;
        for (at, expected) in [(seconds, true), (seconds - 300, true), (seconds + 300, true), (seconds - 301, false), (0, false)]
        {
            assert_eq!(is_genuine(&signed(&shop(), at, "{}"), &shop(), "POST", "/x", b"{}", NOW), expected, "{at}");
        }
    }

    #[test]
    fn another_body_path_method_or_secret_is_not() {
        let header = signed(&shop(), NOW.0 / 1_000, "{}");
        let other = secret("0123456789abcdef0123456789abcdef", &SiteId::new("other").unwrap(), "social");
        assert!(!is_genuine(&header, &shop(), "POST", "/x", b"{ }", NOW));
        assert!(!is_genuine(&header, &shop(), "POST", "/y", b"{}", NOW));
        assert!(!is_genuine(&header, &shop(), "GET", "/x", b"{}", NOW));
        assert!(!is_genuine(&header, &other, "POST", "/x", b"{}", NOW));
        for garbage in ["", "t=,v1=", "t=1", "v1=AAAA", "t=99999999999999999999,v1=AAAA", "nonsense"] {
            assert!(!is_genuine(garbage, &shop(), "POST", "/x", b"{}", NOW), "{garbage}");
        }
    }

    #[test]
    fn names_stand_for_the_same_bits_and_other_sites_for_others() {
        assert_eq!(id(&shop(), "thread/7"), id(&shop(), "thread/7"));
        assert_ne!(id(&shop(), "thread/7"), id(&shop(), "thread/8"));
        assert_ne!(id(&shop(), "thread/7"), id("another", "thread/7"));
    }
}
