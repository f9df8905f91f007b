//! What was wrong with a text.

/// Why a text or a value was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("this is not JSON, from byte {at} on")]
    Syntax { at: usize },
    #[error("values are nested deeper than is read")]
    TooDeep,
    #[error("{expected} was expected")]
    Expected { expected: &'static str },
    #[error("the member `{member}` is missing")]
    Missing { member: &'static str },
    #[error("the member `{member}` is not right: {expected} was expected")]
    Member { member: &'static str, expected: &'static str },
}
