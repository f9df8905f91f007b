//! `GET /api/v1/site`: names and titles for the desk of a signed-in agent.

use worker::{Env, Request, Response};

use crate::auth::agent;
use crate::error::Problem;
use crate::objects::{self, Address};
use crate::site::command::{SiteCommand, SiteView};

pub(crate) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = agent::of_request(env, request).await?;
    let view: SiteView = objects::call(env, Address::Site(&session.site), &SiteCommand::View).await?;
    super::private(&view)
}
