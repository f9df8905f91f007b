//! `GET /api/v1/sites/{site}/bundle.json` and `…/pack/{hash}` or `…/sense/{hash}`: what is public.

use wire::SiteId;
use worker::{Env, Request, Response};

use crate::error::Problem;
use crate::objects::{self, Address};
use crate::site::command::SiteCommand;

/// The bundle: looked up anew each time, by its tag.
pub(crate) async fn bundle(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    let found = objects::send(env, Address::Site(site), &SiteCommand::Bundle).await?;
    let tag = found.headers().get("etag")?.unwrap_or_default();
    let known = request.headers().get("if-none-match")?.unwrap_or_default();
    let response = if !tag.is_empty() && known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag) {
        Response::builder().with_status(304).empty()
    } else {
        public(request, found, "application/json")?
    };
    response.headers().set("etag", &tag)?;
    response.headers().set("cache-control", "no-cache")?;
    Ok(response)
}

/// The model's pack or sense: its name is its hash, so it never changes.
pub(crate) async fn model(env: &Env, request: &Request, site: &SiteId, hash: &str) -> Result<Response, Problem> {
    let is_hash = (8..=64).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        return Err(Problem::not_found("There is no such model. The bundle names the present one."));
    }
    let found = objects::send(env, Address::Site(site), &SiteCommand::Model { name: hash.to_owned() }).await?;
    let response = public(request, found, "application/octet-stream")?;
    response.headers().set("cache-control", "public, max-age=31536000, immutable")?;
    Ok(response)
}

/// Compressed by the runtime as the header says.
fn public(request: &Request, found: Response, content_type: &str) -> Result<Response, Problem> {
    let (_, body) = found.into_parts();
    let mut builder = Response::builder().with_header("content-type", content_type)?.with_header("vary", "accept-encoding")?;
    let accepted = request.headers().get("accept-encoding")?.unwrap_or_default();
    if crate::assets::accepts_brotli(&accepted) {
        builder = builder.with_header("content-encoding", "br")?;
    }
    Ok(builder.body(body))
}
