//! Style sheets: each `web/*.css` with what it imports, minified and hashed.

use std::{fs, path::Path};

use anyhow::Result;

use super::{Dist, Names, loader::mode, source, step};
use crate::{process, setup::Tools};

pub(crate) fn build(tools: &Tools, dist: &Dist, web: &Path, host: &str) -> Result<Names> {
    let inputs = source::fingerprint(&[&web.to_string_lossy(), "www/ui"], &[&tools.packages().to_string_lossy(), mode(dist)])?;
    let name = format!("{host}-style");
    step::run(dist, &name, &inputs, |made| {
        let work = dist.work(&name);
        fs::create_dir_all(&work)?;
        for sheet in sheets(web)? {
            let file = sheet.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let out = work.join(&file);
            let mut command = tools.esbuild();
            command.arg(&sheet).args(["--bundle", "--minify", "--external:/a/*", "--loader:.svg=dataurl", "--log-level=warning"]);
            process::show(command.arg(format!("--outfile={}", out.display())))?;
            made.hashed(dist, host, &file, &fs::read(&out)?)?;
        }
        Ok(())
    })
}

fn sheets(web: &Path) -> Result<Vec<std::path::PathBuf>> {
    let all = source::files(web)?;
    Ok(all.into_iter().filter(|path| path.parent() == Some(web) && path.extension().is_some_and(|it| it == "css")).collect())
}
