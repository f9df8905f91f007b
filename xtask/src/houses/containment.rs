//! `cargo xtask containment`: how many questions of a file end without a human.

use std::path::PathBuf;

use anyhow::Result;

use super::{intent::WEIGHTS, program};
use crate::{paths, process};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The demo site whose playbook answers.
    #[arg(long, default_value = "shop")]
    site: String,
    /// Questions with their expected intents, tab-separated; `oos` for out of scope.
    #[arg(long)]
    questions: PathBuf,
    /// Words alone, as the lite engine decides while the encoder is not there.
    #[arg(long)]
    words_only: bool,
    /// Print one object of shares on standard output.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let questions = std::path::absolute(&args.questions)?;
    let site = paths::root().join("www/demo/sites").join(&args.site);
    let mut command = program("content");
    command.arg("containment").arg(site).arg(paths::root().join(WEIGHTS)).arg(questions);
    if args.words_only {
        command.arg("--words-only");
    }
    if args.json {
        command.arg("--json");
    }
    process::show(&mut command).map(|()| true)
}
