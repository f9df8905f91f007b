//! What can go wrong between the page and the HTTP API.

use std::time::Duration;

use wire::Timestamp;

/// Why a request got no useful answer, as far as a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Site, e-mail or password are wrong; which of them is not told.
    WrongCredentials,
    /// Too many attempts.
    Locked { until: Timestamp },
    /// There was a session, and it is over.
    SessionEnded,
    /// No answer came.
    NoNetwork,
    /// The server failed.
    Server,
}

/// A lock whose end the server did not tell.
const LOCK_UNTOLD: Duration = Duration::from_secs(60);

impl Problem {
    /// What a refused sign-in means, from its status and `Retry-After`.
    #[must_use]
    pub fn of_sign_in(status: u16, retry_after: Option<&str>, now: Timestamp) -> Problem {
        match status {
            429 | 423 => {
                let told = retry_after.and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
                Problem::Locked { until: now + told.unwrap_or(LOCK_UNTOLD) }
            }
            400..=499 => Problem::WrongCredentials,
            _ => Problem::Server,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000);

    #[test]
    fn a_locked_sign_in_knows_when_it_ends() {
        assert_eq!(Problem::of_sign_in(429, Some("90"), NOW), Problem::Locked { until: Timestamp(91_000) });
        assert_eq!(Problem::of_sign_in(429, None, NOW), Problem::Locked { until: Timestamp(61_000) });
        assert_eq!(Problem::of_sign_in(429, Some("soon"), NOW), Problem::Locked { until: Timestamp(61_000) });
    }

    #[test]
    fn a_refusal_does_not_tell_which_of_the_three_was_wrong() {
        for status in [400, 401, 403, 404] {
            assert_eq!(Problem::of_sign_in(status, None, NOW), Problem::WrongCredentials, "{status}");
        }
        assert_eq!(Problem::of_sign_in(503, Some("2"), NOW), Problem::Server);
    }
}
