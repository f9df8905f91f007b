//! `GET /api/v1/installs`: on whose pages the chat was seen, for editors.

use wire::console::Install;
use worker::{Env, Request, Response};

use super::editor;
use crate::error::Problem;
use crate::objects::{self, Address};
use crate::site::command::SiteCommand;

pub(super) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = editor(env, request).await?;
    let installs: Vec<Install> = objects::call(env, Address::Site(&session.site), &SiteCommand::Installs).await?;
    super::super::private(&installs)
}
