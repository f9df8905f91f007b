//! What needs the project's own crates: run through cargo as this package's second program,
//! optimised, so that neither their compile time nor their state of repair is this program's.

pub(crate) mod containment;
pub(crate) mod content;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod intent;
pub(crate) mod report;
pub(crate) mod simulate;

use std::process::Command;

use crate::process;

/// `cargo run` of one of this package's other programs.
pub(crate) fn program(name: &str) -> Command {
    let mut cargo = process::cargo();
    cargo.current_dir(crate::paths::root());
    cargo.args(["run", "--quiet", "--profile", "tool", "--package", "xtask", "--features", name, "--bin", name, "--"]);
    cargo
}
