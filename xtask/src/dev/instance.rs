//! One instance by halves, for the browser tests, which start and kill workerd themselves.

use std::{io::Write as _, path::PathBuf};

use anyhow::Result;
use serde_json::json;

use super::{
    config::{self, Instance},
    secrets, seed, workerd,
};
use crate::{
    build::Dist,
    setup::{self, Need},
};

#[derive(clap::Args)]
pub(crate) struct Place {
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    port: u16,
    #[arg(long)]
    demo_port: u16,
    /// The built tree to serve.
    #[arg(long)]
    dist: PathBuf,
    /// Serve the Worker that has routes which break things on purpose.
    #[arg(long)]
    breakable: bool,
}

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Write secrets and configuration; print how workerd is to be started.
    Prepare(Place),
    /// Publish the demo sites to the running instance; print who may sign in.
    Seed(Place),
}

pub(crate) fn run(command: &Command) -> Result<()> {
    let (Command::Prepare(place) | Command::Seed(place)) = command;
    let worker = if place.breakable { "edge-breakable" } else { "edge" };
    let instance = Instance { data: std::path::absolute(&place.data)?, port: place.port, demo_port: place.demo_port, worker };
    let dist = Dist { dir: std::path::absolute(&place.dist)?, is_fast: false };
    let secrets = secrets::load_or_make(&instance.data)?;
    let answer = match command {
        Command::Prepare(_) => {
            let tools = setup::ensure(Need::Build)?;
            let config = config::write(&instance, &dist)?;
            let command = workerd::command(&tools, &config, &secrets);
            let arguments: Vec<_> = command.get_args().map(|it| it.to_string_lossy().into_owned()).collect();
            json!({
                "program": command.get_program().to_string_lossy(),
                "arguments": arguments,
                "environment": { "FRONTDESK_MASTER_SECRET": secrets.master, "FRONTDESK_OPERATOR_SECRET": secrets.operator },
            })
        }
        Command::Seed(_) => {
            seed::seed(&instance, &dist, &secrets)?;
            json!({ "password": secrets.demo_password })
        }
    };
    writeln!(std::io::stdout(), "{answer}")?;
    Ok(())
}
