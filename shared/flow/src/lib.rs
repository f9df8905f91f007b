//! The guided flow machine: leads a visitor through an owner's [`playbook::Flow`] and hands what was collected to a human.
//!
//! **Life-cycle.** [`Engine::start`] speaks until the first question. Each [`Input`] then answers it, skips it, goes back, or
//! cancels; [`Engine::handle`] returns the [`Event`]s to show, in order, up to the next question, a [`HandOff`] or the end. An
//! input that does not fit changes nothing and is answered by [`Event::Retry`], or by [`Event::Doubt`] where it may be a question
//! of the visitor's own, which a host answers before it goes on. There is always a way out: [`Input::Cancel`], or the words for it
//! typed ("cancel", "取消"), unless they are an answer of the question itself.
//!
//! **What was told.** The text that led to a flow, and every typed answer, are searched for answers of the questions that wait
//! their turn; what is found is shown ([`Event::Noted`]) and not asked for. Nothing is guessed: a number needs its unit or a hint
//! in the same clause, a choice a word that its owner gave, and what is denied counts for nothing. "No, 80 km/h" corrects the last
//! answer that it fits; the answers behind it are given again along the way that follows from it.
//!
//! **State.** [`State`] is all there is: the flow's id and version, the locale, the answers in the order given, and those told
//! but not reached. The current question and every slot follow from them. Going back moves the last answer to those told, so
//! that nothing is lost, and giving it again leads to the same state. A host stores the state after each input and continues with
//! [`Engine::resume`] after a reload.
//!
//! **Versions.** An engine owns its copy of the flow, so a running one ends on the version it began with. After a reload only
//! the newest version is at hand: `resume` then replays the stored answers in the new flow as far as they still fit, and says
//! so by [`Event::Changed`]; the visitor repeats nothing that is still asked.
//!
//! **Bounds.** Between two answers at most every step is passed once; a flow that loops without asking (the compiler
//! refuses those) ends as [`Ending::Broken`], as does one that names a step it does not have. Patterns are matched in time
//! linear in the input ([`Pattern`]). There are no timers.
//!
//! The host says which day it is ([`Setting`]). It never reads a clock, stores, sends, or decides whether a flow should start.

pub mod engine;
pub mod event;
mod find;
pub mod fold;
pub mod pattern;
pub mod state;
mod traditional;
mod turn;
mod words;

pub use engine::{Engine, Setting};
pub use event::{Ending, Event, HandOff, Input, Misfit, Offer, Prompt, Turn};
pub use find::Day;
pub use pattern::{Pattern, PatternError};
pub use state::{Given, State};
