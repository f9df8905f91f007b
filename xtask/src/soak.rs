//! `cargo xtask soak`: people at work while workerd is killed again and again.

use std::env;

use anyhow::{Context as _, Result};

use crate::{
    build, paths,
    setup::{self, Need},
};

#[derive(clap::Args)]
pub(crate) struct Args {
    #[arg(long, default_value_t = 10.0)]
    minutes: f64,
    #[arg(long, default_value_t = 200)]
    visitors: u32,
    #[arg(long, default_value_t = 20)]
    agents: u32,
    /// Seconds between two kills, on the average.
    #[arg(long, default_value_t = 45)]
    kill_every: u32,
    /// Use the quickly compiled tree.
    #[arg(long)]
    fast: bool,
    /// Print one flat object on standard output.
    #[arg(long)]
    json: bool,
}

/// False when a promise was broken.
pub(crate) fn run(args: &Args) -> Result<bool> {
    let tools = setup::ensure(Need::Everything)?;
    let dist = build::build(&tools, args.fast)?;
    build::build_breakable(&tools, &dist)?;
    let mut node = tools.node();
    node.current_dir(paths::root())
        .arg("edge/soak/soak.mjs")
        .args([args.minutes.to_string(), args.visitors.to_string(), args.agents.to_string(), args.kill_every.to_string()])
        .env("FRONTDESK_DIST", &dist.dir)
        .env("FRONTDESK_CACHE", paths::cache()?)
        .env("FRONTDESK_PACKAGES", tools.packages())
        .env("FRONTDESK_XTASK", env::current_exe()?)
        .stderr(std::process::Stdio::inherit());
    let output = node.output().context("starting node")?;
    let told = String::from_utf8_lossy(&output.stdout);
    let figures = told.lines().last().unwrap_or_default();
    if args.json {
        use std::io::Write as _;
        writeln!(std::io::stdout(), "{figures}")?;
    } else {
        eprintln!("soak: {figures}");
    }
    Ok(output.status.success())
}
