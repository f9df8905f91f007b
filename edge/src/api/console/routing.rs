//! Hours, promises and how the desk chooses: `GET` and `PUT /api/v1/routing`, for owners. The body is the operator's.

use worker::{Env, Request, Response};

use super::{owner, owning};
use crate::api::routing;
use crate::error::Problem;

pub(super) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = owner(env, request).await?;
    super::super::private(&routing::report_of(env, &session.site).await?.policy)
}

pub(super) async fn set(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    let session = owning(env, request).await?;
    routing::publish_for(env, request, &session.site).await
}
