//! The owner's side: from the YAML an owner writes to the files a site is served from.
//!
//! [`compile`] reads one file, checks all of it and gives [`Compiled`]: the public bundle, the private part and the training
//! set. [`Compiled::train`] adds the model: [`Published`]. Then [`containment::run`] tells how well that model does on a file of
//! questions it has not seen, and [`Compiled::report`] where its intents are weak.
//!
//! Owners are not programmers. Each [`Finding`] names the place, what is wrong and what to do; checking goes on after a fault, so
//! one run shows everything that can be known. An error keeps the playbook from being compiled, a warning does not.
//!
//! The steps, each of which trusts only the one before it:
//! 1. `tree`: YAML to a tree of places. Every scalar is text. Anchors, aliases and tags are refused, size and depth limited.
//! 2. `read`: the tree to a draft. Unknown and doubled fields, ids, lengths, locales, patterns, Markdown (`markdown`: to nodes;
//!    HTML is refused), each flow as a whole.
//! 3. `check`: what needs several parts. Ids defined once and known where used, examples that stand in two intents.
//! 4. `compile`: the draft to the public and the private part. What is not copied there is not published.
//!
//! Owners who do not write YAML by hand use the console: [`studio::Studio`] holds their text, and `edit` changes it by what they do.
//!
//! It never performs IO, reads a clock or draws a random number: the same text gives the same bytes. It runs on the owner's side
//! only; nothing of it reaches a visitor's browser.

mod check;
mod compile;
pub mod containment;
pub mod edit;
pub mod finding;
pub mod hash;
pub mod import;
mod limits;
mod markdown;
mod nearest;
mod read;
pub mod report;
pub mod start;
pub mod studio;
pub mod table;
mod train;
mod tree;

pub use compile::{Compiled, compile};
pub use finding::{Finding, Findings, Place, Severity};
pub use report::Report;
pub use train::Published;
