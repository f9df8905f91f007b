//! Tests of the playbook and how drafts did: `/api/v1/playbook/tests…`, for editors.

use wire::console::{NewScore, Score, TestSet, TestsSave};
use worker::{Env, Request, Response};

use super::{by, editing, editor, passed, settled};
use crate::body;
use crate::error::Problem;
use crate::objects::{self, Address};
use crate::trainer::command::{Settled, TrainerCommand};

/// All of them at their longest, in Chinese.
const TESTS_BYTES: usize = 1024 * 1024;

pub(super) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = editor(env, request).await?;
    passed::<TestSet>(env, &session, &TrainerCommand::Tests).await
}

pub(super) async fn save(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    let session = editing(env, request).await?;
    let save: TestsSave = body::json(request, TESTS_BYTES).await?;
    let command = TrainerCommand::SaveTests { save, by: by(&session) };
    settled(objects::call::<Settled>(env, Address::Trainer(&session.site), &command).await?)
}

pub(super) async fn score(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    let session = editing(env, request).await?;
    let score: NewScore = body::json(request, body::SMALL_BYTES).await?;
    passed::<Score>(env, &session, &TrainerCommand::Score { score, by: by(&session) }).await
}
