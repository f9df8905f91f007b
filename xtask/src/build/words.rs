//! The chat's own words, a file for each language, without their names: the program knows the order, and its tests that every file keeps it.

use std::fs;

use anyhow::{Context as _, Result};

use super::{Dist, Names, loader::mode, source, step};
use crate::paths;

const FOLDER: &str = "widget/words";

pub(crate) fn build(dist: &Dist) -> Result<Names> {
    let inputs = source::fingerprint(&[FOLDER], &[mode(dist)])?;
    step::run(dist, "words", &inputs, |made| {
        for path in source::files(&paths::root().join(FOLDER))? {
            let tag = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            let served = text
                .lines()
                .map(|line| {
                    line.split_once(": ").map(|(_, words)| words).with_context(|| format!("`{line}` in {}", path.display()))
                })
                .collect::<Result<Vec<&str>>>()?;
            made.hashed(dist, "assets", &format!("words-{tag}.txt"), served.join("\n").as_bytes())?;
        }
        Ok(())
    })
}
