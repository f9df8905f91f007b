//! The guided flow machine: leads a visitor through an owner's [`playbook::Flow`] and hands what was collected to a human.
//!
//! **Life-cycle.** [`Engine::start`] speaks until the first question. Each [`Input`] then answers it, goes back, or cancels;
//! [`Engine::handle`] returns the [`Event`]s to show, in order, up to the next question, a [`HandOff`] or the end. An input that
//! does not fit is answered by [`Event::Retry`] and changes nothing. There is always a way out: [`Input::Cancel`], or the words
//! for it typed ("cancel", "取消"), unless they are an answer of the question itself.
//!
//! **State.** [`State`] is all there is: the flow's id and version, the locale, and the answers in the order given. The current
//! question and every slot follow from them, so going back is dropping the last answer, and giving it again leads to the
//! same state. A host stores the state after each input and continues with [`Engine::resume`] after a reload.
//!
//! **Versions.** An engine owns its copy of the flow, so a running one ends on the version it began with. After a reload only
//! the newest version is at hand: `resume` then replays the stored answers in the new flow as far as they still fit, and says
//! so by [`Event::Changed`]; the visitor repeats nothing that is still asked.
//!
//! **Bounds.** Between two questions at most every step is passed once; a flow that loops without asking (the compiler
//! refuses those) ends as [`Ending::Broken`], as does one that names a step it does not have. Patterns are matched in time
//! linear in the input ([`Pattern`]). There are no timers.
//!
//! It never reads a clock, stores, sends, or decides whether a flow should start.

pub mod engine;
pub mod event;
mod find;
pub mod fold;
pub mod pattern;
pub mod state;
mod turn;
mod words;

pub use engine::{Engine, Setting};
pub use event::{Ending, Event, HandOff, Input, Misfit, Offer, Prompt, Turn};
pub use find::Day;
pub use pattern::{Pattern, PatternError};
pub use state::{Given, State};
