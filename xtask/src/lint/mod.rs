//! `cargo xtask lint`: format, clippy for both targets, and what no compiler checks.

mod clippy;
mod length;
mod rules;
mod sources;
mod wire;

use anyhow::Result;

use crate::{
    clock::Stopwatch,
    process,
    setup::{self, Need},
};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Record that PROTOCOL.md was reviewed for the present `shared/wire/src`.
    #[arg(long)]
    accept_wire: bool,
    /// Only the tidy checks, which take no compiling.
    #[arg(long)]
    tidy: bool,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    if args.accept_wire {
        wire::accept()?;
        return Ok(true);
    }
    let stopwatch = Stopwatch::start();
    let mut failed = Vec::new();
    let mut check = |name: &'static str, outcome: Result<()>| match outcome {
        Ok(()) => eprintln!("lint: {name} ... ok"),
        Err(error) => {
            eprintln!("lint: {name} ... FAILED\n{error:#}");
            failed.push(name);
        }
    };
    check("files are short", length::check());
    check("every rule of PROTOCOL.md is quoted by a test", rules::check());
    check("PROTOCOL.md was reviewed for this wire", wire::check());
    if !args.tidy {
        let mut fmt = process::cargo();
        fmt.current_dir(crate::paths::root()).args(["fmt", "--all", "--check"]);
        check("format", process::show(&mut fmt));
        let mut fmt = process::cargo();
        fmt.current_dir(crate::paths::root()).args(["fmt", "--check", "--manifest-path", crate::fuzz::PACKAGE]);
        check("format, fuzz targets", process::show(&mut fmt));
        check("clippy, native", clippy::native());
        let tools = setup::ensure(Need::Build)?;
        check("clippy, wasm32", clippy::wasm(&tools));
    }
    eprintln!(
        "lint: {} after {}",
        if failed.is_empty() { "clean".to_owned() } else { format!("{} failed", failed.join(", ")) },
        stopwatch.text()
    );
    Ok(failed.is_empty())
}
