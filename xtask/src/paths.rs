//! Where things are: the checkout, its build output, and the user-level cache of tools.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

/// The checkout's root folder.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Cargo's target folder of this checkout.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Target folder of the wasm builds: apart, because another rustc may write it.
pub(crate) fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// The folder of tools that every clone of this user shares.
///
/// # Errors
/// When neither `FRONTDESK_CACHE` nor a home folder is set.
pub(crate) fn cache() -> Result<PathBuf> {
    if let Some(dir) = env::var_os("FRONTDESK_CACHE") {
        return Ok(std::path::absolute(dir)?);
    }
    if let Some(dir) = env::var_os("XDG_CACHE_HOME").filter(|dir| !dir.is_empty()) {
        return Ok(Path::new(&dir).join("frontdesk"));
    }
    let home = env::var_os("HOME").context("HOME is not set; set FRONTDESK_CACHE to a folder for the tools")?;
    Ok(Path::new(&home).join(".cache/frontdesk"))
}

/// First program of that name on `PATH`.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|dir| dir.join(name)).find(|path| path.is_file())
}
