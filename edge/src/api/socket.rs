//! Sockets: of a visitor or an agent to a conversation, of an agent to the desk.
//!
//! A browser cannot read why a handshake was refused, so a socket whose owner is not accepted is opened by the Worker itself and
//! closed at once with the reason; no object hears of it. A page of another origin gets no socket at all.

use wire::hello::SUBPROTOCOL;
use wire::{CloseReason, ConversationId, Participant, SiteId};
use worker::{Env, Request, Response, WebSocketPair};

use crate::auth::{agent, origin, visitor};
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address, Join};

/// `GET /api/v1/sites/{site}/conversations/{id}/socket` on the chat host.
pub(crate) async fn of_visitor(
    env: &Env,
    request: &Request,
    site: &SiteId,
    conversation: ConversationId,
) -> Result<Response, Problem> {
    require_upgrade(env, request, Host::Chat)?;
    match visitor::of_socket(env, request, site) {
        Ok(claims) => {
            let who = Join::Participant(Participant::Visitor { id: claims.visitor });
            objects::join(env, Address::Conversation(site, conversation), &who).await
        }
        Err(problem) => refused(request, problem),
    }
}

/// `GET /api/v1/conversations/{id}/socket` on the desk host.
pub(crate) async fn of_agent(env: &Env, request: &Request, conversation: ConversationId) -> Result<Response, Problem> {
    require_upgrade(env, request, Host::Desk)?;
    match agent::of_request(env, request).await {
        Ok(session) => {
            let who = Join::Answering { agent: session.agent, patience_minutes: session.patience_minutes };
            objects::join(env, Address::Conversation(&session.site, conversation), &who).await
        }
        Err(problem) => refused(request, problem),
    }
}

/// `GET /api/v1/desk/socket` on the desk host.
pub(crate) async fn of_desk(env: &Env, request: &Request) -> Result<Response, Problem> {
    require_upgrade(env, request, Host::Desk)?;
    match agent::of_request(env, request).await {
        Ok(session) => objects::join(env, Address::Desk(&session.site), &Join::Agent(session.agent)).await,
        Err(problem) => refused(request, problem),
    }
}

fn require_upgrade(env: &Env, request: &Request, host: Host) -> Result<(), Problem> {
    let upgrade = request.headers().get("upgrade")?.unwrap_or_default();
    if !upgrade.eq_ignore_ascii_case("websocket") {
        return Err(Problem::new(426, "not_a_socket", "This address is a WebSocket. Open it as one."));
    }
    origin::require_own(request, &config::origin(env, host)?)
}

fn refused(request: &Request, problem: Problem) -> Result<Response, Problem> {
    if problem.status != 401 {
        return Err(problem);
    }
    let pair = WebSocketPair::new()?;
    pair.server.accept()?;
    pair.server.close(Some(CloseReason::CODE), Some(CloseReason::Forbidden.as_str()))?;
    let response = Response::from_websocket(pair.client)?;
    if request.headers().has("sec-websocket-protocol")? {
        response.headers().set("sec-websocket-protocol", SUBPROTOCOL)?;
    }
    Ok(response)
}
