//! Clippy with warnings denied: natively, and for wasm32 where the toolchain has it.

use anyhow::Result;

use crate::{
    paths, process,
    setup::{Tools, versions::WASM_TARGET},
};

/// What is compiled for wasm32.
const WASM_CRATES: [&str; 5] = ["widget", "engine", "ui", "desk", "edge"];

/// The default members, all targets.
///
/// # Errors
/// When there is a warning.
pub(crate) fn native() -> Result<()> {
    let mut cargo = process::cargo();
    cargo.current_dir(paths::root()).args(["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"]);
    process::show(&mut cargo)
}

/// The browser programs and the Worker.
///
/// # Errors
/// When there is a warning.
pub(crate) fn wasm(tools: &Tools) -> Result<()> {
    let with_clippy = tools.wasm.has_clippy();
    let mut cargo = tools.wasm.cargo();
    cargo.arg(if with_clippy { "clippy" } else { "check" }).args(["--quiet", "--target", WASM_TARGET]);
    for name in WASM_CRATES {
        cargo.args(["--package", name]);
    }
    if with_clippy {
        cargo.args(["--", "-D", "warnings"]);
    } else {
        eprintln!("lint: this toolchain has no clippy for wasm32; compiling with warnings denied instead");
        cargo.env("RUSTFLAGS", "-Dwarnings");
    }
    process::show(&mut cargo)
}
