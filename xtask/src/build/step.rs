//! One artefact: skipped while its inputs are what they were and its files are there.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::{Dist, Names, compress};
use crate::{clock::Stopwatch, digest};

/// What a step made.
#[derive(Default)]
pub(crate) struct Made {
    pub(crate) names: Names,
    /// Relative to the dist folder.
    files: Vec<String>,
}

impl Made {
    /// Writes one served file, and a brotli copy where that is smaller.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn file(&mut self, dist: &Dist, path: &str, bytes: &[u8]) -> Result<()> {
        self.plain(dist, path, bytes)?;
        let packed = if compress::is_worth_it(path) { compress::brotli(bytes, dist.is_fast)? } else { bytes.to_vec() };
        if packed.len() < bytes.len() {
            let path = format!("{path}.br");
            fs::write(dist.dir.join(&path), packed)?;
            self.files.push(path);
        }
        Ok(())
    }

    /// Writes one file without a compressed copy.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn plain(&mut self, dist: &Dist, path: &str, bytes: &[u8]) -> Result<()> {
        let full = dist.dir.join(path);
        if let Some(parent) = full.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&full, bytes).with_context(|| format!("writing {}", full.display()))?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Writes `NAME-HASH.EXT` under the host's `a/` and records its public path, which it returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn hashed(&mut self, dist: &Dist, host: &str, name: &str, bytes: &[u8]) -> Result<String> {
        let public = hashed_path(name, bytes);
        self.file(dist, &format!("{host}{public}"), bytes)?;
        self.names.insert(name.to_owned(), public.clone());
        Ok(public)
    }
}

/// `/a/NAME-HASH.EXT` for a file of these bytes.
pub(crate) fn hashed_path(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("/a/{stem}-{}.{extension}", digest::short(bytes))
}

/// Makes the next run of a step do its work.
pub(crate) fn forget(dist: &Dist, name: &str) {
    fs::remove_file(state_path(dist, name)).ok();
}

fn state_path(dist: &Dist, name: &str) -> PathBuf {
    dist.dir.join(".state").join(format!("{name}.json"))
}

/// Runs `work` unless the last run had the same `inputs` and its files are still there.
///
/// # Errors
/// When the work fails; the step is then out of date.
pub(crate) fn run(dist: &Dist, name: &str, inputs: &str, work: impl FnOnce(&mut Made) -> Result<()>) -> Result<Names> {
    let state_path = state_path(dist, name);
    let state: Value = fs::read(&state_path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let text_list = |key: &str| -> Vec<String> {
        let list = state.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let old_files = text_list("files");
    let is_current = state.get("inputs").and_then(Value::as_str) == Some(inputs);
    if is_current && old_files.iter().all(|file| dist.dir.join(file).exists()) {
        let names = state.get("names").cloned().unwrap_or_default();
        return Ok(serde_json::from_value(names)?);
    }
    let stopwatch = Stopwatch::start();
    forget(dist, name);
    let mut made = Made::default();
    work(&mut made).with_context(|| format!("building {name}"))?;
    for file in old_files.iter().filter(|file| !made.files.contains(file)) {
        fs::remove_file(dist.dir.join(file)).ok();
    }
    fs::create_dir_all(state_path.parent().unwrap_or(&PathBuf::new()))?;
    let state = json!({ "inputs": inputs, "names": made.names, "files": made.files });
    fs::write(&state_path, serde_json::to_vec_pretty(&state)?)?;
    eprintln!("build: {name} after {}", stopwatch.text());
    Ok(made.names)
}
