//! What a directory answers.

use directory::DirectoryError;
use store::{Reading, Store};
use worker::Response;

use crate::clock;
use crate::error::Problem;
use crate::objects::{DirectoryCommand, Done};

/// Does what a command asks.
pub(super) fn answer(store: &mut impl Store, command: DirectoryCommand) -> Result<Response, Problem> {
    let response = match command {
        DirectoryCommand::Summarise { summary } => {
            let kept = directory::keep_summary(&Reading(&*store), &summary).map_err(unreadable)?;
            store.commit(&kept.writes)?;
            crate::body::answer(&kept.receipt)?
        }
        DirectoryCommand::Outcomes { outcomes } => {
            let writes = directory::keep_outcomes(&Reading(&*store), &outcomes, clock::now()).map_err(unreadable)?;
            store.commit(&writes)?;
            crate::body::answer(&Done {})?
        }
        DirectoryCommand::Import { lines } => {
            let archive = directory::import(&Reading(&*store), lines).map_err(unreadable)?;
            store.commit(&archive.writes)?;
            crate::body::answer(&archive.answer)?
        }
        DirectoryCommand::ImportTotal => crate::body::answer(&directory::import_total(&Reading(&*store)).map_err(unreadable)?)?,
        DirectoryCommand::List { query } => {
            crate::body::answer(&directory::list(&Reading(&*store), &query).map_err(unreadable)?)?
        }
        DirectoryCommand::Customer { conversation } => {
            crate::body::answer(&directory::customer(&Reading(&*store), conversation).map_err(unreadable)?)?
        }
    };
    Ok(response)
}

/// What a record holds may be what people wrote, so it is not logged.
fn unreadable(_: DirectoryError) -> Problem {
    Problem::internal("a directory's record cannot be read")
}
