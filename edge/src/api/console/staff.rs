//! The staff of a site: `GET` and `PUT /api/v1/staff`, for owners. A change tells the desk, as the operator's does.

use wire::console::Staff;
use worker::{Env, Request, Response};

use super::{owner, owning};
use crate::body;
use crate::error::Problem;
use crate::objects::{self, Address};
use crate::site::command::{SiteCommand, StaffChange};

/// Two hundred agents with a kilobyte each.
const STAFF_BYTES: usize = 256 * 1024;

pub(super) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = owner(env, request).await?;
    let staff: Staff = objects::call(env, Address::Site(&session.site), &SiteCommand::Members).await?;
    super::super::private(&staff)
}

pub(super) async fn set(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    let session = owning(env, request).await?;
    let staff: Staff = body::json(request, STAFF_BYTES).await?;
    let command = SiteCommand::SetMembers { by: session.agent.id, staff };
    let change: StaffChange = objects::call(env, Address::Site(&session.site), &command).await?;
    crate::api::operator::tell_desk(env, &session.site, change).await?;
    let staff: Staff = objects::call(env, Address::Site(&session.site), &SiteCommand::Members).await?;
    super::super::private(&staff)
}
