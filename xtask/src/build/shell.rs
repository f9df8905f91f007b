//! HTML shells, whose `{{name}}` become public paths, and the files that are served as they are.

use std::fs;

use anyhow::{Context as _, Result, bail};

use super::{Dist, Names, Web, loader::mode, source, step, style::PICTURES};
use crate::paths;

pub(crate) fn build(dist: &Dist, web: &Web, names: &Names) -> Result<()> {
    let folder = paths::root().join(web.folder);
    let listed: Vec<String> = names.iter().map(|(name, path)| format!("{name}={path}")).collect();
    let inputs = source::fingerprint(&[web.folder], &[&listed.join("\n"), mode(dist)])?;
    step::run(dist, &format!("{}-shell", web.name), &inputs, |made| {
        for path in source::files(&folder)? {
            let relative = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            // Scripts, sheets and pictures have hashed names and are built elsewhere.
            if extension == "js" || extension == "css" || PICTURES.contains(&extension.as_str()) {
                continue;
            }
            let mut bytes = fs::read(&path)?;
            if extension == "html" {
                let text = String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))?;
                bytes = fill(&text, names).with_context(|| format!("in {}", path.display()))?.into_bytes();
            }
            made.file(dist, &format!("{}/{relative}", web.host), &bytes)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Puts public paths in the place of `{{name}}`.
fn fill(text: &str, names: &Names) -> Result<String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").context("a `{{` is not closed")?;
        let Some(path) = names.get(name.trim()) else {
            let known: Vec<&str> = names.keys().map(String::as_str).collect();
            bail!("nothing called `{}` is built; there are: {}", name.trim(), known.join(", "));
        };
        filled.push_str(before);
        filled.push_str(path);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::{Names, fill};

    fn names() -> Names {
        [("widget.js".to_owned(), "/a/widget-1.js".to_owned())].into()
    }

    #[test]
    fn a_shell_refers_to_hashed_names() {
        let filled = fill("<script src=\"{{widget.js}}\"></script>{{ widget.js }}", &names());
        assert_eq!(filled.unwrap(), "<script src=\"/a/widget-1.js\"></script>/a/widget-1.js");
    }

    #[test]
    fn a_shell_that_names_nothing_built_is_refused() {
        let error = fill("{{gadget.js}}", &names()).unwrap_err().to_string();
        assert!(error.contains("gadget.js") && error.contains("widget.js"), "{error}");
    }
}
