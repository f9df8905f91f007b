//! `GET /api/v1/installs`: on whose pages the chat was seen; `GET /api/v1/chat`: where it comes from. Both for editors.

use wire::console::{ChatHost, Install};
use worker::{Env, Request, Response};

use super::editor;
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address};
use crate::site::command::SiteCommand;

pub(super) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = editor(env, request).await?;
    let installs: Vec<Install> = objects::call(env, Address::Site(&session.site), &SiteCommand::Installs).await?;
    super::super::private(&installs)
}

pub(super) async fn chat(env: &Env, request: &Request) -> Result<Response, Problem> {
    editor(env, request).await?;
    super::super::private(&ChatHost { origin: config::origin(env, Host::Chat)? })
}
