//! `cargo xtask bench routing`.

use std::{fs, io::Write as _};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use super::waits;
use crate::{houses::program, paths, process};

const RESULTS: &str = "docs/bench";
const PARTS: [&str; 2] = ["waits", "speed"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Measure these parts only; other figures stay as they were written. On two cores that are free: waits 8 minutes, speed 1.
    #[arg(long, value_delimiter = ',', value_parser = PARTS)]
    only: Vec<String>,
    /// Print one flat object on standard output.
    #[arg(long)]
    json: bool,
}

/// False when a figure that is held to a target misses it.
pub(crate) fn run(args: &Args) -> Result<bool> {
    let folder = paths::root().join(RESULTS);
    let file = folder.join("routing.json");
    let mut figures: Map<String, Value> = match fs::read_to_string(&file) {
        Ok(text) if !args.only.is_empty() => serde_json::from_str(&text).with_context(|| file.display().to_string())?,
        Ok(_) | Err(_) => Map::new(),
    };
    for part in PARTS.into_iter().filter(|part| args.only.is_empty() || args.only.iter().any(|only| only == part)) {
        eprintln!("bench: {part}");
        let text = process::output(program("routing").arg(part).stderr(std::process::Stdio::inherit()))?;
        let measured: Map<String, Value> = serde_json::from_str(text.lines().last().unwrap_or_default())
            .with_context(|| format!("{part} printed no object: {text}"))?;
        figures.extend(measured);
    }
    fs::create_dir_all(&folder)?;
    fs::write(&file, serde_json::to_string_pretty(&figures)? + "\n")?;
    fs::write(folder.join("routing.md"), waits::page(&figures))?;
    if figures.contains_key("mild_09_pooled_wait_s") {
        process::show(program("routing").arg("chart").arg(&file).arg(&folder))?;
    }
    if args.json {
        writeln!(std::io::stdout(), "{}", Value::Object(figures.clone()))?;
    }
    Ok(waits::judge(&figures))
}
