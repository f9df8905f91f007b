//! Both halves of the conversation protocol as pure machines.
//!
//! A conversation is one log of entries numbered 1, 2, 3, …. [`server::Conversation`] keeps it at the edge, one machine per
//! conversation; [`client::Client`] keeps a copy in a browser, one machine per tab of a visitor or per thread on an agent's desk.
//! A host feeds one input with the time, then drains every effect in order, then feeds the next. The rules both follow are
//! numbered in `PROTOCOL.md`.
//!
//! **Life of a message.** A person submits a text: the client puts it into its outbox, asks for that to be persisted, and sends
//! it when a socket has caught up. The server stores the entry and the head of the conversation in one commit, then
//! acknowledges and broadcasts. The client forgets the outbox item only when it holds the entry, so that there is no moment at
//! which the text is kept nowhere. Whatever is lost on the way is sent again with the same id, and the server answers a known id with
//! the place it already has.
//!
//! **Life of a socket.** Connected, `hello`, `welcome`, entries after `resume`, then live. At the edge all that is known of a
//! socket is in its attachment, so that the object may sleep between two frames. In the browser a socket that falls silent with
//! something unacknowledged, skips an entry, or speaks nonsense is dropped, and a new one resumes from the last entry held.
//!
//! **Before escalation** nothing leaves the browser: lines are kept by the client alone, it does not even connect, and the
//! server stores nothing. `escalate` hands the lines over; where visitor and server both hold a line it is the same line by its id.
//!
//! **Timers.** Server: deliveries of summaries (at most one a second, repeated with a doubling pause until the receiver has stored
//! them). Client: connecting again, an unanswered socket, pacing of frames, the end of typing on either side. All through
//! `poll_timeout`; calling `handle_timeout` early or twice does nothing.
//!
//! **Persistence.** At most one `Persist` per input, before its other effects. If it fails, the server's host drops the machine
//! and restores it; nothing of that input was acknowledged. The client's host goes on in memory.
//!
//! Neither half reads a clock, draws a random number or performs IO. What a text says is looked at in a few places of the server:
//! its tone at a hand-over, and numbers that nobody may keep ([`mask`]), before anything is stored or told on. Where
//! customers say they can be reached ([`reach`]) is noted from what is left.

#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "server")]
pub mod mask;
#[cfg(feature = "mutations")]
pub mod mutations;
#[cfg(any(feature = "client", feature = "server"))]
mod pace;
#[cfg(feature = "server")]
pub mod reach;
#[cfg(feature = "server")]
pub mod server;
