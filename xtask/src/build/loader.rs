//! The loader: hand-written, minified, under the one path that host pages name for ever.

use std::fs;

use anyhow::Result;

use super::{Dist, Names, source, step};
use crate::{paths, process, setup::Tools};

const SOURCE: &str = "widget/loader/loader.js";

pub(crate) fn build(tools: &Tools, dist: &Dist) -> Result<Names> {
    let inputs = source::fingerprint(&[SOURCE], &[&tools.packages().to_string_lossy(), mode(dist)])?;
    step::run(dist, "loader", &inputs, |made| {
        let work = dist.work("loader");
        fs::create_dir_all(&work)?;
        let out = work.join("loader.js");
        let mut command = tools.esbuild();
        command.arg(paths::root().join(SOURCE)).args(["--minify", "--target=es2018", "--log-level=warning"]);
        process::show(command.arg(format!("--outfile={}", out.display())))?;
        let script = fs::read(&out)?;
        made.file(dist, "assets/v1/loader.js", &script)?;
        made.names.insert("loader.js".to_owned(), "/v1/loader.js".to_owned());
        Ok(())
    })
}

pub(crate) fn mode(dist: &Dist) -> &'static str {
    if dist.is_fast { "fast" } else { "small" }
}
