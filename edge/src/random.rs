//! Randomness of the runtime.

use crate::error::Problem;

/// Random bytes for a secret.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Problem::internal("no randomness"))?;
    Ok(bytes)
}

/// Bits of a random id.
pub(crate) fn bits() -> Result<u128, Problem> {
    bytes().map(u128::from_be_bytes)
}
