//! Tools that cargo compiles: wasm-bindgen's program and worker-build.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use super::{
    Report,
    versions::{WASM_BINDGEN, WORKER_BUILD},
};
use crate::process;

/// Where they are.
pub(crate) struct CargoTools {
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) worker_build: PathBuf,
}

pub(crate) fn ensure(cache: &Path, report: &mut Report) -> Result<CargoTools> {
    let wasm_bindgen =
        install(cache, "wasm-bindgen-cli", WASM_BINDGEN, "wasm-bindgen", "gives compiled wasm its JavaScript side", report)?;
    let worker_build =
        install(cache, "worker-build", WORKER_BUILD, "worker-build", "wraps the Worker and restarts it after a panic", report)?;
    fs::remove_dir_all(build_dir(cache)).ok();
    Ok(CargoTools { wasm_bindgen, worker_build })
}

fn install(cache: &Path, package: &str, version: &str, program: &str, why: &str, report: &mut Report) -> Result<PathBuf> {
    let folder = cache.join(format!("{program}-{version}"));
    let path = folder.join("bin").join(program);
    if path.exists() {
        return Ok(path);
    }
    report.install(&format!("{package} {version}"), &format!("{why}, two to three minutes of compiling"), || {
        let mut cargo = process::cargo();
        cargo
            .args(["install", package, "--version", version, "--root"])
            .arg(&folder)
            .current_dir(cache)
            .env("CARGO_TARGET_DIR", build_dir(cache))
            // They run for a second at a time: quick to compile matters more than quick to run.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        process::logged(package, &mut cargo, &cache.join(format!("log/{package}.log")))
    })?;
    Ok(path)
}

fn build_dir(cache: &Path) -> PathBuf {
    cache.join("cargo-building")
}
