//! A demo site's past, written by a seeded generator.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::program;

/// The past of the site in `folder`: lines for the import, from the local day of `first` (Unix milliseconds) on.
///
/// # Errors
/// When the generator fails; it has said why.
pub(crate) fn lines(folder: &Path, first: u64, days: u64) -> Result<String> {
    let mut command = program("history");
    command.arg(folder).arg(first.to_string()).arg(days.to_string()).stderr(std::process::Stdio::inherit());
    let output = command.output().context("starting the history generator")?;
    if !output.status.success() {
        bail!("the history of {} could not be written ({})", folder.display(), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}
