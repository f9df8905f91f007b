//! `PUT /api/v1/operator/sites/{site}` and `…/agents`: what an operator sets up. Both may be repeated.
//!
//! A site is published with `{"public": BUNDLE, "private": PRIVATE_PART, "pack": BASE64, "sense": BASE64}`, the files of a compiled playbook,
//! and `"playbook": YAML`, its text, where the owner's console is to go on from there;
//! its staff is a list of `wire::api::StaffMember`. Setting the staff tells the desk; if that fails the answer says so, and
//! sending the same list again completes it.

use wire::SiteId;
use wire::api::StaffMember;
use wire::console::PLAYBOOK_BYTES;
use worker::{Env, Request, Response};

use crate::auth::operator;
use crate::body;
use crate::error::Problem;
use crate::objects::{self, Address, DeskCommand, Done};
use crate::site::command::{Publication, SiteCommand, StaffChange};
use crate::trainer::command::TrainerCommand;

pub(crate) async fn publish(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    let mut publication: Publication = body::json(request, body::PUBLICATION_BYTES).await?;
    let playbook = publication.playbook.take();
    if playbook.as_ref().is_some_and(|text| text.len() > PLAYBOOK_BYTES) {
        return Err(Problem::new(413, "too_long", "The playbook is longer than a megabyte. Publish without its text."));
    }
    let intents = u32::try_from(publication.public.intents.len()).unwrap_or(u32::MAX);
    let command = SiteCommand::Publish { publication: Box::new(publication) };
    let _: Done = objects::call(env, Address::Site(site), &command).await?;
    if let Some(playbook) = playbook {
        let command = TrainerCommand::Adopt { playbook, intents };
        let _: Done = objects::call(env, Address::Trainer(site), &command).await?;
    }
    super::private(&Done {})
}

pub(crate) async fn agents(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    let members: Vec<StaffMember> = body::json(request, body::PUBLICATION_BYTES).await?;
    let change: StaffChange = objects::call(env, Address::Site(site), &SiteCommand::Staff { members }).await?;
    tell_desk(env, site, change).await?;
    super::private(&Done {})
}

/// Lets the desk know who is there now.
pub(super) async fn tell_desk(env: &Env, site: &SiteId, change: StaffChange) -> Result<(), Problem> {
    for profile in change.present {
        let _: Done = objects::call(env, Address::Desk(site), &DeskCommand::ProfileChanged { profile }).await?;
    }
    for agent in change.removed {
        let _: Done = objects::call(env, Address::Desk(site), &DeskCommand::AgentRemoved { agent }).await?;
    }
    Ok(())
}
