//! How fast an object takes what does not come by a socket: batches of outcomes, which anybody can send, and messages of channels.

use std::time::Duration;

use wire::Timestamp;

/// Batches at once, and the pause that earns one more: a busy site sends a few a second.
const BURST: u32 = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// A bucket of batches. It lives in memory alone: an object that was let go had nothing to do.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pace {
    paid_until: Timestamp,
}

impl Pace {
    /// The bucket after one more batch, if there is room for it.
    pub(crate) fn taken(self, now: Timestamp) -> Option<Self> {
        let paid_until = self.paid_until.max(now) + PAUSE;
        (paid_until.since(now) <= PAUSE * BURST).then_some(Self { paid_until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_taken_and_then_one_for_each_pause() {
        let now = Timestamp(1_000_000);
        let full = (0..BURST).try_fold(Pace::default(), |pace, _| pace.taken(now)).unwrap();
        assert!(full.taken(now).is_none());
        assert!(full.taken(now + PAUSE).is_some_and(|pace| pace.taken(now + PAUSE).is_none()));
    }
}
