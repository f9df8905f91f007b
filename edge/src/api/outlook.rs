//! `GET /api/v1/sites/{site}/conversations/{id}/outlook` on the chat host: what a waiting customer may expect.

use wire::api::Outlook;
use wire::{ConversationId, SiteId};
use worker::{Env, Request, Response};

use crate::auth::visitor;
use crate::error::Problem;
use crate::objects::{self, Address, DeskCommand};

pub(crate) async fn read(env: &Env, request: &Request, site: &SiteId, conversation: ConversationId) -> Result<Response, Problem> {
    let visitor = visitor::of_request(env, request, site)?.visitor;
    let command = DeskCommand::Outlook { conversation, visitor };
    let outlook: Outlook = objects::call(env, Address::Desk(site), &command).await?;
    super::private(&outlook)
}
