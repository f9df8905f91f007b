//! Builds std for wasm32 from Debian's packaged sources into a folder that looks like a toolchain.
//!
//! The folder holds the wasm32 libraries, links to Debian's own for the host, and three small
//! starters that point rustc at it. The build is cargo's `-Zbuild-std` on an empty crate, which the
//! packaged compiler allows under `RUSTC_BOOTSTRAP`; nothing of the project is built that way.

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::versions::WASM_TARGET;
use crate::process;

/// Raised when the recipe below changes, so that every machine makes its toolchain anew.
const RECIPE: u32 = 1;
const RUSTC: &str = "/usr/bin/rustc";
const MANIFEST: &str = "[package]\nname = \"stdbuild\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n\
    [profile.release]\nopt-level = 3\npanic = \"abort\"\ndebug = false\n";

/// What the toolchain was made from: the recipe and the compiler's identity.
pub(crate) fn stamp() -> Result<String> {
    let file = fs::metadata(RUSTC).with_context(|| format!("{RUSTC} is missing"))?;
    Ok(format!("recipe {RECIPE} rustc {} bytes of {}", file.size(), file.mtime()))
}

/// Builds into `dir`.
///
/// # Errors
/// When Debian's compiler, sources or linker are missing or the build fails.
pub(crate) fn build(dir: &Path, stamp: &str, cache: &Path) -> Result<()> {
    let host = host()?;
    let work = cache.join("rust-wasm.building");
    fs::remove_dir_all(&work).ok();
    let made = work.join("toolchain");
    let libraries = compile(&work, cache)?;
    let rustlib = made.join("lib/rustlib");
    let target_lib = rustlib.join(WASM_TARGET).join("lib");
    fs::create_dir_all(&target_lib)?;
    for library in libraries {
        fs::copy(&library, target_lib.join(library.file_name().unwrap_or_default()))?;
    }
    let debian = Path::new("/usr/lib/rustlib");
    let host_dir = rustlib.join(&host);
    fs::create_dir_all(host_dir.join("bin"))?;
    symlink(debian.join(&host).join("lib"), host_dir.join("lib"))?;
    if let Ok(entries) = fs::read_dir(debian.join(&host).join("bin")) {
        for entry in entries.flatten() {
            symlink(entry.path(), host_dir.join("bin").join(entry.file_name()))?;
        }
    }
    symlink(linker()?, host_dir.join("bin/rust-lld"))?;
    symlink(debian.join("src"), rustlib.join("src"))?;
    symlink(debian.join("etc"), rustlib.join("etc"))?;
    starters(&made, dir)?;
    fs::write(made.join("stamp"), stamp)?;
    fs::remove_dir_all(dir).ok();
    fs::rename(&made, dir)?;
    fs::remove_dir_all(&work)?;
    Ok(())
}

fn host() -> Result<String> {
    let about = process::output(process::command(RUSTC).arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}

/// The newest lld that can link what this rustc emits.
fn linker() -> Result<PathBuf> {
    let versions = (19..=30).rev().map(|version| PathBuf::from(format!("/usr/lib/llvm-{version}/bin/lld")));
    versions.into_iter().find(|path| path.exists()).context("no lld of LLVM 19 or later under /usr/lib")
}

fn compile(work: &Path, cache: &Path) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("src/lib.rs"), "")?;
    fs::write(work.join("Cargo.toml"), MANIFEST)?;
    let target = work.join("target");
    let mut cargo = process::command("/usr/bin/cargo");
    for name in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC", "RUSTDOC", "CARGO_ENCODED_RUSTFLAGS"] {
        cargo.env_remove(name);
    }
    cargo
        .current_dir(work)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", RUSTC)
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", &target)
        .args(["build", "--release", "--target", WASM_TARGET, "-Zbuild-std=std,panic_abort,test,proc_macro"]);
    process::logged("std", &mut cargo, &cache.join("log/std.log"))?;
    let deps = target.join(WASM_TARGET).join("release/deps");
    let mut libraries = Vec::new();
    for entry in fs::read_dir(&deps).with_context(|| format!("reading {}", deps.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libstdbuild-") {
            libraries.push(path);
        }
    }
    Ok(libraries)
}

/// Starters that name the folder where the toolchain will stand.
fn starters(made: &Path, dir: &Path) -> Result<()> {
    let bin = made.join("bin");
    fs::create_dir_all(&bin)?;
    let dir = dir.display();
    let scripts = [
        ("rustc", format!("#!/bin/sh\nexec /usr/bin/rustc --sysroot '{dir}' \"$@\"\n")),
        ("rustdoc", format!("#!/bin/sh\nexec /usr/bin/rustdoc --sysroot '{dir}' \"$@\"\n")),
        ("cargo", format!("#!/bin/sh\n: \"${{RUSTC:={dir}/bin/rustc}}\"; export RUSTC\nexec /usr/bin/cargo \"$@\"\n")),
        ("cargo-clippy", format!("#!/bin/sh\nSYSROOT='{dir}'; export SYSROOT\nexec /usr/bin/cargo-clippy \"$@\"\n")),
    ];
    for (name, text) in scripts {
        let path = bin.join(name);
        fs::write(&path, text)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}
