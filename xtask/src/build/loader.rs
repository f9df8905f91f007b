//! The loader: hand-written, minified, under the one path that host pages name for ever, and under one that names its content for
//! pages that pin what they load.
//!
//! A page with `integrity` keeps asking for the loader it was written with, so each that was released stays: `released/` holds them
//! under their names, and `cargo xtask build --keep-loader` adds the current one.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha384};

use super::{Dist, Names, source, step};
use crate::{paths, process, setup::Tools};

const SOURCE: &str = "widget/loader/loader.js";
const RELEASED: &str = "widget/loader/released";

/// Short names of the manifest: the loader for every page, the pinned one, and what that one's tag says.
pub(crate) const PINNED: &str = "loader.pinned.js";
pub(crate) const INTEGRITY: &str = "loader.integrity";

pub(crate) fn build(tools: &Tools, dist: &Dist) -> Result<Names> {
    let inputs = source::fingerprint(&[SOURCE, RELEASED], &[&tools.packages().to_string_lossy(), mode(dist)])?;
    step::run(dist, "loader", &inputs, |made| {
        let work = dist.work("loader");
        fs::create_dir_all(&work)?;
        let out = work.join("loader.js");
        let mut command = tools.esbuild();
        // A byte of Chinese is a byte on the line, not six of an escape.
        let options = ["--minify", "--charset=utf8", "--target=es2020", "--log-level=warning"];
        command.arg(paths::root().join(SOURCE)).args(options);
        process::show(command.arg(format!("--outfile={}", out.display())))?;
        let script = fs::read(&out)?;
        let pinned = made.hashed(dist, "assets", "loader.js", &script)?;
        for path in source::files(&paths::root().join(RELEASED))? {
            let (name, bytes) = (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), fs::read(&path)?);
            let public = step::hashed_path("loader.js", &bytes);
            ensure!(public == format!("/a/{name}"), "{} is not what was released under that name", path.display());
            if public != pinned {
                made.file(dist, &format!("assets{public}"), &bytes)?;
            }
        }
        made.file(dist, "assets/v1/loader.js", &script)?;
        made.names.insert("loader.js".to_owned(), "/v1/loader.js".to_owned());
        made.names.insert(PINNED.to_owned(), pinned);
        made.names.insert(INTEGRITY.to_owned(), integrity(&script));
        Ok(())
    })
}

/// Adds the loader as it is to those that stay.
///
/// # Errors
/// When nothing was built, or it cannot be written.
pub(crate) fn keep(dist: &Dist) -> Result<()> {
    let built = dist.file(PINNED)?;
    let folder = paths::root().join(RELEASED);
    let kept = folder.join(built.file_name().unwrap_or_default());
    fs::create_dir_all(&folder)?;
    fs::copy(&built, &kept).with_context(|| format!("writing {}", kept.display()))?;
    eprintln!("build: kept {}", kept.display());
    Ok(())
}

/// What a script tag's `integrity` says of a file of these bytes.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", Base64::encode_string(&Sha384::digest(bytes)))
}

pub(crate) fn mode(dist: &Dist) -> &'static str {
    if dist.is_fast { "fast" } else { "small" }
}

#[cfg(test)]
mod tests {
    use super::integrity;

    #[test]
    fn integrity_is_what_browsers_compare_with() {
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }
}
