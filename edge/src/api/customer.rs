//! `GET /api/v1/conversations/{id}/customer`: who is behind a conversation of the agent's site.

use wire::ConversationId;
use wire::api::CustomerCard;
use worker::{Env, Request, Response};

use crate::auth::agent;
use crate::error::Problem;
use crate::objects::{self, Address, DirectoryCommand};

pub(crate) async fn read(env: &Env, request: &Request, conversation: ConversationId) -> Result<Response, Problem> {
    let session = agent::of_request(env, request).await?;
    let question = DirectoryCommand::Customer { conversation };
    let card: Option<CustomerCard> = objects::call(env, Address::Directory(&session.site), &question).await?;
    super::private(&card.ok_or_else(|| Problem::not_found("Nothing is known of this customer yet. Ask again in a moment."))?)
}
