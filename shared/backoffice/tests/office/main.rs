//! What people at their consoles see of each other, over a real record store.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod installs;
mod playbook;
mod tests;
mod unanswered;

use std::time::Duration;

use backoffice::{Change, Refused};
use store::{MemoryStore, Reading, Store};
use wire::console::{By, Stale};
use wire::{AgentId, Timestamp, Write};

pub const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// Records, and a clock that a test moves.
#[derive(Default)]
pub struct Office {
    store: MemoryStore,
    after: Duration,
}

impl Office {
    pub fn records(&self) -> Reading<'_, MemoryStore> {
        Reading(&self.store)
    }

    pub fn now(&self) -> Timestamp {
        NOW + self.after
    }

    pub fn wait(&mut self, seconds: u64) {
        self.after += Duration::from_secs(seconds);
    }

    pub fn commit(&mut self, writes: &[Write]) {
        self.store.commit(writes).unwrap();
    }

    pub fn commits(&self) -> u64 {
        self.store.commits()
    }

    /// Commits what came of something; its answer.
    pub fn done<T>(&mut self, outcome: Result<Change<T>, Refused>) -> Result<T, Refused> {
        outcome.map(|Change { writes, answer }| {
            self.commit(&writes);
            answer
        })
    }
}

pub fn by(name: &str) -> By {
    let bits = name.bytes().fold(0, |bits, byte| bits << 8 | u128::from(byte));
    By { agent: Some(AgentId::from_bits(bits)), name: name.to_owned() }
}

pub fn stale<T: std::fmt::Debug>(outcome: Result<T, Refused>) -> Stale {
    match outcome {
        Err(Refused::Stale(stale)) => *stale,
        other => panic!("{other:?}"),
    }
}
