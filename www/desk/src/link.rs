//! The desk socket's life: when to connect, and what to say when it cannot.
//!
//! Idle until signed in. A closed socket is tried again after a pause that doubles from half a second to twenty; `Online` ends the
//! pause at once; a welcome makes the next pause short again. A close whose reason cannot change by trying ends it until the person
//! acts. The link never opens anything: it says when, and its host does.

use std::time::Duration;

use wire::{CloseReason, Timestamp};

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// Where the connection stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Connection {
    #[default]
    Idle,
    /// Trying; `first` until this page has once been welcomed.
    Connecting {
        first: bool,
    },
    Online,
    Waiting {
        retry_at: Timestamp,
    },
    /// Trying again would not help.
    Ended {
        reason: CloseReason,
    },
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Link {
    connection: Connection,
    /// Tries since the last welcome.
    tries: u32,
    was_welcomed: bool,
}

impl Link {
    #[must_use]
    pub fn connection(&self) -> Connection {
        self.connection
    }

    /// How often it failed since it last worked.
    #[must_use]
    pub fn tries(&self) -> u32 {
        self.tries
    }

    /// The host opens a socket now.
    pub fn connecting(&mut self) {
        self.connection = Connection::Connecting { first: !self.was_welcomed };
    }

    pub fn welcomed(&mut self) {
        self.connection = Connection::Online;
        self.tries = 0;
        self.was_welcomed = true;
    }

    /// The socket closed; `jitter` is 0 to 1000 and spreads desks that lost the same server.
    pub fn closed(&mut self, reason: Option<CloseReason>, now: Timestamp, jitter: u16) {
        match reason {
            Some(reason) if !reason.is_worth_retrying() => self.connection = Connection::Ended { reason },
            Some(_) | None => {
                let whole = FIRST_PAUSE.saturating_mul(1 << self.tries.min(10)).min(LONGEST_PAUSE);
                let pause = whole.mul_f64(0.75 + f64::from(jitter.min(1000)) / 2_000.0);
                self.tries = self.tries.saturating_add(1);
                self.connection = Connection::Waiting { retry_at: now + pause };
            }
        }
    }

    /// Signed out.
    pub fn stop(&mut self) {
        *self = Link::default();
    }

    #[must_use]
    pub fn poll_timeout(&self) -> Option<Timestamp> {
        match self.connection {
            Connection::Waiting { retry_at } => Some(retry_at),
            Connection::Idle | Connection::Connecting { .. } | Connection::Online | Connection::Ended { .. } => None,
        }
    }

    /// Whether a socket is to be opened now.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.poll_timeout().is_some_and(|at| at <= now)
    }

    /// Whether opening a socket makes sense where the person asks for it or the network came back.
    #[must_use]
    pub fn is_worth_hurrying(&self) -> bool {
        match self.connection {
            Connection::Waiting { .. } | Connection::Ended { .. } => true,
            Connection::Idle | Connection::Connecting { .. } | Connection::Online => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pause(link: &mut Link, jitter: u16) -> u64 {
        link.closed(None, Timestamp(0), jitter);
        link.poll_timeout().map_or(0, |at| at.0)
    }

    #[test]
    fn pauses_double_to_a_ceiling_and_start_again_after_a_welcome() {
        let mut link = Link::default();
        let pauses: Vec<u64> = (0..8).map(|_| pause(&mut link, 500)).collect();
        assert_eq!(pauses, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
        link.welcomed();
        assert_eq!(pause(&mut link, 500), 500);
    }

    #[test]
    fn jitter_spreads_a_pause_by_a_quarter_both_ways() {
        assert_eq!(pause(&mut Link::default(), 0), 375);
        assert_eq!(pause(&mut Link::default(), 1_000), 625);
        assert_eq!(pause(&mut Link::default(), u16::MAX), 625);
    }

    #[test]
    fn a_close_that_trying_cannot_change_waits_for_the_person() {
        let mut link = Link::default();
        link.closed(Some(CloseReason::Replaced), Timestamp(0), 0);
        assert_eq!(link.connection(), Connection::Ended { reason: CloseReason::Replaced });
        assert_eq!(link.poll_timeout(), None);
        assert!(link.is_worth_hurrying());
    }

    #[test]
    fn a_close_for_want_of_storage_is_tried_again() {
        let mut link = Link::default();
        link.closed(Some(CloseReason::TryAgain), Timestamp(10), 500);
        assert!(!link.is_due(Timestamp(509)));
        assert!(link.is_due(Timestamp(510)));
    }

    #[test]
    fn only_the_very_first_try_counts_as_a_start() {
        let mut link = Link::default();
        link.connecting();
        assert_eq!(link.connection(), Connection::Connecting { first: true });
        link.welcomed();
        link.closed(None, Timestamp(0), 0);
        link.connecting();
        assert_eq!(link.connection(), Connection::Connecting { first: false });
    }
}
