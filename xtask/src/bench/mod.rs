//! `cargo xtask bench NAME`: measurements, with peers, written to `docs/bench/`.

mod intent;
mod rows;
mod table;
mod target;

use anyhow::Result;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// The intent model on public collections: accuracy, out of scope, bytes, time; peers in the same run.
    Intent(intent::Args),
}

pub(crate) fn run(command: &Command) -> Result<bool> {
    match command {
        Command::Intent(args) => intent::run(args),
    }
}
