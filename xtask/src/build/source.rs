//! Fingerprints of source folders: paths, sizes and times, so that looking costs milliseconds.

use std::{
    fs,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::{digest::Digest, paths};

/// Not sources of any artefact.
const SKIPPED: [&str; 5] = ["target", "node_modules", "tests", "benches", "fuzz"];
/// Not sources of anything.
const OUTPUT: [&str; 2] = ["target", "node_modules"];

/// Files that every compiled artefact depends on.
const SHARED: [&str; 4] = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "xtask/src/build"];

/// Fingerprint of folders and files (relative to the checkout) and of some words more.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn fingerprint(sources: &[&str], words: &[&str]) -> Result<String> {
    let mut digest = Digest::default();
    for word in words {
        digest.add(word.as_bytes());
    }
    for source in sources.iter().chain(&SHARED) {
        for path in files(&paths::root().join(source))? {
            let about = fs::metadata(&path)?;
            digest.add(path.to_string_lossy().as_bytes());
            digest.add(format!("{} {}.{}", about.size(), about.mtime(), about.mtime_nsec()).as_bytes());
        }
    }
    Ok(digest.finish())
}

/// Every source file below a path, in order; nothing where the path is missing.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>> {
    walk(path, &SKIPPED)
}

/// The same with tests.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn all_files(path: &Path) -> Result<Vec<PathBuf>> {
    walk(path, &OUTPUT)
}

fn walk(path: &Path, skipped: &[&str]) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with('.') && !skipped.contains(&name.as_str()) {
            found.extend(walk(&entry, skipped)?);
        }
    }
    Ok(found)
}
