//! By when a waiting customer is to be answered.

use std::time::Duration;

use wire::{RoutingPolicy, Summary, Timestamp};

/// How a wait stands against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub target: Duration,
    pub waited: Duration,
    pub pressure: Pressure,
}

/// How pressing that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressure {
    Calm,
    /// Three quarters of the target are over.
    Soon,
    Late,
}

impl Due {
    /// What is left of the target, or how much it is over.
    #[must_use]
    pub fn distance(&self) -> Duration {
        self.target.abs_diff(self.waited)
    }
}

/// The clock of a conversation that waits for an answer since `since`, by the target of its channel.
#[must_use]
pub fn due(summary: &Summary, since: Timestamp, now: Timestamp, policy: &RoutingPolicy) -> Due {
    let target = Duration::from_secs(u64::from(policy.channel(summary.channel).target_s));
    let waited = now.since(since);
    let pressure = if waited >= target {
        Pressure::Late
    } else if waited * 4 >= target * 3 {
        Pressure::Soon
    } else {
        Pressure::Calm
    };
    Due { target, waited, pressure }
}

#[cfg(test)]
mod tests {
    use wire::Channel;

    use super::*;
    use crate::sample::summary;

    fn pressure(channel: Channel, seconds: u64) -> Pressure {
        let summary = Summary { channel, ..summary(1) };
        due(&summary, Timestamp(0), Timestamp(seconds * 1_000), &RoutingPolicy::default()).pressure
    }

    #[test]
    fn a_clock_turns_amber_at_three_quarters_and_red_at_the_target() {
        for (channel, target) in [(Channel::Chat, 60), (Channel::Social, 900), (Channel::Email, 14_400), (Channel::Phone, 20)] {
            assert_eq!(pressure(channel, target * 3 / 4 - 1), Pressure::Calm, "{channel:?}");
            assert_eq!(pressure(channel, target * 3 / 4), Pressure::Soon, "{channel:?}");
            assert_eq!(pressure(channel, target), Pressure::Late, "{channel:?}");
        }
    }

    #[test]
    fn the_distance_counts_down_and_then_up() {
        let at = |seconds: u64| {
            due(&summary(1), Timestamp(0), Timestamp(seconds * 1_000), &RoutingPolicy::default()).distance().as_secs()
        };
        assert_eq!([at(45), at(60), at(75)], [15, 0, 15]);
    }
}
