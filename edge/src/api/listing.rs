//! `POST /api/v1/conversations/search`: the conversations of the agent's site. `POST /api/v1/suggestions`: answers that may fit.
//!
//! Both only look. They are posts because what is looked for is text of people, which belongs in no address and no log.

use wire::limits;
use wire::listing::{Listing, ListingQuery};
use wire::suggest::{Suggestion, SuggestionQuery};
use worker::{Env, Request, Response};

use crate::auth::{agent, origin};
use crate::body;
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address, DirectoryCommand};
use crate::site::command::SiteCommand;

pub(crate) async fn search(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    let session = agent::of_request(env, request).await?;
    let query: ListingQuery = body::json(request, body::SMALL_BYTES).await?;
    let listing: Listing = objects::call(env, Address::Directory(&session.site), &DirectoryCommand::List { query }).await?;
    super::private(&listing)
}

pub(crate) async fn suggest(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    let session = agent::of_request(env, request).await?;
    let query: SuggestionQuery = body::json(request, body::SMALL_BYTES).await?;
    if query.text.len() > limits::TEXT_BYTES {
        return Err(Problem::bad_request("No message is that long. Send one message."));
    }
    let found: Vec<Suggestion> = objects::call(env, Address::Site(&session.site), &SiteCommand::Suggest { query }).await?;
    super::private(&found)
}
