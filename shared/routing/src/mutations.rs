//! Deliberate bugs, switched per thread, so that a simulation can show that it notices them.

use std::cell::Cell;

/// One deliberate bug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutation {
    /// A lost agent's conversations are released but not queued again.
    ForgetRequeue,
    /// Room is counted late: offers, and assignments not yet acknowledged, take none.
    LateCapacity,
}

thread_local! {
    static ACTIVE: Cell<Option<Mutation>> = const { Cell::new(None) };
}

/// Switches this thread's desks to one bug, or back to none.
pub fn set(mutation: Option<Mutation>) {
    ACTIVE.set(mutation);
}

pub(crate) fn is(mutation: Mutation) -> bool {
    ACTIVE.get() == Some(mutation)
}
