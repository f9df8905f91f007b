//! Trains and scores the intent model; started by `cargo xtask intent` and `cargo xtask bench intent`.

mod bench;
mod chart;
#[path = "../../clock.rs"]
mod clock;
mod eval;
mod kept;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, anyhow};
use intent::encoder::Encoder;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["eval", train, test, rest @ ..] => {
            let weights = rest.iter().position(|word| *word == "--weights").and_then(|place| rest.get(place + 1));
            eval::eval(Path::new(train), Path::new(test), weights.map(PathBuf::from), rest.contains(&"--json"))
        }
        ["bench", data, weights, only @ ..] => bench::bench(Path::new(data), Path::new(weights), only),
        ["keep", collection, weights, folder] => kept::keep(Path::new(collection), Path::new(weights), Path::new(folder)),
        ["chart", figures, out] => chart::chart(Path::new(figures), Path::new(out)),
        _ => Err(anyhow!(
            "intent eval TRAIN TEST [--weights FILE] [--json] | intent bench DATA WEIGHTS [COLLECTION/SHOTS …] | \
             intent keep COLLECTION WEIGHTS FOLDER | intent chart FIGURES PICTURE"
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn encoder(file: &Path) -> Result<Encoder> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    Encoder::from_bytes(&bytes).with_context(|| file.display().to_string())
}
