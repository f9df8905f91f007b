//! `POST /api/v1/sites/{site}/visitors` and `…/visitors/renew`: tokens of visitors.

use wire::api::VisitorSession;
use wire::{SiteId, VisitorId};
use worker::{Env, Request, Response};

use crate::auth::{origin, visitor};
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address};
use crate::random;
use crate::site::command::{PageView, SiteCommand};

/// A new visitor.
pub(crate) async fn create(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Chat)?)?;
    let _: PageView = objects::call(env, Address::Site(site), &SiteCommand::Page { host: None }).await?;
    answer(env, site, VisitorId::from_bits(random::bits()?))
}

/// The same visitor with a fresh token.
pub(crate) fn renew(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Chat)?)?;
    let claims = visitor::of_renewal(env, request, site)?;
    answer(env, site, claims.visitor)
}

fn answer(env: &Env, site: &SiteId, visitor: VisitorId) -> Result<Response, Problem> {
    let (token, expires_at) = visitor::issue(env, site, visitor)?;
    super::private(&VisitorSession { visitor, token, expires_at })
}
