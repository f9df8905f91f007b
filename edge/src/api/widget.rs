//! `GET /w/{site}`: the widget's document, framed by the pages the owner allows.

use wire::SiteId;
use worker::{Env, Request, Response};

use crate::assets;
use crate::config::Host;
use crate::error::Problem;
use crate::objects::{self, Address};
use crate::site::command::SiteCommand;

pub(crate) async fn document(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    let domains: Vec<String> = objects::call(env, Address::Site(site), &SiteCommand::Domains).await?;
    assets::document(env, Host::Chat, request, "/index.html", &domains).await
}
