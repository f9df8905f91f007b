//! What supervisors see and do: `GET /api/v1/desk/floor`, `POST …/floor/assignments`, `PUT …/floor/agents/{id}/presence`.
//!
//! The floor is a look at the desk that is asked for while it is on screen: nothing about it is remembered between two looks, so it
//! needs no subscription that would have to survive hibernation. Who is a supervisor is what `Site` says at each request.

use wire::AgentId;
use wire::api::AgentSession;
use wire::floor::{Floor, ForcedAssignment, PresenceChange};
use worker::{Env, Request, Response};

use crate::auth::{agent, origin};
use crate::body;
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address, DeskCommand, Done};

pub(crate) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = supervisor(env, request).await?;
    let floor: Floor = objects::call(env, Address::Desk(&session.site), &DeskCommand::Floor).await?;
    super::private(&floor)
}

pub(crate) async fn assign(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    let session = supervisor(env, request).await?;
    let wish: ForcedAssignment = body::json(request, body::SMALL_BYTES).await?;
    let command = DeskCommand::AssignedBy { by: session.agent, wish };
    let _: Done = objects::call(env, Address::Desk(&session.site), &command).await?;
    super::private(&Done {})
}

pub(crate) async fn set_presence(env: &Env, request: &mut Request, agent: AgentId) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    let session = supervisor(env, request).await?;
    let PresenceChange { presence } = body::json(request, body::SMALL_BYTES).await?;
    let command = DeskCommand::PresenceSetBy { by: session.agent, agent, presence };
    let _: Done = objects::call(env, Address::Desk(&session.site), &command).await?;
    super::private(&Done {})
}

async fn supervisor(env: &Env, request: &Request) -> Result<AgentSession, Problem> {
    let session = agent::of_request(env, request).await?;
    if session.agent.role.is_supervisor() { Ok(session) } else { Err(not_supervisor()) }
}

pub(crate) fn not_supervisor() -> Problem {
    Problem::new(403, "not_supervisor", "Only supervisors of this site may do this. Ask whoever runs the site to make you one.")
}
