//! A toolchain that compiles for wasm32.
//!
//! The rustup toolchain in use has the target, or rustup can add it; where rustup cannot reach its
//! server, Debian's own rustc and library sources make one (see `std_build.rs`).

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::Result;

use super::{
    Report,
    apt::Package,
    std_build,
    versions::{LINKED_TOOLCHAIN, WASM_TARGET},
};
use crate::{clock::Stopwatch, paths, process};

/// A slow line still fetches the 25 MB in this time; a closed one fails at once.
const RUSTUP_PATIENCE: Duration = Duration::from_secs(180);

/// What Debian calls the parts.
const DEBIAN: [Package; 5] = [
    Package { name: "rustc-web", why: "a rustc whose library sources are packaged", or_program: None },
    Package { name: "cargo-web", why: "its cargo", or_program: None },
    Package { name: "rust-web-src", why: "the sources of std, built once for wasm32", or_program: None },
    Package { name: "rust-web-clippy", why: "lints for wasm32", or_program: None },
    Package { name: "lld-22", why: "the linker for wasm32", or_program: None },
];

const STD_SOURCES: &str = "lib/rustlib/src/rust/library/std/Cargo.toml";
/// A panic traps at once; neither places nor `Debug` texts are compiled in.
const SMALL_PANICS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// Which toolchain compiles for wasm32.
pub(crate) enum WasmToolchain {
    /// The one in use: its sysroot holds the target.
    InUse,
    /// One made here from Debian's packages.
    Made { dir: PathBuf },
}

impl WasmToolchain {
    /// A cargo that knows the target and writes to the wasm target folder.
    pub(crate) fn cargo(&self) -> Command {
        let command = match self {
            Self::InUse => process::cargo(),
            Self::Made { dir } => process::command(dir.join("bin/cargo")),
        };
        let mut command = self.on_path(command, &[]);
        command.env("CARGO_TARGET_DIR", paths::wasm_target()).current_dir(paths::root());
        command
    }

    /// The same command with this toolchain (and some folders more) first on its `PATH`.
    pub(crate) fn on_path(&self, mut command: Command, more: &[PathBuf]) -> Command {
        let mut folders: Vec<PathBuf> = Vec::new();
        if let Self::Made { dir } = self {
            for name in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC", "RUSTDOC", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
                command.env_remove(name);
            }
            command.env("SYSROOT", dir);
            folders.push(dir.join("bin"));
        }
        folders.extend_from_slice(more);
        let path = env::var_os("PATH").unwrap_or_default();
        let joined: OsString = env::join_paths(folders.into_iter().chain(env::split_paths(&path))).unwrap_or(path);
        command.env("PATH", joined);
        command
    }

    /// Arguments that have cargo compile std along with a program, without the words of panics: nobody reads them in a browser, and
    /// they and what formats them weigh 12 kB brotli. Empty where the sources of std are not at hand.
    pub(crate) fn small_std(&self) -> &'static [&'static str] {
        let sysroot = match self {
            Self::InUse => sysroot(),
            Self::Made { dir } => dir.clone(),
        };
        let has_sources = sysroot.join(STD_SOURCES).exists();
        if has_sources { &["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"] } else { &[] }
    }

    /// Has cargo compile a small std along with a program, if it can. A compiler of the stable channel does so under
    /// `RUSTC_BOOTSTRAP`; the switches change what a panic prints, not what the program means.
    pub(crate) fn shrink_std(&self, cargo: &mut Command) {
        let arguments = self.small_std();
        if !arguments.is_empty() {
            cargo.args(arguments).env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", SMALL_PANICS);
        }
    }

    /// Whether it can run clippy.
    pub(crate) fn has_clippy(&self) -> bool {
        match self {
            Self::InUse => paths::program("cargo-clippy").is_some(),
            Self::Made { dir } => dir.join("bin/cargo-clippy").exists(),
        }
    }

    /// Its identity, for deciding what is out of date.
    pub(crate) fn id(&self) -> String {
        match self {
            Self::InUse => format!("in use {}", sysroot().display()),
            Self::Made { dir } => fs::read_to_string(dir.join("stamp")).unwrap_or_default(),
        }
    }
}

/// What apt must bring for the toolchain: nothing where rustup does it.
pub(crate) fn packages() -> Vec<Package> {
    if is_forced() {
        return DEBIAN.into();
    }
    if in_use_has_target() || rustup_adds_target() { Vec::new() } else { DEBIAN.into() }
}

/// Makes sure of a toolchain.
///
/// # Errors
/// When std cannot be built.
pub(crate) fn ensure(cache: &Path, report: &mut Report) -> Result<WasmToolchain> {
    if in_use_has_target() && !is_forced() {
        if !sysroot().join(STD_SOURCES).exists() && !rustup_adds(&["component", "add", "rust-src"], "the sources of std") {
            report.say("without the sources of std the chat's UI weighs about 12 kB more");
        }
        return Ok(WasmToolchain::InUse);
    }
    let dir = cache.join("rust-wasm");
    let stamp = std_build::stamp()?;
    if fs::read_to_string(dir.join("stamp")).is_ok_and(|made| made == stamp) {
        return Ok(WasmToolchain::Made { dir });
    }
    report.install("std for wasm32", "built once from Debian's sources, about a minute", || {
        std_build::build(&dir, &stamp, cache)
    })?;
    link(&dir, report);
    Ok(WasmToolchain::Made { dir })
}

/// `FRONTDESK_WASM_STD=debian` takes the second way where the first would do, to try it.
fn is_forced() -> bool {
    env::var_os("FRONTDESK_WASM_STD").is_some_and(|way| way == "debian")
}

fn sysroot() -> PathBuf {
    let cargo = env::var_os("CARGO").map(PathBuf::from);
    let beside = cargo.as_deref().and_then(Path::parent).and_then(Path::parent).map(Path::to_path_buf);
    beside.filter(|dir| dir.join("lib/rustlib").is_dir()).unwrap_or_else(|| {
        process::output(process::command("rustc").args(["--print", "sysroot"])).map(PathBuf::from).unwrap_or_default()
    })
}

fn in_use_has_target() -> bool {
    let lib = sysroot().join("lib/rustlib").join(WASM_TARGET).join("lib");
    fs::read_dir(lib).is_ok_and(|mut entries| entries.next().is_some())
}

/// Tries once per machine: where it failed, the made toolchain answers from then on.
fn rustup_adds_target() -> bool {
    let made_before = paths::cache().is_ok_and(|cache| cache.join("rust-wasm/stamp").exists());
    if made_before {
        return false;
    }
    let is_added = rustup_adds(&["target", "add", WASM_TARGET], WASM_TARGET) && in_use_has_target();
    if !is_added {
        eprintln!("setup: Debian's toolchain takes its place");
    }
    is_added
}

fn rustup_adds(arguments: &[&str], what: &str) -> bool {
    if paths::program("rustup").is_none() {
        return false;
    }
    eprintln!("setup: asking rustup for {what}");
    let spawned = process::command("rustup").args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = spawned else { return false };
    let stopwatch = Stopwatch::start();
    while stopwatch.elapsed() < RUSTUP_PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => {
                eprintln!("setup: rustup added {what} after {}", stopwatch.text());
                return true;
            }
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Ok(Some(_)) | Err(_) => break,
        }
    }
    child.kill().and_then(|()| child.wait()).ok();
    eprintln!("setup: rustup cannot add it here");
    false
}

/// For `cargo +frontdesk-wasm` by hand; the commands themselves do not need it, so a link that works is left alone.
fn link(dir: &Path, report: &Report) {
    let home = env::var_os("RUSTUP_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".rustup")));
    let works = home.is_some_and(|home| home.join("toolchains").join(LINKED_TOOLCHAIN).join("bin/cargo").exists());
    if works || paths::program("rustup").is_none() {
        return;
    }
    let linked = process::output(process::command("rustup").args(["toolchain", "link", LINKED_TOOLCHAIN]).arg(dir));
    if linked.is_ok() {
        report.say(&format!("linked as `cargo +{LINKED_TOOLCHAIN}`"));
    }
}
