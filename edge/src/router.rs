//! Which host a request is for, and which handler answers it.
//!
//! Each host has its own table and refuses the other's routes, so that a hole in one is not a hole in both.

use std::str::FromStr;

use worker::{Env, Method, Request, Response};

use crate::config::{self, Host};
use crate::error::Problem;
use crate::{api, assets, channel, policy};

/// Answers any request; what is wrong with it becomes an answer too.
pub(crate) async fn answer(request: Request, env: &Env) -> worker::Result<Response> {
    let response = route(request, env).await.or_else(Problem::into_response)?;
    if response.status_code() != 101 {
        policy::apply_to_all(response.headers())?;
    }
    Ok(response)
}

async fn route(mut request: Request, env: &Env) -> Result<Response, Problem> {
    let (chat, desk) = (config::origin(env, Host::Chat)?, config::origin(env, Host::Desk)?);
    let Some(host) = Host::of(&authority(&request)?, &chat, &desk) else {
        return Err(Problem::new(421, "unknown_host", "Nothing is served under this name. Use the address you were given."));
    };
    let path = request.path();
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    #[cfg(feature = "test-routes")]
    if let ["api", "v1", "test", rest @ ..] = segments.as_slice() {
        return crate::test_routes::answer(env, &mut request, rest).await;
    }
    match host {
        Host::Chat => chat_host(env, &mut request, &path, &segments).await,
        Host::Desk => desk_host(env, &mut request, &path, &segments).await,
    }
}

async fn chat_host(env: &Env, request: &mut Request, path: &str, segments: &[&str]) -> Result<Response, Problem> {
    match (request.method(), segments) {
        (Method::Get, ["w" | "c", site]) => api::widget::document(env, request, &id(site)?).await,
        (Method::Get, ["v1", _] | ["a", _] | ["favicon.ico" | "robots.txt"]) => {
            assets::file(env, Host::Chat, request, path).await
        }
        (Method::Get, ["api", "v1", "sites", site, "bundle.json"]) => api::bundle::bundle(env, request, &id(site)?).await,
        (Method::Get, ["api", "v1", "sites", site, "pack" | "sense", hash]) => {
            api::bundle::model(env, request, &id(site)?, hash).await
        }
        (Method::Post, ["api", "v1", "sites", site, "visitors"]) => api::visitors::create(env, request, &id(site)?).await,
        (Method::Post, ["api", "v1", "sites", site, "visitors", "renew"]) => api::visitors::renew(env, request, &id(site)?),
        (Method::Post, ["api", "v1", "sites", site, "facts"]) => api::facts::append(env, request, &id(site)?).await,
        (Method::Post, ["api", "v1", "sites", site, "questions"]) => api::console::ask(env, request, &id(site)?).await,
        (Method::Post, ["api", "v1", "sites", site, "channels", "social", "messages"]) => {
            channel::receive(env, request, &id(site)?).await
        }
        (Method::Get, ["api", "v1", "sites", site, "channels", "social", "conversations", conversation]) => {
            channel::read(env, request, &id(site)?, id(conversation)?).await
        }
        (Method::Get, ["api", "v1", "sites", site, "conversations", conversation, "outlook"]) => {
            api::outlook::read(env, request, &id(site)?, id(conversation)?).await
        }
        (Method::Get, ["api", "v1", "sites", site, "conversations", conversation, "socket"]) => {
            api::socket::of_visitor(env, request, &id(site)?, id(conversation)?).await
        }
        (Method::Put, ["api", "v1", "sites", site, "conversations", conversation, "attachments", file]) => {
            api::attachments::put_by_visitor(env, request, &id(site)?, id(conversation)?, id(file)?).await
        }
        (Method::Get, ["api", "v1", "sites", site, "conversations", conversation, "attachments", file]) => {
            api::attachments::get_by_visitor(env, request, &id(site)?, id(conversation)?, id(file)?).await
        }
        _ => Err(nothing_here()),
    }
}

async fn desk_host(env: &Env, request: &mut Request, path: &str, segments: &[&str]) -> Result<Response, Problem> {
    match (request.method(), segments) {
        (Method::Get, [""]) => api::desk::document(env, request).await,
        (Method::Get, ["console", ..]) => api::console::document(env, request).await,
        (Method::Get, ["a", _] | ["favicon.ico" | "robots.txt"]) => assets::file(env, Host::Desk, request, path).await,
        (Method::Post, ["api", "v1", "session"]) => api::session::create(env, request).await,
        (Method::Get, ["api", "v1", "session"]) => api::session::read(env, request).await,
        (Method::Delete, ["api", "v1", "session"]) => api::session::delete(env, request).await,
        (Method::Get, ["api", "v1", "site"]) => api::site::read(env, request).await,
        (Method::Get, ["api", "v1", "desk", "socket"]) => api::socket::of_desk(env, request).await,
        (Method::Get, ["api", "v1", "desk", "floor"]) => api::floor::read(env, request).await,
        (Method::Post, ["api", "v1", "desk", "floor", "assignments"]) => api::floor::assign(env, request).await,
        (Method::Put, ["api", "v1", "desk", "floor", "agents", agent, "presence"]) => {
            api::floor::set_presence(env, request, id(agent)?).await
        }
        (Method::Get, ["api", "v1", "conversations", conversation, "socket"]) => {
            api::socket::of_agent(env, request, id(conversation)?).await
        }
        (Method::Put, ["api", "v1", "conversations", conversation, "attachments", file]) => {
            api::attachments::put_by_agent(env, request, id(conversation)?, id(file)?).await
        }
        (Method::Get, ["api", "v1", "conversations", conversation, "attachments", file]) => {
            api::attachments::get_by_agent(env, request, id(conversation)?, id(file)?).await
        }
        (Method::Post, ["api", "v1", "conversations", "search"]) => api::listing::search(env, request).await,
        (Method::Post, ["api", "v1", "suggestions"]) => api::listing::suggest(env, request).await,
        (Method::Get, ["api", "v1", "conversations", conversation, "customer"]) => {
            api::customer::read(env, request, id(conversation)?).await
        }
        (Method::Get, ["api", "v1", "conversations", conversation, "why"]) => {
            api::routing::why(env, request, id(conversation)?).await
        }
        (Method::Get, ["api", "v1", "operator", "sites", site, "channels", "social"]) => {
            channel::secret(env, request, &id(site)?).await
        }
        (Method::Put, ["api", "v1", "operator", "sites", site, "routing"]) => {
            api::routing::publish(env, request, &id(site)?).await
        }
        (Method::Get, ["api", "v1", "operator", "sites", site, "routing"]) => {
            api::routing::report(env, request, &id(site)?).await
        }
        (Method::Put, ["api", "v1", "operator", "sites", site]) => api::operator::publish(env, request, &id(site)?).await,
        (Method::Put, ["api", "v1", "operator", "sites", site, "playbook"]) => {
            api::playbook::begin(env, request, &id(site)?).await
        }
        (Method::Get, ["api", "v1", "operator", "sites", site, "playbook", "training"]) => {
            api::playbook::training(env, request, &id(site)?).await
        }
        (Method::Get, ["api", "v1", "operator", "sites", site, "playbook", "report"]) => {
            api::playbook::report(env, request, &id(site)?).await
        }
        (Method::Put, ["api", "v1", "operator", "sites", site, "agents"]) => {
            api::operator::agents(env, request, &id(site)?).await
        }
        (Method::Post, ["api", "v1", "operator", "sites", site, "import"]) => api::import::import(env, request, &id(site)?).await,
        (Method::Get, ["api", "v1", "operator", "sites", site, "import"]) => api::import::total(env, request, &id(site)?).await,
        (_, ["api", "v1", rest @ ..]) => match api::console::answer(env, request, rest).await {
            Some(answer) => answer,
            None => Err(nothing_here()),
        },
        _ => Err(nothing_here()),
    }
}

/// The host and port a request was sent to.
fn authority(request: &Request) -> Result<String, Problem> {
    let url = request.url()?;
    let host = url.host_str().unwrap_or_default();
    Ok(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

fn id<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| nothing_here())
}

fn nothing_here() -> Problem {
    Problem::not_found("There is nothing at this address. Check it, and the method.")
}
