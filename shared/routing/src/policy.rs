//! Declared times and states beside the published [`wire::RoutingPolicy`]. What the wire needs to know of is in `wire::limits`.

use std::time::Duration;

use wire::ConversationState;
use wire::limits::{RETRY_CEILING, RETRY_PAUSE};

/// Who refused a conversation, let its offer expire or gave it back is passed over for it this long: twice
/// `limits::OFFER_TIMEOUT`, so that somebody else has been asked in between.
pub(crate) const EXCLUSION: Duration = Duration::from_secs(60);

/// What needs nobody is remembered this long. Deliveries are tried again every minute at the latest, so a late summary is
/// minutes old; a day leaves room for an object that slept.
pub(crate) const FORGET: Duration = Duration::from_secs(24 * 60 * 60);

/// The room of a group of whose room a channel's reserve is the very share. How many come within a while swings by the square
/// root of how many usually do, so the room to keep goes with the square root of the room (square-root staffing).
pub(crate) const RESERVE_ROOM: u128 = 64;

/// Candidates told in a reason; the count tells the rest.
pub(crate) const CANDIDATES_TOLD: usize = 8;

/// Whether a conversation in this state needs an agent. A state of a newer build does: better asked once too often.
pub(crate) fn needs_agent(state: ConversationState) -> bool {
    match state {
        ConversationState::Open | ConversationState::Unknown => true,
        ConversationState::Pending | ConversationState::Snoozed | ConversationState::Resolved => false,
    }
}

/// The pause after the given attempt, counted from one: it doubles up to the ceiling.
pub(crate) fn retry_pause(attempts: u32) -> Duration {
    RETRY_PAUSE.saturating_mul(1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX)).min(RETRY_CEILING)
}
