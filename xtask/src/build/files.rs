//! The chat's script of files, loaded when the first one is seen or chosen.

use std::fs;

use anyhow::Result;

use super::{Dist, Names, loader::mode, source, step};
use crate::{paths, process, setup::Tools};

const SOURCE: &str = "widget/web/files.mjs";

pub(crate) fn build(tools: &Tools, dist: &Dist) -> Result<Names> {
    let inputs = source::fingerprint(&[SOURCE], &[&tools.packages().to_string_lossy(), mode(dist)])?;
    step::run(dist, "files", &inputs, |made| {
        let work = dist.work("files");
        fs::create_dir_all(&work)?;
        let out = work.join("files.js");
        let mut command = tools.esbuild();
        command.arg(paths::root().join(SOURCE)).args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
        process::show(command.arg(format!("--outfile={}", out.display())))?;
        made.hashed(dist, "assets", "files.js", &fs::read(&out)?)?;
        Ok(())
    })
}
