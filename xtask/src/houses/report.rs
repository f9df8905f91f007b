//! `cargo xtask report`: where a playbook's intents are weak, by cross-validation.

use std::path::PathBuf;

use anyhow::Result;

use super::{intent::WEIGHTS, program};
use crate::{paths, process};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The demo site whose playbook is trained.
    #[arg(long, default_value = "shop", conflicts_with = "playbook")]
    site: String,
    /// Any other playbook.
    #[arg(long)]
    playbook: Option<PathBuf>,
    /// Words alone, as the lite engine decides while the encoder is not there.
    #[arg(long)]
    words_only: bool,
    /// Print everything as one object on standard output.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let playbook = match &args.playbook {
        Some(file) => std::path::absolute(file)?,
        None => paths::root().join("www/demo/sites").join(&args.site).join("playbook.yaml"),
    };
    let mut command = program("content");
    command.arg("report").arg(playbook).arg(paths::root().join(WEIGHTS));
    if args.words_only {
        command.arg("--words-only");
    }
    if args.json {
        command.arg("--json");
    }
    process::show(&mut command).map(|()| true)
}
