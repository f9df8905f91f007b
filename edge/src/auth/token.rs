//! Visitor tokens: `1.EPOCH.SITE.VISITOR.EXPIRES.MAC`, signed, short-lived, checked without asking anybody.
//!
//! The MAC is HMAC-SHA256 under a key derived from the master secret for one site and one epoch of [`EPOCH`]. A token of one
//! site is therefore nothing to another, and an epoch's key dies with it: only tokens of this epoch and the one before are read,
//! which covers the time in which a lapsed token may be renewed. All parts use characters that a `Sec-WebSocket-Protocol`
//! value may have.

use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use wire::limits::{TOKEN_LIFETIME, TOKEN_RENEWAL};
use wire::{SiteId, Timestamp, VisitorId};

use crate::digest::{base64url, from_base64url};

/// Longer than a token's life and renewal together, so that the epoch before the present one is the oldest worth reading.
const EPOCH: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// Longest token: two labels of 64, ids and numbers; anything longer is not looked at.
const TOKEN_BYTES: usize = 256;

/// Clocks of two machines that sign and check may differ by this.
const SKEW: Duration = Duration::from_secs(60);

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claims {
    pub(crate) site: SiteId,
    pub(crate) visitor: VisitorId,
    pub(crate) expires_at: Timestamp,
}

/// Why a token is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenError {
    #[error("the token is not one of this site")]
    Forged,
    #[error("the token has expired")]
    Expired,
}

/// Signs a token for [`TOKEN_LIFETIME`].
pub(crate) fn issue(master: &str, site: &SiteId, visitor: VisitorId, now: Timestamp) -> (String, Timestamp) {
    let expires_at = now + TOKEN_LIFETIME;
    let body = format!("1.{}.{site}.{visitor}.{}", epoch_of(now), expires_at.0);
    let mac = base64url(&signer(master, site, epoch_of(now), &body).finalize().into_bytes());
    (format!("{body}.{mac}"), expires_at)
}

/// The claims of a token of `site` that is valid now.
pub(crate) fn verify(master: &str, site: &SiteId, token: &str, now: Timestamp) -> Result<Claims, TokenError> {
    let claims = genuine(master, site, token, now)?;
    if claims.expires_at.0 <= now.0 { Err(TokenError::Expired) } else { Ok(claims) }
}

/// The claims of a token that is valid or lapsed less than [`TOKEN_RENEWAL`] ago.
pub(crate) fn verify_renewable(master: &str, site: &SiteId, token: &str, now: Timestamp) -> Result<Claims, TokenError> {
    let claims = genuine(master, site, token, now)?;
    if now.since(claims.expires_at) > TOKEN_RENEWAL { Err(TokenError::Expired) } else { Ok(claims) }
}

fn genuine(master: &str, site: &SiteId, token: &str, now: Timestamp) -> Result<Claims, TokenError> {
    parse(master, site, token, now).ok_or(TokenError::Forged)
}

fn parse(master: &str, site: &SiteId, token: &str, now: Timestamp) -> Option<Claims> {
    if token.len() > TOKEN_BYTES {
        return None;
    }
    let (body, mac) = token.rsplit_once('.')?;
    let mut parts = body.split('.');
    let (version, epoch, named, visitor, expires) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if version != "1" || named != site.as_str() || parts.next().is_some() {
        return None;
    }
    let epoch: u64 = epoch.parse().ok()?;
    let present = epoch_of(now);
    if epoch.saturating_add(1) < present || epoch > epoch_of(now + SKEW) {
        return None;
    }
    // Compares in constant time.
    signer(master, site, epoch, body).verify_slice(&from_base64url(mac)?).ok()?;
    let expires_at = Timestamp(expires.parse().ok()?);
    Some(Claims { site: site.clone(), visitor: visitor.parse().ok()?, expires_at })
}

fn epoch_of(at: Timestamp) -> u64 {
    at.0 / u64::try_from(EPOCH.as_millis()).unwrap_or(u64::MAX)
}

fn signer(master: &str, site: &SiteId, epoch: u64, body: &str) -> Hmac<Sha256> {
    let key = mac(master.as_bytes(), &format!("frontdesk visitor token/{site}/{epoch}")).finalize().into_bytes();
    mac(&key, body)
}

fn mac(key: &[u8], message: &str) -> Hmac<Sha256> {
    // A key of any length is accepted: longer ones are hashed first.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| <Hmac<Sha256> as KeyInit>::new(&Default::default()));
    mac.update(message.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    const MASTER: &str = "0123456789abcdef0123456789abcdef";
    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn site(name: &str) -> SiteId {
        SiteId::new(name).unwrap()
    }

    fn token() -> String {
        issue(MASTER, &site("shop"), VisitorId::from_bits(7), NOW).0
    }

    #[test]
    fn a_token_says_who_it_was_issued_to_until_it_expires() {
        let claims = verify(MASTER, &site("shop"), &token(), NOW).unwrap();
        assert_eq!((claims.visitor, claims.expires_at), (VisitorId::from_bits(7), NOW + TOKEN_LIFETIME));
        assert_eq!(verify(MASTER, &site("shop"), &token(), NOW + TOKEN_LIFETIME), Err(TokenError::Expired));
    }

    #[test]
    fn a_lapsed_token_can_be_renewed_for_thirty_days_and_not_longer() {
        let lapsed = NOW + TOKEN_LIFETIME + TOKEN_RENEWAL;
        assert!(verify_renewable(MASTER, &site("shop"), &token(), lapsed).is_ok());
        assert!(verify_renewable(MASTER, &site("shop"), &token(), lapsed + Duration::from_secs(1)).is_err());
    }

    #[test]
    fn a_token_of_another_site_or_another_secret_is_forged() {
        assert_eq!(verify(MASTER, &site("other"), &token(), NOW), Err(TokenError::Forged));
        assert_eq!(verify("another secret of the same length", &site("shop"), &token(), NOW), Err(TokenError::Forged));
        let renamed = token().replace(".shop.", ".other.");
        assert_eq!(verify(MASTER, &site("other"), &renamed, NOW), Err(TokenError::Forged));
    }

    #[test]
    fn changing_any_character_forges_a_token() {
        let token = token();
        for place in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[place] = if bytes[place] == b'0' { b'1' } else { b'0' };
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(verify(MASTER, &site("shop"), &changed, NOW), Err(TokenError::Forged), "{place}");
        }
    }

    #[test]
    fn texts_that_are_no_tokens_are_refused() {
        for text in ["", ".", "1.....", "1.1.shop", &"x".repeat(10_000), "1.18446744073709551615.shop.0.0.AAAA"] {
            assert_eq!(verify(MASTER, &site("shop"), text, NOW), Err(TokenError::Forged), "{text}");
        }
    }
}
