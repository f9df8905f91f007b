//! The demo shops' pages, copied.

use std::fs;

use anyhow::Result;

use super::{Dist, Names, source, step};
use crate::paths;

const PAGES: &str = "www/demo/pages";

pub(crate) fn build(dist: &Dist) -> Result<Names> {
    let inputs = source::fingerprint(&[PAGES], &[])?;
    step::run(dist, "demo", &inputs, |made| {
        let pages = paths::root().join(PAGES);
        for path in source::files(&pages)? {
            let relative = path.strip_prefix(&pages)?.to_string_lossy().into_owned();
            made.plain(dist, &format!("demo/{relative}"), &fs::read(&path)?)?;
        }
        Ok(())
    })?;
    Ok(Names::new())
}
