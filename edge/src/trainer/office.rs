//! What a trainer answers the console at once: drafts, versions, tests. Training itself is elsewhere.

use backoffice::{Change, Refused};
use store::{Reading, Store};
use wire::console::{Saved, VersionText};
use worker::Response;

use super::command::{Settled, TrainerCommand};
use crate::clock;
use crate::error::Problem;
use crate::objects::Done;

/// Does what a command asks that trains nothing; none for the others.
pub(super) fn answer(store: &mut impl Store, command: TrainerCommand) -> Result<Option<Response>, Problem> {
    let now = clock::now();
    let records = Reading(&*store);
    let response = match command {
        TrainerCommand::Begin { .. } | TrainerCommand::Publish { .. } | TrainerCommand::View | TrainerCommand::Report => {
            return Ok(None);
        }
        TrainerCommand::Adopt { playbook, intents } => {
            let writes = backoffice::adopt(&records, &playbook, intents, now)?;
            store.commit(&writes)?;
            crate::body::answer(&Done {})?
        }
        TrainerCommand::Seed { text, by } => {
            let writes = backoffice::seed(&records, &text, by, now)?;
            store.commit(&writes)?;
            crate::body::answer(&Done {})?
        }
        TrainerCommand::Draft => crate::body::answer(&backoffice::draft(&records)?)?,
        TrainerCommand::Save { save, by } => {
            let outcome = backoffice::save(&records, save, by, now);
            settled(store, outcome)?
        }
        TrainerCommand::Versions => crate::body::answer(&backoffice::versions(&records)?)?,
        TrainerCommand::Version { number } => {
            let text = backoffice::text(&records, number)?.ok_or(Refused::NoVersion)?;
            crate::body::answer(&VersionText { text })?
        }
        TrainerCommand::Restore { number, restore, by } => {
            let outcome = backoffice::restore(&records, number, restore, by, now);
            settled(store, outcome)?
        }
        TrainerCommand::Tests => crate::body::answer(&backoffice::tests(&records)?)?,
        TrainerCommand::SaveTests { save, by } => {
            let outcome = backoffice::save_tests(&records, save, by, now);
            settled(store, outcome)?
        }
        TrainerCommand::Score { score, by } => {
            let Change { writes, answer } = backoffice::add_score(&records, score, by, now)?;
            store.commit(&writes)?;
            crate::body::answer(&answer)?
        }
    };
    Ok(Some(response))
}

fn settled(store: &mut impl Store, outcome: Result<Change<Saved>, Refused>) -> Result<Response, Problem> {
    let settled = match outcome {
        Ok(Change { writes, answer }) => {
            store.commit(&writes)?;
            Settled::Saved { version: answer.version }
        }
        Err(Refused::Stale(stale)) => Settled::Stale { stale },
        Err(refused) => return Err(refused.into()),
    };
    Ok(crate::body::answer(&settled)?)
}
