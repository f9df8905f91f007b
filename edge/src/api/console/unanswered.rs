//! What nobody answered: `GET /api/v1/unanswered` and `DELETE …/{id}` for editors, and `POST /api/v1/sites/{site}/questions` on the chat
//! host, by which a visitor's browser tells of one. Who asked is checked and not kept.

use wire::console::{Asked, Unanswered};
use wire::{QuestionId, SiteId};
use worker::{Env, Request, Response};

use super::{editing, editor};
use crate::auth::{origin, visitor};
use crate::body;
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address, Done};
use crate::site::command::SiteCommand;

pub(super) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = editor(env, request).await?;
    let unanswered: Vec<Unanswered> = objects::call(env, Address::Site(&session.site), &SiteCommand::Unanswered).await?;
    super::super::private(&unanswered)
}

pub(super) async fn forget(env: &Env, request: &Request, question: QuestionId) -> Result<Response, Problem> {
    let session = editing(env, request).await?;
    let _: Done = objects::call(env, Address::Site(&session.site), &SiteCommand::Forget { question }).await?;
    super::super::private(&Done {})
}

pub(crate) async fn ask(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Chat)?)?;
    visitor::of_request(env, request, site)?;
    let asked: Asked = body::json(request, body::SMALL_BYTES).await?;
    let _: Done = objects::call(env, Address::Site(site), &SiteCommand::Asked { asked }).await?;
    super::super::private(&Done {})
}
