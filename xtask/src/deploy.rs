//! `cargo xtask deploy`: the same Worker to Cloudflare, with wrangler.
//!
//! Three Workers are deployed. Two hold files only, one per host, unreachable from outside: they take
//! the place of the embedded default's two disk services. The third is ours, bound to both under the
//! same names, so that its code does not know where it runs. Configurations are generated beside the
//! built tree. Durable Objects are declared by migrations, of which old ones are never edited.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::{
    build::{self, Dist},
    dev::config::OBJECTS,
    process,
    setup::{self, Need, Tools, versions::COMPATIBILITY_DATE},
};

const NAME: &str = "frontdesk";
/// Which classes of objects each migration brought. New ones are added at the end.
const MIGRATIONS: [(&str, &[&str]); 2] = [("v1", &["Site", "Conversation", "Desk", "Directory"]), ("v2", &["Trainer"])];
/// What stands for the real hosts in a dry run.
const EXAMPLES: Hosts<'static> = Hosts { chat: "chat.example.com", desk: "desk.example.com", bucket: None };

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Check and bundle everything, but upload nothing (works offline).
    #[arg(long)]
    dry_run: bool,
    /// The chat host, such as chat.example.com.
    #[arg(long, required_unless_present = "dry_run")]
    chat: Option<String>,
    /// The desk host, such as desk.example.com.
    #[arg(long, required_unless_present = "dry_run")]
    desk: Option<String>,
    /// An R2 bucket for attachments; without one they lie in the conversations' objects.
    #[arg(long)]
    bucket: Option<String>,
}

/// The names the two hosts are served under, and what lies beside them.
#[derive(Clone, Copy)]
struct Hosts<'a> {
    chat: &'a str,
    desk: &'a str,
    bucket: Option<&'a str>,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let tools = setup::ensure(Need::Build)?;
    let dist = build::build(&tools, false)?;
    let hosts = Hosts {
        chat: args.chat.as_deref().unwrap_or(EXAMPLES.chat),
        desk: args.desk.as_deref().unwrap_or(EXAMPLES.desk),
        bucket: args.bucket.as_deref(),
    };
    for mut wrangler in commands(&tools, &dist, hosts, args.dry_run)? {
        process::show(&mut wrangler)?;
    }
    if !args.dry_run {
        eprintln!(
            "deploy: done. Once per deployment: `wrangler secret put MASTER_SECRET --name {NAME}`, and OPERATOR_SECRET likewise"
        );
    }
    Ok(())
}

/// Shows a built tree to wrangler.
///
/// # Errors
/// When wrangler would refuse it; the message ends with its words.
pub(crate) fn dry_run(tools: &Tools, dist: &Dist) -> Result<()> {
    for mut wrangler in commands(tools, dist, EXAMPLES, true)? {
        process::logged("wrangler deploy --dry-run", &mut wrangler, &dist.dir.join(".work/wrangler.log"))?;
    }
    Ok(())
}

/// One wrangler command per Worker, the ones that are bound to first.
fn commands(tools: &Tools, dist: &Dist, hosts: Hosts<'_>, is_dry: bool) -> Result<Vec<Command>> {
    let folder = dist.dir.join(".work/deploy");
    let configs = [files("chat", &dist.dir.join("assets")), files("desk", &dist.dir.join("desk")), worker(&dist.dir, hosts)];
    let write = |config: &Value| -> Result<PathBuf> {
        let name = config.get("name").and_then(Value::as_str).unwrap_or(NAME);
        let path = folder.join(name).join("wrangler.json");
        fs::create_dir_all(folder.join(name))?;
        fs::write(&path, serde_json::to_vec_pretty(config)?).with_context(|| format!("writing {}", path.display()))?;
        Ok(path)
    };
    let paths: Result<Vec<PathBuf>> = configs.iter().map(write).collect();
    let command = |path: PathBuf| {
        let mut wrangler = tools.wrangler();
        wrangler.current_dir(&folder).args(["deploy", "--config"]).arg(&path);
        if is_dry {
            wrangler.arg("--dry-run").arg("--outdir").arg(path.with_file_name("out"));
        }
        wrangler
    };
    Ok(paths?.into_iter().map(command).collect())
}

fn files_name(host: &str) -> String {
    format!("{NAME}-{host}-files")
}

/// A Worker of files alone, which only bindings reach.
fn files(host: &str, directory: &Path) -> Value {
    json!({
        "name": files_name(host),
        "compatibility_date": COMPATIBILITY_DATE,
        "workers_dev": false,
        "assets": { "directory": directory, "html_handling": "none", "not_found_handling": "none" },
    })
}

fn worker(dist: &Path, hosts: Hosts<'_>) -> Value {
    let bindings: Vec<Value> = OBJECTS.iter().map(|(name, class, _)| json!({ "name": name, "class_name": class })).collect();
    let routes = [hosts.chat, hosts.desk].map(|host| json!({ "pattern": host, "custom_domain": true }));
    let buckets: Vec<Value> =
        hosts.bucket.into_iter().map(|name| json!({ "binding": "ATTACHMENTS", "bucket_name": name })).collect();
    let migrations: Vec<Value> =
        MIGRATIONS.iter().map(|(tag, classes)| json!({ "tag": tag, "new_sqlite_classes": classes })).collect();
    json!({
        "name": NAME,
        "main": dist.join("edge/index.js"),
        "compatibility_date": COMPATIBILITY_DATE,
        "workers_dev": false,
        "no_bundle": true,
        "base_dir": dist.join("edge"),
        "find_additional_modules": true,
        "routes": routes,
        "vars": { "CHAT_ORIGIN": format!("https://{}", hosts.chat), "DESK_ORIGIN": format!("https://{}", hosts.desk) },
        "services": [
            { "binding": "ASSETS", "service": files_name("chat") },
            { "binding": "DESK_ASSETS", "service": files_name("desk") },
        ],
        "r2_buckets": buckets,
        "durable_objects": { "bindings": bindings },
        "migrations": migrations,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_is_declared_with_sqlite_by_one_migration() {
        let config = worker(Path::new("/dist"), EXAMPLES);
        let classes = config.pointer("/migrations/0/new_sqlite_classes").unwrap();
        assert_eq!(classes, &json!(["Site", "Conversation", "Desk", "Directory"]), "what was deployed stays");
        let brought: Vec<&str> = MIGRATIONS.iter().flat_map(|(_, classes)| classes.iter().copied()).collect();
        assert_eq!(brought, OBJECTS.map(|(_, class, _)| class));
        let bindings = config.pointer("/durable_objects/bindings").unwrap().as_array().unwrap();
        assert_eq!(bindings.len(), OBJECTS.len());
    }

    #[test]
    fn files_are_reached_through_bindings_only() {
        let config = files("chat", Path::new("/dist/assets"));
        assert_eq!(config.get("workers_dev"), Some(&json!(false)));
        assert_eq!(config.get("routes"), None);
    }
}
