//! Visitors, by their token.

use wire::hello::SUBPROTOCOL;
use wire::{SiteId, VisitorId};
use worker::{Env, Request};

use crate::auth::token::{Claims, TokenError};
use crate::auth::{bearer, token};
use crate::error::Problem;
use crate::{clock, config};

const SECRET: &str = "MASTER_SECRET";

/// A fresh token for a visitor of `site`.
pub(crate) fn issue(env: &Env, site: &SiteId, visitor: VisitorId) -> Result<(String, wire::Timestamp), Problem> {
    Ok(token::issue(&config::secret(env, SECRET)?, site, visitor, clock::now()))
}

/// The visitor of a request to renew.
pub(crate) fn of_renewal(env: &Env, request: &Request, site: &SiteId) -> Result<Claims, Problem> {
    token::verify_renewable(&config::secret(env, SECRET)?, site, &bearer(request)?, clock::now()).map_err(refused)
}

/// The visitor of a request, by the token it bears.
pub(crate) fn of_request(env: &Env, request: &Request, site: &SiteId) -> Result<Claims, Problem> {
    token::verify(&config::secret(env, SECRET)?, site, &bearer(request)?, clock::now()).map_err(refused)
}

/// The visitor of a socket: the token is the second subprotocol (rule HS5).
pub(crate) fn of_socket(env: &Env, request: &Request, site: &SiteId) -> Result<Claims, Problem> {
    let offered = request.headers().get("sec-websocket-protocol")?.unwrap_or_default();
    let mut offered = offered.split(',').map(str::trim);
    let (Some(SUBPROTOCOL), Some(token), None) = (offered.next(), offered.next(), offered.next()) else {
        return Err(Problem::unauthorised("Offer two subprotocols: the protocol's name, then the visitor's token."));
    };
    token::verify(&config::secret(env, SECRET)?, site, token, clock::now()).map_err(refused)
}

fn refused(error: TokenError) -> Problem {
    match error {
        TokenError::Forged => Problem::unauthorised("This token is not one of this site. Ask for a new one at `visitors`."),
        TokenError::Expired => Problem::new(
            401,
            "token_expired",
            "This token has expired. Renew it at `visitors/renew`, or ask for a new one at `visitors`.",
        ),
    }
}
