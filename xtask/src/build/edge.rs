//! The Worker, wrapped by worker-build, which also restarts it after a panic.

use anyhow::Result;

use super::{Dist, Names, source, step};
use crate::{
    paths, process,
    setup::{Tools, versions::WORKER_BUILD},
};

/// The Worker as it is deployed.
pub(crate) fn build(tools: &Tools, dist: &Dist) -> Result<Names> {
    worker(tools, dist, "edge", if dist.is_fast { "fast" } else { "edge" }, &[])?;
    Ok(Names::new())
}

/// The same with routes that break things on purpose, for the live tests.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build_breakable(tools: &Tools, dist: &Dist) -> Result<()> {
    worker(tools, dist, "edge-breakable", "fast", &["--features", "test-routes"])
}

fn worker(tools: &Tools, dist: &Dist, name: &str, profile: &str, features: &[&str]) -> Result<()> {
    let out = dist.dir.join(name);
    let words = [profile, &tools.wasm.id(), WORKER_BUILD];
    let inputs = source::fingerprint(&["edge/src", "edge/store", "edge/Cargo.toml", "shared"], &words)?;
    if !out.join("index_bg.wasm").exists() {
        step::forget(dist, name);
    }
    step::run(dist, name, &inputs, |_| {
        let log = dist.work(name).join("worker-build.log");
        let mut command = tools.worker_build();
        // wasm-bindgen compiles differently under worker-build: a shared folder would rebuild it each time.
        command.env("CARGO_TARGET_DIR", paths::target().join("edge")).current_dir(paths::root().join("edge"));
        command.args(["--profile", profile, "--out-dir"]).arg(&out).args(features);
        process::logged("worker-build", &mut command, &log)
    })?;
    Ok(())
}
