//! The owner's console: `/console` and what it asks under `/api/v1`, for the staff of a site whose role allows it.
//!
//! Who may what is what `Site` says at each request, of the site of the session alone: no address here names a site. Everything that
//! changes something is asked from our own pages only.

mod installs;
mod playbook;
mod routing;
mod sites;
mod staff;
mod tests;
mod unanswered;

use json::Json;
use wire::api::AgentSession;
use wire::console::{By, Saved};
use worker::{Env, Method, Request, Response};

use crate::assets;
use crate::auth::{agent, origin};
use crate::config::{self, Host};
use crate::error::Problem;
use crate::trainer::command::Settled;

/// `GET /console` and everything below it: one document, framed by nobody, that reads its place from the address.
pub(crate) async fn document(env: &Env, request: &Request) -> Result<Response, Problem> {
    assets::document(env, Host::Desk, request, "/console.html", &[]).await
}

/// The answer, if it is one of the console's routes; `segments` are those after `/api/v1/`.
pub(crate) async fn answer(env: &Env, request: &mut Request, segments: &[&str]) -> Option<Result<Response, Problem>> {
    Some(match (request.method(), segments) {
        (Method::Post, ["sites"]) => sites::found(env, request).await,
        (Method::Get, ["playbook"]) => playbook::read(env, request).await,
        (Method::Put, ["playbook"]) => playbook::save(env, request).await,
        (Method::Post, ["playbook", "publish"]) => playbook::publish(env, request).await,
        (Method::Get, ["playbook", "training"]) => playbook::training(env, request).await,
        (Method::Get, ["playbook", "report"]) => playbook::report(env, request).await,
        (Method::Get, ["playbook", "versions"]) => playbook::versions(env, request).await,
        (Method::Get, ["playbook", "versions", number]) => playbook::version(env, request, number.parse().ok()?).await,
        (Method::Post, ["playbook", "versions", number, "restore"]) => {
            playbook::restore(env, request, number.parse().ok()?).await
        }
        (Method::Get, ["playbook", "tests"]) => tests::read(env, request).await,
        (Method::Put, ["playbook", "tests"]) => tests::save(env, request).await,
        (Method::Post, ["playbook", "tests", "scores"]) => tests::score(env, request).await,
        (Method::Get, ["staff"]) => staff::read(env, request).await,
        (Method::Put, ["staff"]) => staff::set(env, request).await,
        (Method::Get, ["routing"]) => routing::read(env, request).await,
        (Method::Put, ["routing"]) => routing::set(env, request).await,
        (Method::Get, ["chat"]) => installs::chat(env, request).await,
        (Method::Get, ["installs"]) => installs::read(env, request).await,
        (Method::Get, ["unanswered"]) => unanswered::read(env, request).await,
        (Method::Delete, ["unanswered", question]) => unanswered::forget(env, request, question.parse().ok()?).await,
        _ => return None,
    })
}

pub(crate) use unanswered::ask;

/// Whoever is signed in, if they write the playbook.
async fn editor(env: &Env, request: &Request) -> Result<AgentSession, Problem> {
    let session = agent::of_request(env, request).await?;
    if session.agent.role.is_editor() {
        return Ok(session);
    }
    Err(Problem::new(403, "not_editor", "Only editors and owners of this site may do this. Ask an owner to make you one."))
}

/// Whoever is signed in, if the site is theirs.
async fn owner(env: &Env, request: &Request) -> Result<AgentSession, Problem> {
    let session = agent::of_request(env, request).await?;
    if session.agent.role.is_owner() {
        return Ok(session);
    }
    Err(Problem::new(403, "not_owner", "Only owners of this site may do this. Ask one of them."))
}

/// The same, of something that changes something.
async fn editing(env: &Env, request: &Request) -> Result<AgentSession, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    editor(env, request).await
}

async fn owning(env: &Env, request: &Request) -> Result<AgentSession, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    owner(env, request).await
}

fn by(session: &AgentSession) -> By {
    By { agent: Some(session.agent.id), name: session.agent.name.clone() }
}

/// What came of a save: 412 with who saved meanwhile where nothing did.
fn settled(settled: Settled) -> Result<Response, Problem> {
    match settled {
        Settled::Saved { version } => super::private(&Saved { version }),
        Settled::Stale { stale } => Ok(super::private(&*stale)?.with_status(412)),
    }
}

/// JSON that is passed on as it came.
async fn passed<T: Json>(env: &Env, session: &AgentSession, command: &impl Json) -> Result<Response, Problem> {
    let answer: T = crate::objects::call(env, crate::objects::Address::Trainer(&session.site), command).await?;
    super::private(&answer)
}
