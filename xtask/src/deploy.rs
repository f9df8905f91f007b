//! `cargo xtask deploy`: the same Worker to Cloudflare, with wrangler.
//!
//! The configuration is generated beside the built tree: the two disk services of the embedded
//! default become one static-assets binding with a folder per host, and the Durable Objects are
//! declared by migrations, of which old ones are never edited.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;
use serde_json::{Value, json};

use crate::{
    build::{self, Dist},
    dev::config::OBJECTS,
    process,
    setup::{self, Need, Tools, versions::COMPATIBILITY_DATE},
};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Check and bundle everything, but upload nothing (works offline).
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let tools = setup::ensure(Need::Build)?;
    let dist = build::build(&tools, false)?;
    let mut wrangler = command(&tools, &dist, args.dry_run)?;
    process::show(&mut wrangler)
}

/// The wrangler command that deploys a built tree.
///
/// # Errors
/// When its configuration cannot be written.
pub(crate) fn command(tools: &Tools, dist: &Dist, is_dry: bool) -> Result<Command> {
    let config = write_config(dist)?;
    let mut wrangler = tools.wrangler();
    wrangler.current_dir(&dist.dir).args(["deploy", "--config"]).arg(config);
    if is_dry {
        wrangler.arg("--dry-run").arg("--outdir").arg(dist.dir.join(".work/wrangler"));
    }
    Ok(wrangler)
}

fn write_config(dist: &Dist) -> Result<PathBuf> {
    let folder = dist.dir.join(".work/deploy");
    fs::create_dir_all(&folder)?;
    let path = folder.join("wrangler.json");
    fs::write(&path, serde_json::to_vec_pretty(&config(&dist.dir))?)?;
    Ok(path)
}

fn config(dist: &Path) -> Value {
    let bindings: Vec<Value> = OBJECTS.iter().map(|(name, class, _)| json!({ "name": name, "class_name": class })).collect();
    let classes: Vec<&str> = OBJECTS.iter().map(|(_, class, _)| *class).collect();
    json!({
        "name": "frontdesk",
        "main": dist.join("edge/index.js"),
        "compatibility_date": COMPATIBILITY_DATE,
        "send_metrics": false,
        "no_bundle": true,
        "rules": [
            { "type": "ESModule", "globs": ["**/*.js"] },
            { "type": "CompiledWasm", "globs": ["**/*.wasm"] },
        ],
        "durable_objects": { "bindings": bindings },
        "migrations": [{ "tag": "v1", "new_sqlite_classes": classes }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_is_declared_with_sqlite_by_the_first_migration() {
        let config = config(Path::new("/dist"));
        let classes = config.pointer("/migrations/0/new_sqlite_classes").unwrap();
        assert_eq!(classes, &json!(["Site", "Conversation", "Desk", "Directory"]));
        let bindings = config.pointer("/durable_objects/bindings").unwrap().as_array().unwrap();
        assert_eq!(bindings.len(), 4);
    }
}
