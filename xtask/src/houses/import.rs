//! `cargo xtask import`: files of other assistants to a draft of a playbook.

use std::path::PathBuf;

use anyhow::Result;

use super::program;
use crate::process;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Rasa's .yml files, the .zip of a Dialogflow ES agent, .csv tables, .md pages; several become one draft.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The id of the site the draft is for.
    #[arg(long, default_value = "imported")]
    site: String,
    /// The default language, where the files do not tell it.
    #[arg(long)]
    locale: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let mut command = program("import");
    command.arg(&args.site).arg(args.locale.as_deref().unwrap_or("-"));
    for file in &args.files {
        command.arg(std::path::absolute(file)?);
    }
    process::show(&mut command).map(|()| true)
}
