//! An ordered record store: JSON texts under ordered keys, changed in whole transactions.
//!
//! Every machine persists [`wire::Write`]s and is rebuilt from records; what that costs and guarantees is decided here, once.
//! [`SqlStore`] holds the schema, its append-only migrations and every statement, over the small [`Sql`] trait, so that native
//! SQLite (feature `sqlite`: the simulator, the tests) and the SQL of a Durable Object (implemented by the Worker) run the same
//! statements and keep the same bytes. [`MemoryStore`] is the double that can fail before or after persisting. [`suite`] is one
//! suite for all of them.
//!
//! A commit is whole or nothing, and is counted: a message may cost one. The store never interprets a body, never caches, and
//! never retries; a host whose commit failed drops its machine and rebuilds it.

mod memory;
mod migrations;
mod reading;
mod sql;
#[cfg(feature = "sqlite")]
mod sqlite;
pub mod suite;

pub use memory::{Fault, MemoryStore};
pub use reading::Reading;
pub use sql::{Param, Sql, SqlStore};
#[cfg(feature = "sqlite")]
pub use sqlite::Sqlite;

use wire::Write;

/// A key and its JSON body.
pub type Record = (String, String);

/// Where a machine's records are kept.
pub trait Store {
    /// Applies all of `writes`, in order, or none.
    ///
    /// # Errors
    /// [`StoreError`] if nothing was applied, or if it is not known whether it was.
    fn commit(&mut self, writes: &[Write]) -> Result<(), StoreError>;

    /// The body under `key`.
    ///
    /// # Errors
    /// [`StoreError::Failed`] if the store cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Records whose key starts with `prefix`, ascending by key (in bytes), at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Failed`] if the store cannot be read.
    fn scan(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, StoreError>;

    /// The same, descending.
    ///
    /// # Errors
    /// [`StoreError::Failed`] if the store cannot be read.
    fn scan_back(&self, prefix: &str, limit: usize) -> Result<Vec<Record>, StoreError>;

    /// Keeps one part of something large, in place of what was there. Not part of a commit: whoever stores parts has committed a
    /// record that tells of them.
    ///
    /// # Errors
    /// [`StoreError`] if it was not kept.
    fn put_part(&mut self, of: &str, number: u32, bytes: &[u8]) -> Result<(), StoreError>;

    /// A part.
    ///
    /// # Errors
    /// [`StoreError::Failed`] if the store cannot be read.
    fn part(&self, of: &str, number: u32) -> Result<Option<Vec<u8>>, StoreError>;

    /// Drops all its parts.
    ///
    /// # Errors
    /// [`StoreError`] if they may still be there.
    fn drop_parts(&mut self, of: &str) -> Result<(), StoreError>;

    /// The same, of records whose key is below `below` and whose body holds every one of `needles`, Latin letters of either case.
    ///
    /// # Errors
    /// [`StoreError::Failed`] if the store cannot be read.
    fn search_back(&self, prefix: &str, below: Option<&str>, needles: &[&str], limit: usize) -> Result<Vec<Record>, StoreError>;

    /// Commits that were not empty since this store was opened.
    fn commits(&self) -> u64;
}

/// Why a store did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full; nothing was stored")]
    Full,
    #[error("storage failed: {0}")]
    Failed(String),
    #[error("the store was written by a newer build: migration {found:?} is not known here")]
    Newer { found: String },
}
