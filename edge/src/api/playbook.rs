//! `/api/v1/operator/sites/{site}/playbook`: the file an owner writes, to be compiled, trained and published here.
//!
//! `PUT` checks the file at once: what is wrong with it is answered with 422, a line each. Else it answers 202, and training begins; `GET`
//! of `…/training` tells how far it is, and `GET` of `…/report` what cross-validation says of the model.

use wire::SiteId;
use wire::console::{PLAYBOOK_BYTES, TrainingView};
use worker::{Env, Request, Response};

use crate::auth::operator;
use crate::body;
use crate::error::Problem;
use crate::objects::{self, Address};
use crate::trainer::command::TrainerCommand;

pub(crate) async fn begin(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    let playbook = body::yaml(request, PLAYBOOK_BYTES).await?;
    let view: TrainingView = objects::call(env, Address::Trainer(site), &TrainerCommand::Begin { playbook }).await?;
    Ok(super::private(&view)?.with_status(202))
}

pub(crate) async fn training(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    let view: TrainingView = objects::call(env, Address::Trainer(site), &TrainerCommand::View).await?;
    super::private(&view)
}

pub(crate) async fn report(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    report_of(env, site).await
}

/// As JSON, as it was stored.
pub(super) async fn report_of(env: &Env, site: &SiteId) -> Result<Response, Problem> {
    let mut report = objects::send(env, Address::Trainer(site), &TrainerCommand::Report).await?;
    let response = Response::ok(report.text().await?)?;
    response.headers().set("content-type", "application/json")?;
    response.headers().set("cache-control", "private, no-store")?;
    Ok(response)
}
