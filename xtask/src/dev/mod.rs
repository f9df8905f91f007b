//! `cargo xtask dev`: demo shops, chat and desk on loopback, from one bare workerd.
//!
//! Set-up and build first, each silent when nothing changed. The data folder (`.dev/data`) holds the
//! secrets made at the first start, the objects' SQLite files and the written configuration.

pub(crate) mod config;
mod history;
mod http;
pub(crate) mod instance;
mod secrets;
mod seed;
mod workerd;

use std::path::PathBuf;

use anyhow::Result;

use crate::{
    build,
    clock::Stopwatch,
    paths,
    setup::{self, Need},
};
use config::Instance;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where the instance keeps its secrets and conversations.
    #[arg(long, default_value = ".dev/data")]
    data: PathBuf,
    /// Port of the chat and desk hosts.
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// Port of the demo shops.
    #[arg(long, default_value_t = 8788)]
    demo_port: u16,
    /// Do not open the shop in a browser.
    #[arg(long)]
    no_open: bool,
    /// Leave the demo sites without their two months of past conversations.
    #[arg(long)]
    no_history: bool,
    /// Compile quickly instead of small.
    #[arg(long)]
    fast: bool,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let stopwatch = Stopwatch::start();
    let tools = setup::ensure(Need::Build)?;
    let dist = build::build(&tools, args.fast)?;
    let instance = Instance { data: paths::root().join(&args.data), port: args.port, demo_port: args.demo_port, worker: "edge" };
    let secrets = secrets::load_or_make(&instance.data)?;
    let config = config::write(&instance, &dist)?;
    let running = workerd::start(&tools, &instance, &config, &secrets)?;
    let people = seed::seed(&instance, &dist, &secrets)?;
    let sites = build::content::sites()?;
    if !args.no_history {
        for site in &sites {
            history::seed(&instance, &secrets, site)?;
        }
    }
    eprintln!("\nFrontdesk is up after {}.\n", stopwatch.text());
    for site in &sites {
        eprintln!("  {site:<6} {}", instance.demo_origin(site));
    }
    eprintln!("  desk   {}", instance.origin("desk"));
    eprintln!("  chat   {}", instance.origin("chat"));
    eprintln!("\n  Who may sign in at the desk:\n");
    for person in people {
        eprintln!("  {person}");
    }
    eprintln!("\n  data   {}\n  Ctrl-C stops it.\n", instance.data.display());
    if !args.no_open {
        open(&instance.demo_origin("shop"));
    }
    running.wait()
}

/// Opens a page where there is a screen; elsewhere the address above is enough.
fn open(address: &str) {
    let has_screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if has_screen && paths::program("xdg-open").is_some() {
        std::process::Command::new("xdg-open").arg(address).spawn().ok();
    }
}
