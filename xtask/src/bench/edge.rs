//! `cargo xtask bench edge`.

use std::{env, fs, io::Write as _, process::Stdio};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use crate::{
    build, paths, process,
    setup::{self, Need},
};

/// What is told to the reader of the figures: times are of this machine at this moment, so nothing here fails a run.
const TARGETS: [(&str, bool, f64); 3] =
    [("relay_p99_ms", true, 50.0), ("relay_p99_ms_while_training", true, 80.0), ("js_rate_ratio", false, 0.8)];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Use the quickly compiled tree: its Worker is slower.
    #[arg(long)]
    fast: bool,
    /// Print one flat object on standard output.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<bool> {
    let tools = setup::ensure(Need::Everything)?;
    let dist = build::build(&tools, args.fast)?;
    build::build_breakable(&tools, &dist)?;
    let mut node = tools.node();
    node.current_dir(paths::root())
        .arg("edge/bench/relay.mjs")
        .env("FRONTDESK_DIST", &dist.dir)
        .env("FRONTDESK_CACHE", paths::cache()?)
        .env("FRONTDESK_PACKAGES", tools.packages())
        .env("FRONTDESK_XTASK", env::current_exe()?)
        .stderr(Stdio::inherit());
    let text = process::output(&mut node)?;
    let figures: Map<String, Value> = serde_json::from_str(text.lines().last().unwrap_or_default())
        .with_context(|| format!("the bench printed no object: {text}"))?;
    let folder = paths::root().join("docs/bench");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("edge.json"), serde_json::to_string_pretty(&figures)? + "\n")?;
    for (key, is_at_most, bound) in TARGETS {
        let found = figures.get(key).and_then(Value::as_f64);
        let is_met = found.is_some_and(|found| if is_at_most { found <= bound } else { found >= bound });
        eprintln!("bench: {key:>30}  {found:?}  target {bound}  {}", if is_met { "ok" } else { "MISSED" });
    }
    if args.json {
        writeln!(std::io::stdout(), "{}", Value::Object(figures))?;
    }
    Ok(true)
}
