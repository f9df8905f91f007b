//! The draft, publications and versions: `/api/v1/playbook…`, for editors.

use authoring::start::{NewSite, start};
use wire::api::AgentSession;
use wire::console::{PLAYBOOK_BYTES, Playbook, PlaybookSave, PublishRequest, Restore, TrainingView, Version, VersionText};
use worker::{Env, Request, Response};

use super::{by, editing, editor, passed, settled};
use crate::body;
use crate::error::Problem;
use crate::objects::{self, Address, Done};
use crate::site::command::{Founding, SiteCommand};
use crate::trainer::command::{Settled, TrainerCommand};

/// A playbook as a string of JSON: quotes and ends of lines take two bytes each.
const SAVE_BYTES: usize = 2 * PLAYBOOK_BYTES + 1024;

pub(super) async fn read(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = editor(env, request).await?;
    let mut draft = draft(env, &session).await?;
    // The site was founded and what should have followed was cut short.
    if draft.version == 0 && draft.text.is_empty() && seeded(env, &session).await? {
        draft = self::draft(env, &session).await?;
    }
    super::super::private(&draft)
}

pub(super) async fn save(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    let session = editing(env, request).await?;
    let save: PlaybookSave = body::json(request, SAVE_BYTES).await?;
    if save.text.len() > PLAYBOOK_BYTES {
        return Err(Problem::new(413, "too_long", "The playbook is longer than a megabyte. Shorten it, then save again."));
    }
    let command = TrainerCommand::Save { save, by: by(&session) };
    settled(objects::call::<Settled>(env, Address::Trainer(&session.site), &command).await?)
}

pub(super) async fn publish(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    let session = editing(env, request).await?;
    let request: PublishRequest = body::json(request, body::SMALL_BYTES).await?;
    let command = TrainerCommand::Publish { request, by: by(&session) };
    Ok(passed::<TrainingView>(env, &session, &command).await?.with_status(202))
}

pub(super) async fn training(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = editor(env, request).await?;
    passed::<TrainingView>(env, &session, &TrainerCommand::View).await
}

pub(super) async fn report(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = editor(env, request).await?;
    crate::api::playbook::report_of(env, &session.site).await
}

pub(super) async fn versions(env: &Env, request: &Request) -> Result<Response, Problem> {
    let session = editor(env, request).await?;
    passed::<Vec<Version>>(env, &session, &TrainerCommand::Versions).await
}

pub(super) async fn version(env: &Env, request: &Request, number: u64) -> Result<Response, Problem> {
    let session = editor(env, request).await?;
    passed::<VersionText>(env, &session, &TrainerCommand::Version { number }).await
}

pub(super) async fn restore(env: &Env, request: &mut Request, number: u64) -> Result<Response, Problem> {
    let session = editing(env, request).await?;
    let restore: Restore = body::json(request, body::SMALL_BYTES).await?;
    let command = TrainerCommand::Restore { number, restore, by: by(&session) };
    settled(objects::call::<Settled>(env, Address::Trainer(&session.site), &command).await?)
}

async fn draft(env: &Env, session: &AgentSession) -> Result<Playbook, Problem> {
    objects::call(env, Address::Trainer(&session.site), &TrainerCommand::Draft).await
}

/// Gives a founded site the draft it begins with; false where it was not founded here.
pub(super) async fn seeded(env: &Env, session: &AgentSession) -> Result<bool, Problem> {
    let founding: Option<Founding> = objects::call(env, Address::Site(&session.site), &SiteCommand::Founding).await?;
    let Some(Founding { name, locale, domain }) = founding else { return Ok(false) };
    let begun = start(NewSite { site: &session.site, name: &name, locale: &locale, domain: &domain });
    let text = begun.map_err(|_| Problem::internal("a site founded with what no playbook can say"))?;
    let command = TrainerCommand::Seed { text, by: by(session) };
    let _: Done = objects::call(env, Address::Trainer(&session.site), &command).await?;
    Ok(true)
}
