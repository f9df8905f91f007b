//! The agent's desk.
//!
//! **Life-cycle.** The page asks who is signed in; without a session it shows the sign-in page. With one it opens the desk socket,
//! which brings offers, the agent's conversations, the queue and colleagues, each frame whole ([`board`]). A conversation that is
//! put on screen gets a thread: the protocol's client machine (`chat::client`) with its own socket. A thread leaves its socket when
//! it leaves the screen, unless something of it is still on its way; its machine stays, so that coming back is immediate.
//!
//! **Halves.** What is decided is in plain modules that are natively tested: [`board`], [`link`], [`rows`], [`keys`], [`records`],
//! [`titles`], [`words`]. What touches the browser exists on wasm32 alone: `host` (sockets, requests, storage, clock), `session` (owns
//! all state; the only place where the two meet) and `app` (components, which read signals and call the session).
//!
//! **Kept in the browser, per agent:** canned replies, macros, views of one's own, and what makes a sound. None holds what a customer
//! wrote. A macro's irreversible part waits five seconds, in which it can be called off.
//!
//! **Timers.** One tick a second moves waits and countdowns; the desk socket and each thread are asked when they next have something
//! to do. Frames of the desk replace what is shown, so after a reconnect nothing needs to be reconciled.
//!
//! **Never.** It stores nothing a customer wrote ([`records`]); it writes no markup from text; it needs no inline script or style;
//! to a customer it sends nothing in a
//! conversation that is not this agent's: there it writes notes and tags alone.

pub mod actions;
pub mod alert;
pub mod board;
pub mod canned;
pub mod due;
pub mod filter;
pub mod find;
pub mod floor;
pub mod here;
pub mod keys;
pub mod known;
pub mod link;
pub mod macros;
pub mod mention;
pub mod problem;
pub mod reason;
pub mod records;
pub mod rows;
pub mod snooze;
pub mod suggest;
pub mod targets;
pub mod titles;
pub mod transcript;
pub mod tray;
pub mod window;
pub mod words;

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub, reason = "the component macro makes the props of a private component public")]
mod app;
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod session;

#[cfg(test)]
mod sample;
