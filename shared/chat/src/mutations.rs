//! Deliberate mistakes the simulator must notice. Compiled in with the feature `mutations` alone.

use std::cell::Cell;

/// One mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutation {
    /// The server acknowledges, then stores.
    AcknowledgeBeforePersist,
}

thread_local! {
    static ACTIVE: Cell<Option<Mutation>> = const { Cell::new(None) };
}

/// Makes this mistake, on this thread, until set anew.
pub fn set(mutation: Option<Mutation>) {
    ACTIVE.set(mutation);
}

#[cfg(feature = "server")]
pub(crate) fn is(mutation: Mutation) -> bool {
    ACTIVE.get() == Some(mutation)
}
