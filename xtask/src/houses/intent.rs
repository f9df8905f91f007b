//! `cargo xtask intent`: the intent model on any data.

use std::path::PathBuf;

use anyhow::Result;

use super::program;
use crate::{paths, process};

/// The sentence encoder's weights.
pub(crate) const WEIGHTS: &str = "shared/intent/weights/encoder.bin";

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Train on one file and score another: accuracy, macro-F1, AUROC, FPR95, outcomes at the shipped threshold.
    Eval(Eval),
}

/// Files of questions with their intents: columns `text` and `intent`; `oos` is out of scope.
#[derive(clap::Args)]
pub(crate) struct Eval {
    #[arg(long)]
    train: PathBuf,
    #[arg(long)]
    test: PathBuf,
    /// Words alone, as the lite engine decides while the encoder is not there.
    #[arg(long)]
    words_only: bool,
    /// Print one flat object on standard output.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(command: &Command) -> Result<bool> {
    let Command::Eval(args) = command;
    let mut command = program("intent");
    command.arg("eval").arg(std::path::absolute(&args.train)?).arg(std::path::absolute(&args.test)?);
    if !args.words_only {
        command.arg("--weights").arg(paths::root().join(WEIGHTS));
    }
    if args.json {
        command.arg("--json");
    }
    process::show(&mut command).map(|()| true)
}
