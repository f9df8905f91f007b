//! Style sheets (each `web/*.css` with what it imports, minified) and pictures, hashed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use super::{Dist, Names, Web, loader::mode, source, step};
use crate::{paths, process, setup::Tools};

/// Referred to in shells and sheets by hashed names, so that they too are cached for ever.
pub(crate) const PICTURES: [&str; 5] = ["svg", "png", "webp", "avif", "woff2"];

pub(crate) fn build(tools: &Tools, dist: &Dist, web: &Web) -> Result<Names> {
    let (folder, host) = (paths::root().join(web.folder), web.host);
    let inputs = source::fingerprint(&[web.folder, "www/ui"], &[&tools.packages().to_string_lossy(), mode(dist)])?;
    let name = format!("{}-style", web.name);
    step::run(dist, &name, &inputs, |made| {
        let work = dist.work(&name);
        fs::create_dir_all(&work)?;
        for sheet in beside(&folder, |extension| extension == "css")? {
            let file = sheet.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let out = work.join(&file);
            let mut command = tools.esbuild();
            command.arg(&sheet).args(["--bundle", "--minify", "--external:/a/*", "--loader:.svg=dataurl", "--log-level=warning"]);
            process::show(command.arg(format!("--outfile={}", out.display())))?;
            made.hashed(dist, host, &file, &fs::read(&out)?)?;
        }
        for picture in beside(&folder, |extension| PICTURES.contains(&extension))? {
            let file = picture.file_name().unwrap_or_default().to_string_lossy().into_owned();
            made.hashed(dist, host, &file, &fs::read(&picture)?)?;
        }
        Ok(())
    })
}

/// Files directly in a folder whose extension is wanted.
fn beside(web: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = source::files(web)?;
    files.retain(|path| path.parent() == Some(web) && path.extension().is_some_and(|it| is_wanted(&it.to_string_lossy())));
    Ok(files)
}
