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

impl Error {
    #[must_use]
    pub const fn expected(expected: &'static str) -> Self {
        Error::Expected { expected }
    }

    /// The same, with the member it happened in, if none is named yet.
    #[must_use]
    pub fn within(self, member: &'static str) -> Self {
        match self {
            Error::Expected { expected } => Error::Member { member, expected },
            Error::Syntax { .. } | Error::TooDeep | Error::Missing { .. } | Error::Member { .. } => self,
        }
    }
}
