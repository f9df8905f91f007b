//! The owner's console.
//!
//! **Life-cycle.** The page asks who is signed in; without a session it shows the sign-in page, or the one that makes a site. With one
//! that may edit it starts the *lab*, a Web Worker that holds the playbook's text, gives it the draft, and draws what the lab tells. An
//! edit goes to the lab as one `book::Op`; what comes back is the new text, which [`draft`] saves by itself, and the new view.
//!
//! **Halves.** What is decided is in plain modules that are natively tested: [`place`], [`draft`], [`history`], [`lines`], [`found`],
//! [`chart`], [`picture`], [`order`], [`choices`], [`contrast`], [`week`], [`promise`], [`site`], [`problem`], [`words`]. What touches the browser exists on wasm32 alone: `host` (lab, address, files),
//! `session` (owns all state) and `app` (components, which read signals and call the session).
//!
//! **Nothing typed is lost.** A field sends what was typed after a short pause and when it is left; the draft is kept in the browser
//! until the edge has stored it, over reloads and without a connection. Where somebody else saved meanwhile, the person chooses.
//!
//! **Never.** It writes no markup from text and needs no inline script or style; it trusts no model of its own for what customers
//! get: the edge compiles and trains what is published.

pub mod chart;
pub mod choices;
pub mod contrast;
pub mod draft;
pub mod found;
pub mod history;
pub mod lines;
pub mod order;
pub mod picture;
pub mod place;
pub mod problem;
pub mod promise;
pub mod site;
pub mod week;
pub mod words;

#[cfg(target_arch = "wasm32")]
#[allow(unreachable_pub, reason = "the component macro makes the props of a private component public")]
mod app;
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod session;
