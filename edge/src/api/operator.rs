//! `PUT /api/v1/operator/sites/{site}` and `…/agents`: what an operator sets up. Both may be repeated.
//!
//! A site is published with `{"public": BUNDLE, "private": PRIVATE_PART, "pack": BASE64, "sense": BASE64}`, the files of a compiled playbook;
//! its staff is a list of `wire::api::StaffMember`. Setting the staff tells the desk; if that fails the answer says so, and
//! sending the same list again completes it.

use wire::SiteId;
use wire::api::StaffMember;
use worker::{Env, Request, Response};

use crate::auth::operator;
use crate::body;
use crate::error::Problem;
use crate::objects::{self, Address, DeskCommand, Done};
use crate::site::command::{Publication, SiteCommand, StaffChange};

pub(crate) async fn publish(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    let publication: Publication = body::json(request, body::PUBLICATION_BYTES).await?;
    let command = SiteCommand::Publish { publication: Box::new(publication) };
    let _: Done = objects::call(env, Address::Site(site), &command).await?;
    super::private(&Done {})
}

pub(crate) async fn agents(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    let members: Vec<StaffMember> = body::json(request, body::PUBLICATION_BYTES).await?;
    let change: StaffChange = objects::call(env, Address::Site(site), &SiteCommand::Staff { members }).await?;
    for profile in change.present {
        let _: Done = objects::call(env, Address::Desk(site), &DeskCommand::ProfileChanged { profile }).await?;
    }
    for agent in change.removed {
        let _: Done = objects::call(env, Address::Desk(site), &DeskCommand::AgentRemoved { agent }).await?;
    }
    super::private(&Done {})
}
