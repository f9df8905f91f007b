//! Each demo site's playbook, compiled by `authoring` into its public bundle and private part.

use anyhow::Result;

use super::{Dist, Names, loader::mode, source, step};
use crate::{houses, paths};

const SITES: &str = "www/demo/sites";

/// The sites that have a playbook.
///
/// # Errors
/// When the folder cannot be read.
pub(crate) fn sites() -> Result<Vec<String>> {
    let folder = paths::root().join(SITES);
    let playbooks = source::files(&folder)?.into_iter().filter(|path| path.ends_with("playbook.yaml"));
    let names = playbooks.filter_map(|path| Some(path.parent()?.file_name()?.to_string_lossy().into_owned()));
    Ok(names.collect())
}

pub(crate) fn build(dist: &Dist) -> Result<Names> {
    for site in sites()? {
        let folder = format!("{SITES}/{site}");
        let inputs = source::fingerprint(&[&folder, "shared", "xtask/src/bin"], &[mode(dist)])?;
        step::run(dist, &format!("content-{site}"), &inputs, |made| {
            let work = dist.work("content").join(&site);
            houses::content::compile(&paths::root().join(&folder), &work)?;
            for path in source::files(&work)? {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                made.file(dist, &format!("content/{site}/{name}"), &std::fs::read(&path)?)?;
            }
            Ok(())
        })?;
    }
    Ok(Names::new())
}
