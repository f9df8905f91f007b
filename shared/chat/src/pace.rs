//! How many frames a socket may send: a burst, then one per pause.

use std::time::Duration;

use wire::Timestamp;

/// Counts one frame. `until` is when the whole burst is available again; the answer is its new value, or none where the frame is
/// one too many. (The generic cell rate algorithm: one number instead of a bucket and the time it was last filled.)
pub(crate) fn spend(until: Timestamp, now: Timestamp, burst: u32, pause: Duration) -> Option<Timestamp> {
    let next = until.max(now) + pause;
    (next.since(now) <= pause.saturating_mul(burst)).then_some(next)
}
