//! How fast an object takes what does not come by a socket: batches of outcomes, which anybody can send, messages of channels, files.

use std::time::Duration;

use wire::Timestamp;

/// A bucket of `BURST` at once, and one more for each pause: a busy site sends a few batches a second. It lives in memory alone: an
/// object that was let go had nothing to do.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pace<const BURST: u32 = 100, const PAUSE_MS: u64 = 100> {
    paid_until: Timestamp,
}

impl<const BURST: u32, const PAUSE_MS: u64> Pace<BURST, PAUSE_MS> {
    /// The bucket after one more, if there is room for it.
    pub(crate) fn taken(self, now: Timestamp) -> Option<Self> {
        let pause = Duration::from_millis(PAUSE_MS);
        let paid_until = self.paid_until.max(now) + pause;
        (paid_until.since(now) <= pause * BURST).then_some(Self { paid_until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_taken_and_then_one_for_each_pause() {
        let (now, pause) = (Timestamp(1_000_000), Duration::from_millis(100));
        let full = (0..100).try_fold(Pace::<100, 100>::default(), |pace, _| pace.taken(now)).unwrap();
        assert!(full.taken(now).is_none());
        assert!(full.taken(now + pause).is_some_and(|pace| pace.taken(now + pause).is_none()));
    }
}
