//! `POST`, `GET` and `DELETE /api/v1/session`: agents sign in and out.

use wire::api::SignIn;
use worker::{Env, Request, Response};

use crate::auth::{agent, origin};
use crate::body;
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address, Done};
use crate::site::command::{SignedIn, SiteCommand};

/// Set by Cloudflare. Behind another proxy, `CLIENT_ADDRESS_HEADER` names the header that one sets. With no proxy at all whoever
/// guesses may leave it out or make it up, and is slowed per e-mail alone.
const ADDRESS_HEADER: &str = "cf-connecting-ip";

/// The network address a request comes from, as far as a proxy tells.
pub(super) fn address(env: &Env, request: &Request) -> Result<Option<String>, Problem> {
    let header = config::text(env, "CLIENT_ADDRESS_HEADER").unwrap_or_else(|| ADDRESS_HEADER.to_owned());
    Ok(request.headers().get(&header)?.map(|value| value.chars().take(64).collect()))
}

pub(crate) async fn create(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    let SignIn { site, email, password } = body::json(request, body::SMALL_BYTES).await?;
    let command = SiteCommand::SignIn { email, password, address: address(env, request)? };
    let signed_in: SignedIn = objects::call(env, Address::Site(&site), &command).await?;
    let response = super::private(&signed_in.session)?;
    response.headers().set("set-cookie", &agent::cookie(&site, &signed_in.secret))?;
    Ok(response)
}

pub(crate) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    super::private(&agent::of_request(env, request).await?)
}

pub(crate) async fn delete(env: &Env, request: &Request) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    if let Some(held) = agent::held(request)? {
        let _: Done = objects::call(env, Address::Site(&held.site), &SiteCommand::SignOut { secret: held.secret }).await?;
    }
    let response = super::private(&Done {})?;
    response.headers().set("set-cookie", &agent::no_cookie())?;
    Ok(response)
}
