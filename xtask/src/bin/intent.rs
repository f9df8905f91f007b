//! Trains and scores the intent model on any data; started by `cargo xtask intent`.

use std::{
    collections::BTreeMap,
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use anyhow::{Context as _, Result, anyhow, bail};
use authoring::table::{self, Row};
use intent::{
    Model, Prediction, Sense, TrainOptions, Training, TrainingIntent, TrainingSet,
    encoder::Encoder,
    eval::{Example, Report, evaluate_by},
    fold,
};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["eval", train, test, rest @ ..] => {
            let weights = rest.iter().position(|word| *word == "--weights").and_then(|place| rest.get(place + 1));
            eval(Path::new(train), Path::new(test), weights.map(PathBuf::from), rest.contains(&"--json"))
        }
        _ => Err(anyhow!("intent eval TRAIN TEST [--weights FILE] [--json]")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn eval(train: &Path, test: &Path, weights: Option<PathBuf>, as_json: bool) -> Result<()> {
    let encoder = weights.map(|file| read_encoder(&file)).transpose()?;
    let set = training_set(rows(train)?);
    let examples: Vec<Example> = rows(test)?.into_iter().map(|row| Example { text: row.text, intent: row.intent }).collect();
    eprintln!("intent: {} intents, {} questions", set.intents.len(), examples.len());
    let started = Instant::now();
    let trained = Trained::train(&set, encoder)?;
    let training = started.elapsed();
    let started = Instant::now();
    let mut failed = None;
    let report = evaluate_by(&trained.model, &examples, |text| {
        trained.predict(text).unwrap_or_else(|error| {
            failed = Some(error);
            trained.model.predict(text)
        })
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let millis = started.elapsed().as_secs_f64() * 1000.0 / examples.len().max(1) as f64;
    let figures = figures(&report, training.as_secs_f64(), millis);
    if as_json {
        writeln!(std::io::stdout(), "{figures}")?;
    } else {
        for (name, value) in figures.as_object().into_iter().flatten() {
            eprintln!("{name:>16}  {value}");
        }
    }
    Ok(())
}

fn read_encoder(file: &Path) -> Result<Encoder> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    Encoder::from_bytes(&bytes).with_context(|| file.display().to_string())
}

fn rows(file: &Path) -> Result<Vec<Row>> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    match table::read(&file.display().to_string(), &bytes, &|_| false) {
        Ok(rows) => Ok(rows),
        Err(findings) => bail!("{findings}nothing was measured"),
    }
}

fn training_set(rows: Vec<Row>) -> TrainingSet {
    let mut set = TrainingSet::default();
    let mut intents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        match row.intent {
            Some(intent) => intents.entry(intent).or_default().push(row.text),
            None => set.out_of_scope.push(row.text),
        }
    }
    let intent = |(id, utterances)| TrainingIntent { id, utterances, context: Vec::new() };
    set.intents = intents.into_iter().map(intent).collect();
    set
}

/// Words, and meanings where there is an encoder.
struct Trained {
    model: Model,
    meanings: Option<(Encoder, Sense)>,
}

impl Trained {
    fn train(set: &TrainingSet, encoder: Option<Encoder>) -> Result<Self> {
        let mut training = Training::new(set, &TrainOptions::default());
        if let Some(encoder) = &encoder {
            let meanings = training.folded().iter().map(|text| encoder.encode(text)).collect::<Result<_, _>>()?;
            training = training.with_meanings(encoder.id(), meanings);
        }
        let pack = loop {
            if let Some(pack) = training.step(usize::MAX) {
                break pack;
            }
        };
        Ok(Self { model: Model::from_pack(pack), meanings: encoder.zip(training.take_sense()) })
    }

    fn predict(&self, text: &str) -> Result<Prediction> {
        Ok(match &self.meanings {
            Some((encoder, sense)) => self.model.predict_meaning(text, sense, &encoder.encode(&fold(text))?),
            None => self.model.predict(text),
        })
    }
}

/// One flat object.
fn figures(report: &Report, train_s: f64, query_ms: f64) -> Value {
    let round = |value: f64| (value * 10_000.0).round() / 10_000.0;
    let share = |value: f32| round(f64::from(value));
    json!({
        "in_scope": report.in_scope,
        "out_of_scope": report.out_of_scope,
        "accuracy": share(report.accuracy),
        "macro_f1": share(report.macro_f1),
        "auroc": share(report.auroc),
        "fpr95": share(report.fpr95),
        "direct_right": share(report.direct_right),
        "asked_right": share(report.asked_right),
        "wrong": share(report.wrong),
        "oos_kept": share(report.oos_kept),
        "train_s": round(train_s),
        "query_ms": round(query_ms),
    })
}
