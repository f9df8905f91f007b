//! The Worker: events, HTTP API and Durable Objects.
//!
//! One Worker serves two hosts with separate route tables (`router`): the chat host for visitors and the desk host for agents
//! and operators; each refuses the other's routes. A request is authorised (`auth`) for its site and person before any object
//! is touched; handlers (`api`) then ask one object and answer. They hold no rules: what may happen in a conversation, at a
//! desk or in a directory is decided by the machines of `shared/`, which the objects host.
//!
//! An object (`conversation`, `desk`, `directory`, `site`) takes one input at a time: it decodes, feeds its machine with the
//! time, and applies the effects in their order, all without an await. So nothing interleaves, and one input costs at most one
//! commit. Nothing leaves an object before what it tells of is on disk: the runtime holds messages back until then. When a
//! commit fails, the machine and its remaining effects are dropped, its sockets are closed with `try_again`, and the next input
//! rebuilds it from its records. Objects hibernate: everything in memory may vanish between two inputs; what a socket needs is
//! in its attachment, the rest in SQL. There is one alarm per object, armed at the machine's earliest time-out.
//!
//! Objects speak to each other only through `objects`: commands are types, repeated until answered, harmless when repeated.
//!
//! The Worker never keeps state in statics (but the encoder's weights, which are part of it), never logs what people wrote or their addresses, and never panics on input.

mod api;
mod assets;
mod auth;
mod body;
mod channel;
mod clock;
mod config;
mod conversation;
mod desk;
mod digest;
mod directory;
mod encoder;
mod error;
mod object;
mod objects;
mod pace;
mod policy;
mod random;
mod router;
mod site;
mod sql;
#[cfg(feature = "test-routes")]
mod test_routes;
mod trainer;

use worker::{Context, Env, Request, Response, Result, event};

#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    router::answer(request, &env).await
}
