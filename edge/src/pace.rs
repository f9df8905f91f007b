//! How fast an object takes what does not come by a socket: batches of outcomes, which anybody can send, messages of channels, and
//! questions of those who wait.

use std::time::Duration;

use wire::Timestamp;

/// At once.
const BURST: u32 = 100;

/// The pause that earns one more batch or message: a busy site sends a few a second.
pub(crate) const BATCH_PAUSE: Duration = Duration::from_millis(100);

/// The pause that earns one more question: thousands who wait ask three times a minute.
pub(crate) const QUESTION_PAUSE: Duration = Duration::from_millis(4);

/// A bucket of batches. It lives in memory alone: an object that was let go had nothing to do.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pace {
    paid_until: Timestamp,
}

impl Pace {
    /// The bucket after one more, if there is room for it.
    pub(crate) fn taken(self, now: Timestamp, pause: Duration) -> Option<Self> {
        let paid_until = self.paid_until.max(now) + pause;
        (paid_until.since(now) <= pause * BURST).then_some(Self { paid_until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_taken_and_then_one_for_each_pause() {
        let now = Timestamp(1_000_000);
        let full = (0..BURST).try_fold(Pace::default(), |pace, _| pace.taken(now, BATCH_PAUSE)).unwrap();
        assert!(full.taken(now, BATCH_PAUSE).is_none());
        assert!(
            full.taken(now + BATCH_PAUSE, BATCH_PAUSE).is_some_and(|pace| pace.taken(now + BATCH_PAUSE, BATCH_PAUSE).is_none())
        );
    }
}
