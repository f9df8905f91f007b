//! `GET /w/{site}`: the widget's document, framed by the pages the owner allows. `GET /c/{site}` is the same as a page of its own, for
//! links, QR codes and the web views of apps.
//!
//! The host of the page that frames it is noted for the owner, who wants to know where the chat is installed. It names what the chat asks for first, so that on a slow line the playbook and the model come beside the program, not after it.

use wire::SiteId;
use worker::{Env, Request, Response};

use crate::assets;
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address};
use crate::site::command::{PageView, SiteCommand};

pub(crate) async fn document(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    let host = framing(env, request)?;
    let PageView { domains, pack } = objects::call(env, Address::Site(site), &SiteCommand::Page { host }).await?;
    let response = assets::document(env, Host::Chat, request, "/index.html", &domains).await?;
    let api = format!("/api/v1/sites/{site}");
    // The page itself reads the bundle; the pack is for its worker, which finds it in the browser's cache.
    let early = format!("<{api}/bundle.json>; rel=preload; as=fetch; crossorigin, <{api}/pack/{pack}>; rel=prefetch");
    response.headers().set("link", &early)?;
    Ok(response)
}

/// The host of the page that frames the document, as its browser tells; none where nothing does, or a page of ours.
fn framing(env: &Env, request: &Request) -> Result<Option<String>, Problem> {
    let headers = request.headers();
    if headers.get("sec-fetch-dest")?.is_some_and(|what| what != "iframe") {
        return Ok(None);
    }
    let host = backoffice::host_of(&headers.get("referer")?.unwrap_or_default());
    let (chat, desk) = (config::origin(env, Host::Chat)?, config::origin(env, Host::Desk)?);
    Ok(host.filter(|host| Host::of(host, &chat, &desk).is_none()))
}
