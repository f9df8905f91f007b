//! How often a sign-in, or the code for a new site, may be tried: a few times freely, then with a pause that doubles.
//!
//! Kept per e-mail, known or not, and per network address. A blocked attempt is refused before anything is hashed and does not
//! lengthen the pause.

use std::time::Duration;

use json::Json;
use wire::Timestamp;

/// Failures before the first pause: a person mistypes a password a few times.
const FREE_PER_EMAIL: u32 = 5;
/// An office signs in from one address.
const FREE_PER_ADDRESS: u32 = 20;
/// First pause and the longest: slow enough for a guesser (a hundred tries a day), short enough for a person.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);
/// Failures are forgotten after this long without another.
const MEMORY: Duration = Duration::from_secs(24 * 60 * 60);

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Email,
    Address,
    /// The code for a new site, per address.
    Code,
}

/// Failed attempts in a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Json)]
pub(crate) struct Attempts {
    failures: u32,
    last_at: Timestamp,
    blocked_until: Timestamp,
}

impl Attempts {
    /// How long the next attempt must wait; none if it may be made now.
    pub(crate) fn pause(&self, now: Timestamp) -> Option<Duration> {
        (self.blocked_until > now).then(|| self.blocked_until.since(now))
    }

    pub(crate) fn failed(self, counted: Counted, now: Timestamp) -> Self {
        let before = if self.is_forgotten(now) { 0 } else { self.failures };
        let failures = before.saturating_add(1);
        let free = match counted {
            Counted::Email | Counted::Code => FREE_PER_EMAIL,
            Counted::Address => FREE_PER_ADDRESS,
        };
        let blocked_until = match failures.checked_sub(free) {
            None => Timestamp(0),
            Some(doublings) => now + FIRST_PAUSE.saturating_mul(1 << doublings.min(16)).min(LONGEST_PAUSE),
        };
        Self { failures, last_at: now, blocked_until }
    }

    pub(crate) fn is_forgotten(&self, now: Timestamp) -> bool {
        now.since(self.last_at) >= MEMORY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(failures: u32, mut now: Timestamp) -> (Attempts, Timestamp) {
        let mut attempts = Attempts::default();
        for _ in 0..failures {
            now = now + attempts.pause(now).unwrap_or_default();
            attempts = attempts.failed(Counted::Email, now);
        }
        (attempts, now)
    }

    #[test]
    fn a_few_failures_are_free_then_each_pause_is_twice_the_last_up_to_a_quarter_of_an_hour() {
        let pauses = |failures| {
            let (attempts, now) = after(failures, Timestamp(1_000_000));
            attempts.pause(now).map_or(0, |pause| pause.as_secs())
        };
        assert_eq!([4, 5, 6, 7, 8, 9, 10, 30].map(pauses), [0, 30, 60, 120, 240, 480, 900, 900]);
    }

    #[test]
    fn failures_are_forgotten_after_a_day() {
        let (attempts, now) = after(9, Timestamp(1_000_000));
        let attempts = attempts.failed(Counted::Email, now + MEMORY);
        assert_eq!(attempts.pause(now + MEMORY), None);
    }

    #[test]
    fn an_address_has_more_tries_than_an_email() {
        let now = Timestamp(1_000_000);
        let attempts = (0..19).fold(Attempts::default(), |attempts, _| attempts.failed(Counted::Address, now));
        assert_eq!(attempts.pause(now), None);
        assert!(attempts.failed(Counted::Address, now).pause(now).is_some());
    }
}
