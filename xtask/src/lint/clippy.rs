//! Clippy with warnings denied: natively, and for wasm32 where the toolchain has it.

use anyhow::Result;

use crate::{
    paths, process,
    setup::{Tools, versions::WASM_TARGET},
};

/// What is compiled for wasm32.
const WASM_CRATES: [&str; 8] = ["widget", "engine", "guide", "ui", "desk", "console", "lab", "edge"];

/// The programs and branches that are off by default.
const FEATURES: &str =
    "intent/encoder,authoring/encoder,xtask/content,xtask/history,xtask/import,xtask/intent,xtask/routing,xtask/simulate";

/// The default members, all targets.
///
/// # Errors
/// When there is a warning.
pub(crate) fn native() -> Result<()> {
    let mut cargo = process::cargo();
    cargo.current_dir(paths::root()).args(["clippy", "--quiet", "--all-targets", "--features", FEATURES]);
    cargo.args(["--", "-D", "warnings"]);
    process::show(&mut cargo)
}

/// The browser programs and the Worker; the engine in both builds.
///
/// # Errors
/// When there is a warning.
pub(crate) fn wasm(tools: &Tools) -> Result<()> {
    if !tools.wasm.has_clippy() {
        eprintln!("lint: this toolchain has no clippy for wasm32; compiling with warnings denied instead");
    }
    let packages: Vec<&str> = WASM_CRATES.iter().flat_map(|name| ["--package", name]).collect();
    wasm_pass(tools, &packages)?;
    wasm_pass(tools, &["--package", "engine", "--features", "full"])
}

fn wasm_pass(tools: &Tools, what: &[&str]) -> Result<()> {
    let with_clippy = tools.wasm.has_clippy();
    let mut cargo = tools.wasm.cargo();
    cargo.arg(if with_clippy { "clippy" } else { "check" }).args(["--quiet", "--target", WASM_TARGET]).args(what);
    if with_clippy {
        cargo.args(["--", "-D", "warnings"]);
    } else {
        cargo.env("RUSTFLAGS", "-Dwarnings");
    }
    process::show(&mut cargo)
}
