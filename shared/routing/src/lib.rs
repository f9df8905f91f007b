//! The desk machine of a site: who waits, who is there, who is asked, who answers.
//!
//! **A conversation's life.** It enters by its first summary that needs an agent and is then in exactly one place: *waiting*,
//! *offered* to one agent, *assigned* to one agent, or *gone*. An offer that is declined or expires puts it back to waiting with
//! that agent passed over for a minute; an accepted one assigns it under the next epoch. It leaves when its summary says that it
//! is settled. An agent who gives it back, is removed, or stays without a socket for longer than `limits::AGENT_GRACE` loses it:
//! it waits again at its old place, since the place is a function of the summary alone. What is gone is remembered for a day, so
//! that a late summary cannot bring it back.
//!
//! **The choice.** After every input, as long as somebody waits for whom an eligible agent has unreserved room, the pair with the
//! greatest index is offered: what the conversation's waiting costs (its weight by channel, priority and tier, times one
//! plus its wait in targets), times what the agent is at it (the cube of how often they keep it over how long they take at their
//! level of the skill, slowed by what else they hold). It is the generalised c-mu rule (van Mieghem 1995) with ageing;
//! `docs/bench/routing.md` tells what it is worth. Ties go to the least versatile, the longest without new work, the lowest id; of equals, first come first.
//! Numbers and steps are the published [`wire::RoutingPolicy`], which may name another rule, or two that alternate so that their
//! difference is measured. Each offer stores why it was made ([`Why`]); of the offers of one epoch the accepted one stands.
//!
//! **Who may be asked.** Online, connected, serves the channel with room for one more (a call takes all of an agent), not passed
//! over, and trained. Declared and bounded in time: untrained agents are asked after a share of the target; e-mails and young
//! social contacts leave some of the room to those who cannot wait, until 0.7 of their target; who comes back waits a moment
//! for who served them, if those are here; what was passed on waits for those it was passed on to, and keeps its place.
//!
//! **Supervisors** give a conversation to an agent, past the choice and up to two past the agent's capacity, and set an agent's presence;
//! that too is an assignment under the next epoch, with its reason.
//!
//! **Commands.** A conversation learns of an assignment and of its end by commands that are sent again, with doubling pauses,
//! until acknowledged. Only the newest is kept: conversations go by epochs. A summary that still names an ended assignment is
//! answered with its release.
//!
//! **Timers.** Offers, exclusions, graces, retries and forgetting are deadlines in records; [`Desk::poll_timeout`] is the
//! earliest. Whatever is due is done before an input is looked at, so nobody accepts a lapsed offer. When the clock steps back,
//! deadlines are brought back within their spans; no wait ever grows.
//!
//! **Waking.** [`Desk::restore`] and one [`Input::Reattached`] per socket make the same machine again; what sockets were shown
//! is a function of the records. Agents whose sockets died with the machine start their grace at the first input or time-out,
//! which `poll_timeout` asks for at once.
//!
//! It never reads a clock, draws a random number, performs IO, panics on input, or keeps text beyond a summary's.

mod assign;
mod book;
mod choice;
mod class;
mod desk;
mod effect;
mod fitness;
mod floor;
mod frames;
mod input;
mod leaving;
#[cfg(feature = "mutations")]
pub mod mutations;
mod offer;
mod outlook;
mod policy;
mod record;
mod restore;
mod roster;
mod sla;
mod socket;
mod sockets;
mod summary;
mod supervise;
mod timer;
mod view;
mod waits;
mod workload;

pub use desk::Desk;
pub use effect::Effect;
pub use input::{Attachment, Input, SocketId};
pub use record::{Candidate, Knowledge, Why};
pub use supervise::Objection;
pub use view::{AgentView, PlaceView};
pub use waits::{BOUNDS_S, RuleWaits, Waits};
