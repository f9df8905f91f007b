//! What owners change and look at in their console: the draft of the playbook, its versions and publications, tests and scores, where the
//! widget was seen, and what nobody answered.
//!
//! Functions from stored records and one input to [`Write`]s, which the host commits whole before it answers. Nothing here reads a
//! clock, draws a random number or judges a text: that a draft compiles is for the host to find out before it [`begin`]s a training.
//!
//! **One draft.** Each save names the version it changes ([`Refused::Stale`] else), so that of two who write at once the second is told,
//! and nothing is overwritten unseen. A save that says what is stored already changes nothing, however often it comes. When a push
//! or a restored version takes the draft's place and no version has its text, it is kept as a version that was not published.
//!
//! **One publication at a time.** A course is of a text, not of the draft, which may go on changing. When it is through,
//! [`published`] makes it a version; what fails leaves none. The newest published version is what customers are answered by.
//!
//! Keys: `draft` and `draft-text`; `course` and `playbook` (the text in training); `version/N` and `version-text/N`; `tests`, `scores`;
//! `install/HOST`; `question/ID`. A text is a record's body as it is, so that one of `PLAYBOOK_BYTES` fits.

mod course;
mod draft;
mod installs;
mod tests;
mod unanswered;
mod versions;

pub use course::{Course, adopt, begin, begun, course, failed, fit_to_publish, in_training, published, push};
pub use draft::{draft, restore, save, seed};
pub use installs::{host_of, installs, seen};
pub use tests::{add_score, save_tests, tests};
pub use unanswered::{asked, expired, forget, unanswered};
pub use versions::{text, versions};

use json::Json;
use wire::Write;
use wire::console::{By, Stale};
use wire::record::{ReadError, Records, RestoreError, read};

/// What to commit, and what to answer when that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<T> {
    pub writes: Vec<Write>,
    pub answer: T,
}

/// Why nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Somebody else saved meanwhile.
    #[error("{}", .0.message)]
    Stale(Box<Stale>),
    /// Another publication is running.
    #[error("{} is publishing", .0.name)]
    Busy(By),
    #[error("there is no such version")]
    NoVersion,
    /// What to correct.
    #[error("{0}")]
    Unfit(&'static str),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Restore(#[from] RestoreError),
}

/// A record's value, if there is one.
fn kept<T: Json>(records: &impl Records, key: &str) -> Result<Option<T>, Refused> {
    Ok(records.get(key)?.map(|body| read(key, &body)).transpose()?)
}

/// The first `most` characters.
fn clipped(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
