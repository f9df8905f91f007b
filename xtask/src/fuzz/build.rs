//! Compiling with instrumentation, by any toolchain that has what it takes.
//!
//! The passes that libFuzzer needs are in every rustc; the switches are those of cargo-fuzz. The address sanitizer is a switch of
//! nightly that a stable compiler obeys under `RUSTC_BOOTSTRAP`, where its runtime came with the toolchain; without it a target
//! still breaks off at panics, at too much memory and at too much time, which is all that can go wrong in our own code.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use crate::{paths, process};

/// No member of the workspace.
pub(crate) const PACKAGE: &str = "shared/intent/fuzz/Cargo.toml";
const SWITCHES: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0";
const SANITIZER: &str = "-Zsanitizer=address";

/// Builds every target into `folder`; gives the folder of the programs.
///
/// # Errors
/// When something is missing, which is named, or the build fails.
pub(super) fn build(folder: &Path) -> Result<PathBuf> {
    let compilers = ["c++", "g++", "clang++"];
    if !compilers.iter().any(|name| paths::program(name).is_some()) {
        bail!("libFuzzer is compiled from C++, and there is none of {}; install g++ or clang", compilers.join(", "));
    }
    let about = process::output(process::command("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let (flags, is_sanitized) =
        if has_sanitizer(host) { (format!("{SWITCHES} {SANITIZER}"), true) } else { (SWITCHES.to_owned(), false) };
    eprintln!(
        "fuzz: {} the address sanitizer",
        if is_sanitized { "with" } else { "this toolchain has no runtime of it: without" }
    );
    let target = folder.join("build");
    let mut cargo = process::cargo();
    // Flags of the target alone: build scripts and macros are not instrumented.
    cargo.current_dir(paths::root()).env("CARGO_TARGET_DIR", &target).env("RUSTFLAGS", flags).args([
        "build",
        "--release",
        "--bins",
        "--manifest-path",
        PACKAGE,
        "--target",
        host,
    ]);
    if is_sanitized {
        cargo.env("RUSTC_BOOTSTRAP", "1");
    }
    process::logged("fuzz targets", &mut cargo, &folder.join("build.log"))?;
    Ok(target.join(host).join("release"))
}

/// Whether the sanitizer's runtime lies among the host's libraries.
fn has_sanitizer(host: &str) -> bool {
    let sysroot = process::output(process::command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    let libraries = fs::read_dir(Path::new(&sysroot).join("lib/rustlib").join(host).join("lib"));
    libraries.is_ok_and(|mut files| {
        files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().ends_with("_rt.asan.a")))
    })
}
