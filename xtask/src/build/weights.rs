//! The sentence encoder's weights, one file for all sites.

use std::fs;

use anyhow::{Context as _, Result};

use super::{Dist, Names, loader::mode, source, step};
use crate::{houses::intent::WEIGHTS, paths};

pub(crate) fn build(dist: &Dist) -> Result<Names> {
    let inputs = source::fingerprint(&[WEIGHTS], &[mode(dist)])?;
    step::run(dist, "weights", &inputs, |made| {
        let bytes = fs::read(paths::root().join(WEIGHTS)).with_context(|| format!("reading {WEIGHTS}"))?;
        made.hashed(dist, "assets", "encoder.bin", &bytes)?;
        // The console tries playbooks with it.
        made.hashed(dist, "desk", "encoder.bin", &bytes)?;
        // For the Worker itself, under a name that it knows and that no route leads to.
        made.plain(dist, "assets/models/encoder.bin", &bytes)?;
        Ok(())
    })
}
