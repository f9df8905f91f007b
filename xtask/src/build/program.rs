//! A browser program: cargo, wasm-bindgen, wasm-opt, one bundled script.
//!
//! Two steps: compiling, keyed by the times of the sources, and dressing, keyed by the bytes that
//! compiling made, so that a change which alters no byte costs no optimising.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::{Dist, House, Names, names, source, step};
use crate::{
    digest::Digest,
    paths, process,
    setup::{
        Tools,
        versions::{WASM_BINDGEN, WASM_TARGET},
    },
};

/// What starts a program whose house has no script of its own.
const BOOT: &str = "import init from \"wasm-glue\";\ninit({ module_or_path: WASM_URL });\n";

/// Bytes on the line count, and -Oz loses there: it saves 8 to 12 % of the plain bytes but leaves them so irregular that brotli's
/// output grows by 1 to 12 %. So does merging what is alike (3 % of the plain bytes, half a per cent more on the line), while functions in
/// the order of their names, which puts instances of one generic function side by side, are worth half a per cent, and cleaning up
/// behind the removal of arguments nobody reads a whole one. The features are read from the section that the last flag then removes.
const OPTIMISE: [&str; 17] = [
    "-O1",
    "--dae-optimizing",
    "--rse",
    "--dce",
    "--precompute-propagate",
    "--optimize-instructions",
    "--vacuum",
    "--simplify-locals",
    "--coalesce-locals-learning",
    "--merge-blocks",
    "--remove-unused-brs",
    "--duplicate-function-elimination",
    "--reorder-functions-by-name",
    names::PASS,
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// `names` has what the house refers to.
///
/// # Errors
/// When a compiler fails or a file cannot be written.
pub(crate) fn build(tools: &Tools, dist: &Dist, house: &House, names: &Names) -> Result<Names> {
    let wasm = compile(tools, dist, house)?;
    let boot = paths::root().join(house.folder).join("web").join(house.boot);
    let defines = house.refers.iter().map(|(constant, name)| {
        let missing = || format!("{} refers to {name}, which was not built", house.name);
        let value = match name.split_once('*') {
            None => serde_json::to_string(names.get(*name).with_context(missing)?)?,
            Some((before, after)) => {
                let fitting =
                    names.iter().filter_map(|(name, path)| Some((name.strip_prefix(before)?.strip_suffix(after)?, path)));
                serde_json::to_string(&fitting.collect::<BTreeMap<_, _>>())?
            }
        };
        Ok(format!("--define:{constant}={value}"))
    });
    let defines = defines.collect::<Result<Vec<String>>>()?;
    let web = format!("{}/web", house.folder);
    let mut inputs = Digest::default();
    inputs.add_file(&wasm)?.add(BOOT.as_bytes()).add(WASM_BINDGEN.as_bytes());
    inputs.add(OPTIMISE.join(" ").as_bytes()).add(defines.join(" ").as_bytes());
    inputs.add(tools.packages().to_string_lossy().as_bytes()).add(&[u8::from(dist.is_fast)]);
    inputs.add(source::fingerprint(&[&web], &[])?.as_bytes());
    step::run(dist, house.name, &inputs.finish(), |made| {
        let work = dist.work(house.name);
        fs::remove_dir_all(&work).ok();
        fs::create_dir_all(&work)?;
        let glue = bind(tools, dist, house, &wasm, &work)?;
        let optimised = fs::read(optimise(tools, dist, house, &work, &glue)?)?;
        let url = made.hashed(dist, house.host, &format!("{}.wasm", house.name), &optimised)?;
        let script = bundle(tools, &entry(&boot, &work)?, &work.join("bundle.js"), &glue, &url, &defines)?;
        made.hashed(dist, house.host, &format!("{}.js", house.name), &script)?;
        Ok(())
    })
}

fn compile(tools: &Tools, dist: &Dist, house: &House) -> Result<PathBuf> {
    let profile = match (house.is_quick, dist.is_fast) {
        (true, _) => "quick",
        (false, true) => "fast",
        (false, false) => "browser",
    };
    let file = paths::wasm_target().join(WASM_TARGET).join(profile).join(format!("{}.wasm", house.package));
    let mut sources = vec![house.folder];
    sources.extend(house.uses);
    let inputs = source::fingerprint(&sources, &[profile, &tools.wasm.id(), &tools.wasm.small_std().join(" ")])?;
    let name = format!("{}-wasm", house.name);
    if !file.exists() {
        step::forget(dist, &name);
    }
    step::run(dist, &name, &inputs, |_| {
        let mut cargo = tools.wasm.cargo();
        cargo.args(["build", "--package", house.package, "--features", house.features]);
        cargo.args(["--lib", "--target", WASM_TARGET, "--profile", profile]);
        if !dist.is_fast && !house.is_quick {
            tools.wasm.shrink_std(&mut cargo);
        }
        process::show(&mut cargo)
    })?;
    Ok(file)
}

fn bind(tools: &Tools, dist: &Dist, house: &House, wasm: &Path, work: &Path) -> Result<PathBuf> {
    let mut command = tools.wasm_bindgen();
    command.args(["--target", "web", "--no-typescript", "--out-name", house.name, "--out-dir"]).arg(work);
    if !dist.is_fast {
        // Names go when functions have been put in their order.
        command.arg("--remove-producers-section");
    }
    process::show(command.arg(wasm))?;
    Ok(work.join(format!("{}.js", house.name)))
}

/// The optimised wasm; the glue is changed to fit it.
fn optimise(tools: &Tools, dist: &Dist, house: &House, work: &Path, glue: &Path) -> Result<PathBuf> {
    let bound = work.join(format!("{}_bg.wasm", house.name));
    if dist.is_fast {
        return Ok(bound);
    }
    let optimised = work.join("optimised.wasm");
    let list = process::output(tools.wasm_opt().arg(&bound).args(OPTIMISE).arg("-o").arg(&optimised))?;
    fs::write(glue, names::follow(&fs::read_to_string(glue)?, &list)?)?;
    Ok(optimised)
}

/// The house's own script, which may import its neighbours, or the plain one.
fn entry(boot: &Path, work: &Path) -> Result<PathBuf> {
    if boot.exists() {
        return Ok(boot.to_path_buf());
    }
    let plain = work.join("boot.js");
    fs::write(&plain, BOOT)?;
    Ok(plain)
}

fn bundle(tools: &Tools, entry: &Path, out: &Path, glue: &Path, url: &str, defines: &[String]) -> Result<Vec<u8>> {
    let mut command = tools.esbuild();
    command.arg(entry).args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
    command.arg(format!("--alias:wasm-glue={}", glue.display()));
    // What a script loads when it runs has a public path already.
    command.args(defines).arg("--external:/a/*");
    command.arg(format!("--define:WASM_URL=\"{url}\"")).arg(format!("--outfile={}", out.display()));
    process::show(&mut command)?;
    fs::read(out).with_context(|| format!("reading {}", out.display()))
}
