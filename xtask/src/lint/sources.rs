//! The checkout's own source files.

use std::path::PathBuf;

use anyhow::Result;

use crate::{build, paths};

/// Every file of the houses with one of these extensions, tests too.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn every(extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for house in ["shared", "edge", "widget", "www", "xtask"] {
        found.extend(build::all_files(&paths::root().join(house))?);
    }
    found.retain(|path| path.extension().is_some_and(|it| extensions.iter().any(|wanted| it == *wanted)));
    Ok(found)
}
