//! `cargo xtask bench widget`.

use std::{env, fs, io::Write as _, path::PathBuf, process::Stdio};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use super::weight;
use crate::{
    build, paths, process,
    setup::{self, Need, peers},
};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Measure this built tree; without it, one is built.
    #[arg(long)]
    dist: Option<PathBuf>,
    /// Visits of each chat; medians are told. Five take about nine minutes on two cores that are free.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Print one flat object on standard output.
    #[arg(long)]
    json: bool,
}

/// False when a figure that is held to a target misses it.
pub(crate) fn run(args: &Args) -> Result<bool> {
    let tools = setup::ensure(Need::Everything)?;
    let dist = match &args.dist {
        Some(dist) => std::path::absolute(dist)?,
        None => build::build(&tools, false)?.dir,
    };
    let chats = peers::ensure_chats()?;
    let mut node = tools.node();
    node.current_dir(paths::root())
        .arg("widget/bench/widget.mjs")
        .env("FRONTDESK_DIST", dist)
        .env("FRONTDESK_CACHE", paths::cache()?)
        .env("FRONTDESK_PACKAGES", tools.packages())
        .env("FRONTDESK_XTASK", env::current_exe()?)
        .env("FRONTDESK_BENCH_RUNS", args.runs.to_string())
        .stderr(Stdio::inherit());
    for (name, packages) in [("FRONTDESK_PEERS", &chats.packages), ("FRONTDESK_LIGHTHOUSE", &chats.lighthouse)] {
        node.env_remove(name);
        if let Some(packages) = packages {
            node.env(name, packages);
        }
    }
    let text = process::output(&mut node)?;
    let figures: Map<String, Value> = serde_json::from_str(text.lines().last().unwrap_or_default())
        .with_context(|| format!("the bench printed no object: {text}"))?;
    if chats.packages.is_some() {
        let folder = paths::root().join("docs/bench");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("widget.json"), serde_json::to_string_pretty(&figures)? + "\n")?;
        fs::write(folder.join("widget.md"), weight::page(&figures))?;
        fs::write(folder.join("widget.svg"), weight::picture(&figures))?;
    } else {
        eprintln!("bench: docs/bench stays as it is, for nothing was measured beside us");
    }
    if args.json {
        writeln!(std::io::stdout(), "{}", Value::Object(figures.clone()))?;
    }
    Ok(weight::judge(&figures))
}
