//! Everything that crosses a process or is stored: ids, frames, versions, limits, records.
//!
//! A conversation is one sequence-numbered log of [`Entry`]s kept by its `Conversation` object. Visitors and agents speak the
//! same [`ClientFrame`] / [`ServerFrame`] dialect with it over a WebSocket; what a socket may do follows from the
//! [`Participant`] the edge authenticated before the socket reached the object, never from what a frame claims. Agents hold one
//! more socket to their site's `Desk` and speak [`DeskFrame`] / [`AgentFrame`] there. Objects tell each other what happened by
//! [`command`]s, all of which are idempotent, because every one of them may be delivered twice.
//!
//! Frames are JSON text with a `kind`. A kind nobody knows decodes to `Unknown` and is skipped, so new kinds are additions; any
//! other change of a body raises [`PROTOCOL`]. Sizes are checked by [`decode`] before anything is parsed.
//!
//! Stored records are these types too: a machine persists [`Write`]s, each one JSON text under an ordered key, and is rebuilt
//! from them. The numbered rules are in `PROTOCOL.md`; tests quote them.
//!
//! This crate never performs IO, reads a clock, or makes an id: hosts pass those in.

pub mod api;
pub mod archive;
pub mod card;
pub mod command;
pub mod console;
pub mod desk;
pub mod entry;
pub mod fact;
pub mod file;
pub mod floor;
pub mod frame;
pub mod hello;
pub mod hours;
pub mod id;
pub mod limits;
pub mod listing;
pub mod policy;
pub mod record;
pub mod stored;
pub mod suggest;
pub mod summary;
pub mod time;

pub use card::{Card, CardField};
pub use desk::{AgentFrame, AgentProfile, AppliedSla, ChannelCapacity, DeskFrame, Offer, Presence, QueueItem, SlaTarget};
pub use entry::{Activity, Author, Body, Entry};
pub use file::{File, Media};
pub use floor::Role;
pub use frame::{ClientFrame, DecodeError, Escalation, Refusal, ServerFrame, TranscriptItem, decode, encode};
pub use hello::{CloseReason, Participant, Protocol};
pub use hours::OpeningHours;
pub use id::*;
pub use policy::{RoutingPolicy, Rule, SlaPolicy};
pub use record::Write;
pub use summary::{
    Channel, ConversationState, EscalationReason, Prediction, Priority, Sentiment, Summary, Tier, Tone, Transfer, TransferTarget,
};
pub use time::{Seq, Timestamp};
