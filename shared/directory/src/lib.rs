//! Who has been in touch: contacts, their conversations, what they told, and the facts of it all.
//!
//! A directory holds far more than fits in memory, so it is not a machine with state but functions from stored records and one
//! input to [`Write`]s. It learns of conversations by summaries and keeps, for each, the one with the greatest version: a summary
//! may come twice, late or never at once, and the result is the same ([`keep_summary`]). What a customer typed into a flow
//! becomes something they *told*, unverified, so that the next agent need not ask again. A visitor nobody has identified is a
//! contact too; its id starts as the visitor's own bits, and nothing here ever guesses that two visitors are one person.
//!
//! Keys, in the order they are read: `visitor/V` names the contact; `contact/C` is the profile; `timeline/C/TIME/K` lists
//! conversations by when they first came; `conversation/K` is the latest summary kept; `told/C/TIME/K/SLOT` what was told;
//! `recent/TIME/K` is what lists show of it ([`list`]);
//! `archive/K` is an imported conversation and `archive` what was imported in all; `fact/TIME/K/N` and `fact/TIME/outcome/BATCH/N` the facts, which are never changed.
//!
//! Conversations of the time before Frontdesk come as lines of an import ([`read_batch`], [`import`]). Each is a row with its own times
//! in the same timeline, with the same facts as one that was held here, and is never changed: a known id is not imported again.
//!
//! It holds no timers and no message texts but the preview of a summary, and it never answers for another site: each site has its own.

mod archive;
mod batch;
mod customer;
mod facts;
mod keys;
mod listing;
mod summary;

pub use archive::{Archive, import, import_total};
pub use batch::{BatchError, read_batch};
pub use customer::customer;
pub use facts::keep_outcomes;
pub use listing::list;
pub use summary::{Kept, keep_summary};

use wire::record::{ReadError, RestoreError};

/// Why the directory could not answer. The input was not kept and may be repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Restore(#[from] RestoreError),
}
