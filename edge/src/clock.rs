//! The host's clock.

use wire::Timestamp;

/// Now. The runtime lets it stand still between two events, so everything one input does happens at one time.
pub(crate) fn now() -> Timestamp {
    Timestamp(worker::Date::now().as_millis())
}
