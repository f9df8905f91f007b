//! Passwords of agents, as argon2id hashes.

use argon2::{Algorithm, Argon2, Params, Version};
use json::Json;
use subtle::ConstantTimeEq;

use crate::digest::{base64url, from_base64url};

/// OWASP's first choice for argon2id: 19 MiB, two passes, one lane. It fits an isolate and takes about a twentieth of a second.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const HASH_BYTES: usize = 32;

/// Passwords longer than this are refused before they are hashed.
pub(crate) const PASSWORD_BYTES: usize = 256;

/// A hash with everything needed to check a password against it.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct PasswordHash {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    hash: String,
}

impl PasswordHash {
    /// Hashes a password; `None` only if the parameters are refused.
    pub(crate) fn new(password: &str, salt: [u8; 16]) -> Option<Self> {
        let hash = derive(password, &salt, MEMORY_KIB, PASSES, LANES)?;
        Some(Self { memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES, salt: base64url(&salt), hash: base64url(&hash) })
    }

    /// What an unknown e-mail is checked against, so that it takes as long as a known one. No password matches it.
    pub(crate) fn of_nobody() -> Self {
        let nothing = base64url(&[0; 16]);
        Self { memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES, salt: nothing, hash: String::new() }
    }

    pub(crate) fn is_of(&self, password: &str) -> bool {
        let (Some(salt), Some(hash)) = (from_base64url(&self.salt), from_base64url(&self.hash)) else { return false };
        let derived = derive(password, &salt, self.memory_kib, self.passes, self.lanes);
        derived.is_some_and(|derived| bool::from(derived.as_slice().ct_eq(&hash)))
    }
}

fn derive(password: &str, salt: &[u8], memory_kib: u32, passes: u32, lanes: u32) -> Option<[u8; HASH_BYTES]> {
    let params = Params::new(memory_kib, passes, lanes, Some(HASH_BYTES)).ok()?;
    let mut hash = [0; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(password.as_bytes(), salt, &mut hash).ok()?;
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_fits_its_hash_and_none_fits_nobody() {
        let hash = PasswordHash::new("correct horse", [7; 16]).unwrap();
        assert!(hash.is_of("correct horse"));
        assert!(!hash.is_of("correct horses"));
        assert!(!PasswordHash::of_nobody().is_of(""));
        assert_ne!(hash, PasswordHash::new("correct horse", [8; 16]).unwrap());
    }
}
