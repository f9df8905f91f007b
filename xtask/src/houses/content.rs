//! Compiling a site's playbook.

use std::{fs, path::Path};

use anyhow::Result;

use super::{intent::WEIGHTS, program};
use crate::{paths, process};

/// Compiles the playbook in `site` into an emptied `out`.
///
/// # Errors
/// When the playbook has mistakes; they have been printed, with file and line.
pub(crate) fn compile(site: &Path, out: &Path) -> Result<()> {
    fs::remove_dir_all(out).ok();
    fs::create_dir_all(out)?;
    process::show(program("content").arg("compile").arg(site).arg(paths::root().join(WEIGHTS)).arg(out))
}
