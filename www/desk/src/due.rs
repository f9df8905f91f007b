//! By when a customer is to be answered or helped.

use std::time::Duration;

use wire::desk::SlaTarget;
use wire::{AppliedSla, Timestamp};

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub target: SlaTarget,
    /// By the clock on the wall: closed hours count in both.
    pub allowed: Duration,
    pub passed: Duration,
    pub pressure: Pressure,
}

/// How pressing that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressure {
    Calm,
    /// The promise is warned of.
    Soon,
    Late,
}

impl Due {
    #[must_use]
    pub fn new(applied: &AppliedSla, now: Timestamp) -> Self {
        let pressure = if now >= applied.due_at {
            Pressure::Late
        } else if now >= applied.warn_at {
            Pressure::Soon
        } else {
            Pressure::Calm
        };
        let allowed = applied.due_at.since(applied.since);
        Due { target: applied.target, allowed, passed: now.since(applied.since), pressure }
    }

    /// What is left, or how much it is over.
    #[must_use]
    pub fn distance(&self) -> Duration {
        self.allowed.abs_diff(self.passed)
    }

    /// Whether it is shown beside what an agent answers already: a resolution far ahead is no news.
    #[must_use]
    pub fn is_worth_showing(&self) -> bool {
        self.target != SlaTarget::Resolution || self.pressure != Pressure::Calm
    }
}

#[cfg(test)]
mod tests {
    use wire::ConversationId;

    use super::*;

    fn due(target: SlaTarget, seconds: u64) -> Due {
        let conversation = ConversationId::from_bits(1);
        let (warn_at, due_at) = (Timestamp(46_000), Timestamp(61_000));
        Due::new(
            &AppliedSla { due_at, conversation, target, since: Timestamp(1_000), warn_at },
            Timestamp(1_000 + seconds * 1_000),
        )
    }

    #[test]
    fn a_clock_turns_amber_at_the_warning_and_red_at_the_target() {
        let pressures = [44, 45, 59, 60].map(|seconds| due(SlaTarget::FirstResponse, seconds).pressure);
        assert_eq!(pressures, [Pressure::Calm, Pressure::Soon, Pressure::Soon, Pressure::Late]);
    }

    #[test]
    fn the_distance_counts_down_and_then_up() {
        assert_eq!([45, 60, 75].map(|seconds| due(SlaTarget::FirstResponse, seconds).distance().as_secs()), [15, 0, 15]);
    }

    #[test]
    fn a_resolution_is_shown_from_its_warning_on() {
        assert!(due(SlaTarget::NextResponse, 0).is_worth_showing());
        assert!(!due(SlaTarget::Resolution, 0).is_worth_showing());
        assert!(due(SlaTarget::Resolution, 50).is_worth_showing());
    }
}
