//! The rules of `PROTOCOL.md`, told through the public API of both halves.
#![cfg(all(feature = "client", feature = "server"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod attachments;
mod browser;
mod claims;
mod client_connection;
mod client_sending;
mod client_thread;
mod conversations;
mod deliveries;
mod edge;
mod frames;
mod handshake;
mod here;
mod hibernation;
mod interleavings;
mod messages;
mod notes;
mod passing;
mod patience;
mod ratings;
mod response;
mod retention;
