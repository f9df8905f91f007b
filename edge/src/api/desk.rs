//! `GET /`: the desk's document, framed by nobody.

use worker::{Env, Request, Response};

use crate::assets;
use crate::config::Host;
use crate::error::Problem;

pub(crate) async fn document(env: &Env, request: &Request) -> Result<Response, Problem> {
    assets::document(env, Host::Desk, request, "/index.html", &[]).await
}
