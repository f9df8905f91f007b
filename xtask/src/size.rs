//! `cargo xtask size`: what a visitor downloads, in bytes, and the budgets that the tests hold it to.

use std::{fs, io::Write as _, path::Path};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use crate::build::{self, Dist};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Print one flat object on standard output.
    #[arg(long)]
    json: bool,
}

/// A weighed part.
pub(crate) struct Weight {
    pub(crate) name: &'static str,
    pub(crate) bytes: u64,
    /// What the tests allow.
    pub(crate) budget: Option<u64>,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let dist = build::run(&build::Args::default())?;
    let weights = weigh(&dist)?;
    if args.json {
        let object: Map<String, Value> = weights.iter().map(|weight| (weight.name.to_owned(), weight.bytes.into())).collect();
        writeln!(std::io::stdout(), "{}", Value::Object(object))?;
        return Ok(());
    }
    for weight in weights {
        let budget = weight.budget.map(|budget| format!(" of {budget}")).unwrap_or_default();
        eprintln!("{:>10}  {:>7}{budget}", weight.name, weight.bytes);
    }
    Ok(())
}

/// Weighs a built tree.
///
/// # Errors
/// When a part is missing from it.
pub(crate) fn weigh(dist: &Dist) -> Result<Vec<Weight>> {
    let built = |names: &[&str]| -> Result<u64> {
        let sizes: Result<Vec<u64>> = names.iter().map(|name| packed(&dist.file(name)?)).collect();
        Ok(sizes?.iter().sum())
    };
    let content = dist.dir.join("content/shop");
    let mut edge = Vec::new();
    for file in ["index.js", "index_bg.wasm"] {
        edge.push(fs::read(dist.dir.join("edge").join(file)).with_context(|| format!("the edge's {file}"))?);
    }
    let zipped: Result<Vec<u64>> = edge.iter().map(|bytes| Ok(build::gzip(bytes)?.len() as u64)).collect();
    let names = dist.names()?;
    let words = names.keys().filter(|name| name.starts_with("words-")).map(|name| built(&[name]));
    let words = words.collect::<Result<Vec<u64>>>()?.into_iter().max().context("no words were built")?;
    let ui = built(&["widget.wasm", "widget.js", "widget.css"])? + words;
    Ok(vec![
        Weight { name: "loader_br", bytes: built(&["loader.js"])?, budget: Some(2_500) },
        // With the longest of the languages.
        Weight { name: "ui_br", bytes: ui, budget: Some(90_000) },
        Weight { name: "files_br", bytes: built(&["files.js"])?, budget: Some(3_000) },
        Weight { name: "lite_br", bytes: built(&["engine.wasm", "engine.js"])?, budget: Some(40_000) },
        Weight { name: "guide_br", bytes: built(&["guide.wasm", "guide.js"])?, budget: Some(40_000) },
        Weight { name: "pack_br", bytes: packed(&content.join("model.pack"))?, budget: None },
        Weight { name: "full_br", bytes: built(&["full.wasm", "full.js"])?, budget: Some(180_000) },
        Weight { name: "lab_br", bytes: built(&["lab.wasm", "lab.js"])?, budget: None },
        Weight { name: "encoder_br", bytes: built(&["encoder.bin"])?, budget: Some(3_300_000) },
        Weight { name: "sense_br", bytes: packed(&content.join("model.sense"))?, budget: None },
        Weight { name: "bundle_br", bytes: packed(&content.join("public.json"))?, budget: None },
        Weight { name: "edge_gz", bytes: zipped?.iter().sum(), budget: None },
    ])
}

/// Bytes on the line: the brotli copy's, or the file's own where none lies beside it.
fn packed(path: &Path) -> Result<u64> {
    let packed = Path::new(&format!("{}.br", path.display())).to_path_buf();
    let path = if packed.exists() { &packed } else { path };
    Ok(fs::metadata(path).with_context(|| format!("weighing {}", path.display()))?.len())
}
