//! The chat's plain scripts: that of files, loaded when the first one is seen or chosen, and the service worker, under the one name
//! that browsers look for anew.

use std::fs;

use anyhow::Result;

use super::{Dist, Names, loader::mode, source, step};
use crate::{paths, process, setup::Tools};

const FILES: &str = "widget/web/files.mjs";
const OFFLINE: &str = "widget/offline/offline.js";

pub(crate) fn build(tools: &Tools, dist: &Dist) -> Result<Names> {
    let inputs = source::fingerprint(&[FILES, OFFLINE], &[&tools.packages().to_string_lossy(), mode(dist)])?;
    step::run(dist, "scripts", &inputs, |made| {
        made.hashed(dist, "assets", "files.js", &minified(tools, dist, FILES)?)?;
        made.file(dist, "assets/offline.js", &minified(tools, dist, OFFLINE)?)?;
        Ok(())
    })
}

fn minified(tools: &Tools, dist: &Dist, script: &str) -> Result<Vec<u8>> {
    let work = dist.work("scripts");
    fs::create_dir_all(&work)?;
    let out = work.join("minified.js");
    let mut command = tools.esbuild();
    command.arg(paths::root().join(script)).args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
    process::show(command.arg(format!("--outfile={}", out.display())))?;
    Ok(fs::read(&out)?)
}
