//! `POST /api/v1/sites/{site}/facts`: outcomes counted before escalation. No text, no visitor, so no token either.

use wire::SiteId;
use wire::api::Outcomes;
use wire::limits::TRANSCRIPT_ITEMS;
use worker::{Env, Request, Response};

use crate::auth::origin;
use crate::body;
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address, DirectoryCommand, Done};
use crate::site::command::{PageView, SiteCommand};

pub(crate) async fn append(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Chat)?)?;
    let outcomes: Outcomes = body::json(request, body::SMALL_BYTES).await?;
    if outcomes.outcomes.len() > TRANSCRIPT_ITEMS {
        return Err(Problem::bad_request(format!("A batch has at most {TRANSCRIPT_ITEMS} outcomes. Send the rest in another.")));
    }
    let _: PageView = objects::call(env, Address::Site(site), &SiteCommand::Page { host: None }).await?;
    let _: Done = objects::call(env, Address::Directory(site), &DirectoryCommand::Outcomes { outcomes }).await?;
    super::private(&Done {})
}
