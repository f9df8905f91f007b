//! `cargo xtask setup`: makes sure that the pinned tools are there, and says where they are.
//!
//! Each kind of tool has a file; each looks first, with a few `stat` calls, and installs only what
//! is missing. Installs go to a folder beside the final one and are renamed into place, so an
//! interrupted one is begun again; a lock on the cache keeps two clones from installing at once.

mod apt;
mod cargo_tools;
mod npm;
pub(crate) mod peers;
mod std_build;
pub(crate) mod versions;
pub(crate) mod wasm_std;

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use crate::{clock::Stopwatch, paths, process};
use wasm_std::WasmToolchain;

/// How much is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Compiling and serving.
    Build,
    /// That, and the browsers and fonts of the tests.
    Everything,
}

/// Where the tools are.
pub(crate) struct Tools {
    pub(crate) wasm: WasmToolchain,
    cargo_tools: cargo_tools::CargoTools,
    packages: PathBuf,
    /// Of the tests alone.
    types: Option<PathBuf>,
    node: PathBuf,
}

/// Installs what is missing.
///
/// # Errors
/// When something cannot be installed; the message says what to do by hand.
pub(crate) fn ensure(need: Need) -> Result<Tools> {
    let stopwatch = Stopwatch::start();
    let cache = paths::cache()?;
    fs::create_dir_all(&cache).with_context(|| format!("creating {}", cache.display()))?;
    let lock = File::create(cache.join(".lock"))?;
    lock.lock()?;
    let mut report = Report { installed: 0 };
    let wasm_std_needs = wasm_std::packages();
    apt::ensure(need, &wasm_std_needs, &cache, &mut report)?;
    let tools = Tools {
        wasm: wasm_std::ensure(&cache, &mut report)?,
        cargo_tools: cargo_tools::ensure(&cache, &mut report)?,
        packages: npm::ensure_tools(&cache, &mut report)?,
        types: if need == Need::Everything { Some(npm::ensure_types(&cache, &mut report)?) } else { None },
        node: npm::ensure_node(&cache, &mut report)?,
    };
    if report.installed > 0 {
        eprintln!("setup: ready after {} ({})", stopwatch.text(), cache.display());
    }
    Ok(tools)
}

/// Announces installs.
pub(crate) struct Report {
    installed: usize,
}

impl Report {
    /// Installs one thing, saying what and why before and how long it took after.
    pub(crate) fn install(&mut self, what: &str, why: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        let stopwatch = Stopwatch::start();
        self.installed += 1;
        eprintln!("setup: installing {what}: {why}");
        work().with_context(|| format!("installing {what}"))?;
        eprintln!("setup: {what} is in place after {}", stopwatch.text());
        Ok(())
    }

    pub(crate) fn say(&self, text: &str) {
        eprintln!("setup: {text}");
    }
}

impl Tools {
    pub(crate) fn wasm_bindgen(&self) -> Command {
        process::command(&self.cargo_tools.wasm_bindgen)
    }

    /// worker-build with every helper it would otherwise download.
    pub(crate) fn worker_build(&self) -> Command {
        let mut command = self.wasm.on_path(process::command(&self.cargo_tools.worker_build), &[self.node_folder()]);
        command
            .env("WASM_BINDGEN_BIN", &self.cargo_tools.wasm_bindgen)
            .env("ESBUILD_BIN", self.esbuild_path())
            .env("WASM_OPT_BIN", self.packages.join(".bin/wasm-opt"))
            .env("CARGO_TARGET_DIR", paths::wasm_target());
        command
    }

    pub(crate) fn wasm_opt(&self) -> Command {
        self.script(".bin/wasm-opt")
    }

    pub(crate) fn esbuild(&self) -> Command {
        process::command(self.esbuild_path())
    }

    pub(crate) fn wrangler(&self) -> Command {
        let mut command = self.script("wrangler/bin/wrangler.js");
        command.env("WRANGLER_SEND_METRICS", "false").env("CI", "1").env("PATH", self.path_with_node());
        command
    }

    /// The workerd program itself, not npm's starter around it.
    pub(crate) fn workerd_path(&self) -> PathBuf {
        let name = if cfg!(target_arch = "aarch64") { "workerd-linux-arm64" } else { "workerd-linux-64" };
        self.packages.join("@cloudflare").join(name).join("bin/workerd")
    }

    /// Node, new enough for wrangler.
    pub(crate) fn node(&self) -> Command {
        let mut command = process::command(&self.node);
        command.env("PATH", self.path_with_node());
        command
    }

    /// The folder of npm packages.
    pub(crate) fn packages(&self) -> &Path {
        &self.packages
    }

    /// The folder of npm packages that check types; empty where only building was asked for.
    pub(crate) fn types(&self) -> &Path {
        self.types.as_deref().unwrap_or(Path::new(""))
    }

    fn script(&self, path: &str) -> Command {
        let mut command = self.node();
        command.arg(self.packages.join(path));
        command
    }

    fn esbuild_path(&self) -> PathBuf {
        let name = if cfg!(target_arch = "aarch64") { "linux-arm64" } else { "linux-x64" };
        self.packages.join("@esbuild").join(name).join("bin/esbuild")
    }

    fn node_folder(&self) -> PathBuf {
        self.node.parent().unwrap_or(&self.node).to_path_buf()
    }

    fn path_with_node(&self) -> std::ffi::OsString {
        let path = env::var_os("PATH").unwrap_or_default();
        env::join_paths(std::iter::once(self.node_folder()).chain(env::split_paths(&path))).unwrap_or(path)
    }
}
