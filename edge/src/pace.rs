//! How fast an object takes what does not come by a socket: batches of outcomes, which anybody can send, messages of channels,
//! questions of those who wait, and files.

use std::time::Duration;

use wire::Timestamp;

/// The pause that earns one more batch or message: a busy site sends a few a second.
pub(crate) const BATCH_PAUSE: Duration = Duration::from_millis(100);

/// The pause that earns one more question: thousands who wait ask three times a minute.
pub(crate) const QUESTION_PAUSE: Duration = Duration::from_millis(4);

/// The pause that earns one more question nobody answered: a site that does not know more than that has a list full of them already.
pub(crate) const UNANSWERED_PAUSE: Duration = Duration::from_millis(500);

/// The pause that earns one more file of a conversation.
pub(crate) const FILE_PAUSE: Duration = Duration::from_secs(1);

/// A bucket of `BURST` at once. It lives in memory alone: an object that was let go had nothing to do.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pace<const BURST: u32 = 100> {
    paid_until: Timestamp,
}

impl<const BURST: u32> Pace<BURST> {
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
        let full = (0..20).try_fold(Pace::<20>::default(), |pace, _| pace.taken(now, BATCH_PAUSE)).unwrap();
        assert!(full.taken(now, BATCH_PAUSE).is_none());
        assert!(
            full.taken(now + BATCH_PAUSE, BATCH_PAUSE).is_some_and(|pace| pace.taken(now + BATCH_PAUSE, BATCH_PAUSE).is_none())
        );
    }
}
