//! `cargo xtask bench intent`.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use super::{table, target::TARGETS};
use crate::{
    build::{self, Dist},
    houses::{intent::WEIGHTS, program},
    paths, process,
    setup::{
        self, Need, Tools,
        peers::{self, Peers},
    },
    size,
};

const RESULTS: &str = "docs/bench";
/// The last asks one model natively and in a browser; it alone needs what `cargo xtask build` makes.
const PARTS: [&str; 6] = ["model", "tone", "tfidf", "minilm", "nlpjs", "browser"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder of collections, each with `data.tsv` and `fewshot.json`.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Measure these parts only; other figures stay as they were written. Estimates for two cores that are free: model 25 minutes (training
    /// on all data takes most), tone 3, tfidf 2, minilm 5, nlpjs 6, browser 1 once everything is built.
    #[arg(long, value_delimiter = ',', value_parser = PARTS)]
    only: Vec<String>,
    /// Print one flat object on standard output.
    #[arg(long)]
    json: bool,
}

/// False when a figure that is held to a target misses it.
pub(crate) fn run(args: &Args) -> Result<bool> {
    let data = args.data.clone().unwrap_or_else(|| paths::root().join("../shared/data"));
    if !data.join("banking77/data.tsv").exists() {
        eprintln!("bench: skipped, for there are no collections in {}; name their folder with --data", data.display());
        return Ok(true);
    }
    let tools = setup::ensure(Need::Everything)?;
    let peers = peers::ensure()?;
    let parts: Vec<&str> =
        PARTS.into_iter().filter(|part| args.only.is_empty() || args.only.iter().any(|only| only == part)).collect();
    let dist = if parts.contains(&"browser") { Some(build::build(&tools, false)?) } else { None };
    let kept = paths::target().join("bench-intent");

    // What was measured stays if a later part fails, and a part can be measured anew alone.
    let mut figures = if args.only.is_empty() { Map::new() } else { written()? };
    for part in parts {
        eprintln!("bench: {part}");
        figures.extend(match (part, &dist) {
            ("model", _) => {
                let mut own = program("intent");
                object(own.arg("bench").arg(&data).arg(paths::root().join(WEIGHTS)), part)?
            }
            ("tone", _) => tone(&data)?,
            ("tfidf" | "minilm", _) => {
                object(process::command(&peers.python).arg(script(&format!("{part}.py"))).arg(&data), part)?
            }
            ("browser", Some(dist)) => {
                let mut own = program("intent");
                own.arg("keep").arg(data.join("banking77")).arg(paths::root().join(WEIGHTS)).arg(&kept);
                let mut measured = object(&mut own, "native")?;
                let mut browser = peer(&tools, &peers, "browser.mjs")?;
                browser.env("FRONTDESK_DIST", &dist.dir).arg(&kept).arg(&peers.minilm);
                measured.extend(object(&mut browser, part)?);
                measured.extend(bytes(dist, &kept, &peers)?);
                measured
            }
            _ => object(peer(&tools, &peers, "nlpjs.mjs")?.arg(&data), part)?,
        });
        derive(&mut figures);
        write(&figures)?;
    }
    if args.json {
        writeln!(std::io::stdout(), "{}", Value::Object(figures.clone()))?;
    }
    Ok(judge(&figures))
}

/// Language, sentiment, urgency and the wish for a person. The head is trained anew, aside, to be measured on rows that it has not seen.
fn tone(data: &Path) -> Result<Map<String, Value>> {
    let aside = paths::target().join("bench-intent");
    fs::create_dir_all(&aside)?;
    let mut own = process::cargo();
    own.current_dir(paths::root());
    own.args(["run", "--quiet", "--profile", "tool", "--package", "intent", "--features", "encoder", "--example", "tone", "--"]);
    let nested = object(own.arg(data).arg(aside.join("sentiment.bin")), "tone")?;
    let mut figures = Map::new();
    flatten("tone", &Value::Object(nested), &mut figures);
    figures.retain(|key, _| !key.contains("_val_") && !key.contains("_tune_"));
    Ok(figures)
}

/// Members of members under joined names.
fn flatten(name: &str, value: &Value, flat: &mut Map<String, Value>) {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                flatten(&format!("{name}_{}", member.to_lowercase()), value, flat);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            flat.insert(name.to_owned(), value.clone());
        }
    }
}

/// What follows from other figures, and short names of the two languages' collections.
fn derive(figures: &mut Map<String, Value>) {
    let share = |top: &str, bottom: &str| Some(figures.get(top)?.as_f64()? / figures.get(bottom)?.as_f64()?);
    if let Some(share) = share("query_ms_p50", "minilm_query_ms_p50") {
        figures.insert("query_of_minilm".to_owned(), json!((share * 1e4).round() / 1e4));
    }
    for (long, short) in [("massive_zh_cn_", "massive_zh_"), ("massive_en_us_", "massive_en_")] {
        let of: Vec<(String, Value)> = figures
            .iter()
            .filter_map(|(key, value)| Some((format!("{short}{}", key.strip_prefix(long)?), value.clone())))
            .collect();
        figures.extend(of);
    }
}

/// The figures of the last run.
fn written() -> Result<Map<String, Value>> {
    let file = paths::root().join(RESULTS).join("intent.json");
    match fs::read_to_string(&file) {
        Ok(text) => serde_json::from_str(&text).with_context(|| file.display().to_string()),
        Err(_) => Ok(Map::new()),
    }
}

fn script(name: &str) -> PathBuf {
    paths::root().join("xtask/peers").join(name)
}

fn peer(tools: &Tools, peers: &Peers, name: &str) -> Result<Command> {
    let mut node = tools.node();
    let packages = if name == "nlpjs.mjs" { &peers.packages } else { tools.packages() };
    node.arg(script(name))
        .env("FRONTDESK_CACHE", paths::cache()?)
        .env("FRONTDESK_PACKAGES", packages)
        .env("FRONTDESK_PEERS", &peers.packages)
        .env("FRONTDESK_XTASK", std::env::current_exe()?);
    Ok(node)
}

/// The flat object that a program prints last on standard output.
fn object(command: &mut Command, what: &str) -> Result<Map<String, Value>> {
    let text = process::output(command.stderr(std::process::Stdio::inherit()))?;
    let last = text.lines().last().unwrap_or_default();
    serde_json::from_str(last).with_context(|| format!("{what} printed no object: {text}"))
}

/// Everything that a browser fetches for a model of 77 intents, by brotli; and what MiniLM would cost it.
fn bytes(dist: &Dist, kept: &Path, peers: &Peers) -> Result<Map<String, Value>> {
    let mut figures = Map::new();
    let mut total = 0;
    for weight in size::weigh(dist)?.iter().filter(|weight| ["lite_br", "full_br", "encoder_br"].contains(&weight.name)) {
        figures.insert(weight.name.to_owned(), weight.bytes.into());
        total += weight.bytes;
    }
    for (name, file) in [("bench_pack_br", "model.pack"), ("bench_sense_br", "model.sense")] {
        let packed = build::brotli(&fs::read(kept.join(file))?, false)?.len() as u64;
        figures.insert(name.to_owned(), packed.into());
        total += packed;
    }
    figures.insert("engine_total_br".to_owned(), total.into());
    let ort = peers.packages.join("onnxruntime-web/dist");
    let mut theirs = fs::metadata(&peers.minilm)?.len();
    for file in ["ort-wasm-simd-threaded.wasm", "ort-wasm-simd-threaded.mjs", "ort.wasm.min.mjs"] {
        theirs += build::gzip(&fs::read(ort.join(file))?)?.len() as u64;
    }
    figures.insert("minilm_total_bytes".to_owned(), theirs.into());
    Ok(figures)
}

fn write(figures: &Map<String, Value>) -> Result<()> {
    let folder = paths::root().join(RESULTS);
    fs::create_dir_all(&folder)?;
    let json = folder.join("intent.json");
    fs::write(&json, serde_json::to_string_pretty(figures)? + "\n")?;
    fs::write(folder.join("intent.md"), table::page(figures))?;
    let drawn = ["engine_total_br", "banking77_shot10_acc", "nlpjs_banking77_shot10_acc", "minilm_banking77_shot10_acc"];
    if drawn.iter().all(|key| figures.contains_key(*key)) {
        process::show(program("intent").arg("chart").arg(&json).arg(folder.join("intent.svg")))?;
    }
    Ok(())
}

fn judge(figures: &Map<String, Value>) -> bool {
    let mut holds = true;
    for target in &TARGETS {
        let found = target.found(figures);
        let is_met = found.is_some_and(|found| target.is_met(found, target.must));
        let shown = found.map_or_else(|| "not measured".to_owned(), |found| format!("{found:.4}"));
        eprintln!("bench: {:>44}  {shown:>12}  {}", target.what, if is_met { "ok" } else { "MISSED" });
        holds &= is_met || !target.is_asserted;
    }
    holds
}
