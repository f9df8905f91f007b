//! The desk machine of a site: who waits, who is there, who is asked, who answers.
//!
//! **A conversation's life.** It enters by its first summary that needs an agent and is then in exactly one place: *waiting*,
//! *offered* to one agent, *assigned* to one agent, or *gone*. An offer that is declined or expires puts it back to waiting with
//! that agent passed over for a minute; an accepted one assigns it under the next epoch. It leaves when its summary says that it
//! is settled. An agent who gives it back, is removed, or stays without a socket for longer than `limits::AGENT_GRACE` loses it:
//! it waits again at its old place, since the place is a function of the summary alone. What is gone is remembered for a day, so
//! that a late summary cannot bring it back.
//!
//! **The choice.** After every input, as long as somebody waits for whom an eligible agent has room, the first in the queue is
//! offered to the best agent. Eligible: online, connected, has the skill, capacity not taken by assignments and pending offers,
//! not passed over. Best: refused it least since it was last taken, then lowest share of capacity taken, then longest idle, then lowest id. First: higher priority, then
//! queued earlier, then lower id, where a step of priority is worth an hour of waiting, so that nothing starves. Each offer
//! stores why it was made ([`Why`]); of the offers of one epoch the accepted one stands.
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
mod desk;
mod effect;
mod frames;
mod input;
#[cfg(feature = "mutations")]
pub mod mutations;
mod offer;
mod policy;
mod record;
mod restore;
mod socket;
mod summary;
mod timer;
mod view;

pub use desk::Desk;
pub use effect::Effect;
pub use input::{Attachment, Input, SocketId};
pub use record::{Candidate, Why};
pub use view::{AgentView, PlaceView};
