//! `POST /api/v1/operator/sites/{site}/import`: past conversations, one JSON object per line (`wire::archive::ArchiveLine`).
//! `GET` of it tells what was imported so far.
//!
//! A batch is kept whole or not at all, and repeating it changes nothing. It is read here, so that a bad one costs the site's
//! directory nothing.

use std::collections::BTreeMap;

use chat::mask::mask;
use directory::BatchError;
use wire::SiteId;
use wire::archive::{BATCH_BYTES, BATCH_LINES, CheckedLine, ImportRefusal, ImportTotal, Imported, LineError};
use worker::{Env, Request, Response};

use crate::auth::operator;
use crate::error::Problem;
use crate::objects::{self, Address, DirectoryCommand};
use crate::site::command::{Colleague, SiteCommand};
use crate::{body, clock};

pub(crate) async fn import(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    let text = body::lines(request, BATCH_BYTES).await?;
    let staff: Vec<Colleague> = objects::call(env, Address::Site(site), &SiteCommand::Colleagues).await?;
    let staff: BTreeMap<_, _> = staff.into_iter().map(|colleague| (colleague.email, colleague.id)).collect();
    match directory::read_batch(&text, &staff, clock::now()) {
        Ok(mut lines) => {
            for CheckedLine { line, .. } in &mut lines {
                // P4: what was kept elsewhere is not a reason to keep it here.
                mask(&mut line.preview);
                line.comment.iter_mut().for_each(mask);
            }
            let answer: Imported = objects::call(env, Address::Directory(site), &DirectoryCommand::Import { lines }).await?;
            super::private(&answer)
        }
        Err(BatchError::TooLarge) => Err(Problem::new(
            413,
            "too_long",
            format!("The batch has more than {BATCH_LINES} lines. Nothing was stored; send it in parts."),
        )),
        Err(BatchError::BadLines { count, first }) => refused(count, first),
    }
}

pub(crate) async fn total(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    let _: Vec<Colleague> = objects::call(env, Address::Site(site), &SiteCommand::Colleagues).await?;
    let total: ImportTotal = objects::call(env, Address::Directory(site), &DirectoryCommand::ImportTotal).await?;
    super::private(&total)
}

fn refused(count: usize, lines: Vec<LineError>) -> Result<Response, Problem> {
    let told = if lines.len() < count { format!(" The first {} are listed.", lines.len()) } else { String::new() };
    let lines_are = if count == 1 { "1 line" } else { &format!("{count} lines") };
    let message = format!("Nothing was stored, because of {lines_are}.{told} Correct them and send the whole batch again.");
    let response = super::private(&ImportRefusal { code: "bad_lines".to_owned(), message, lines })?;
    Ok(response.with_status(400))
}
