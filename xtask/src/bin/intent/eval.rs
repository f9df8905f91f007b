//! `intent eval`: any two files.

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use authoring::table::{self, Row};
use intent::{
    FullModel, Model, Prediction, TrainOptions, TrainingIntent, TrainingSet,
    encoder::Encoder,
    eval::{Example, Report, evaluate_by},
    train_full,
};
use serde_json::{Value, json};

use crate::clock::Stopwatch;

/// Trains on one file, scores another, prints the figures.
///
/// # Errors
/// What is wrong with a file.
pub(crate) fn eval(train: &Path, test: &Path, weights: Option<PathBuf>, as_json: bool) -> Result<()> {
    let encoder = weights.map(|file| super::encoder(&file)).transpose()?;
    let set = training_set(rows(train)?);
    let examples: Vec<Example> = rows(test)?.into_iter().map(|row| Example { text: row.text, intent: row.intent }).collect();
    eprintln!("intent: {} intents, {} questions", set.intents.len(), examples.len());
    let started = Stopwatch::start();
    let trained = Trained::train(&set, encoder)?;
    let training = started.elapsed();
    let started = Stopwatch::start();
    let mut failed = None;
    let report = evaluate_by(trained.words(), &examples, |text| {
        trained.predict(text).unwrap_or_else(|error| {
            failed = Some(error);
            trained.words().predict(text)
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

/// One of both engines' models.
enum Trained {
    Words(Box<Model>),
    Full(Box<FullModel>),
}

impl Trained {
    fn train(set: &TrainingSet, encoder: Option<Encoder>) -> Result<Self> {
        let options = TrainOptions::default();
        let Some(encoder) = encoder else { return Ok(Self::Words(Box::new(Model::from_pack(intent::train(set, &options))))) };
        let (pack, sense) = train_full(set, &options, &encoder)?;
        Ok(Self::Full(Box::new(FullModel::new(pack, sense, encoder.into())?)))
    }

    fn words(&self) -> &Model {
        match self {
            Self::Words(model) => model,
            Self::Full(model) => model.words(),
        }
    }

    fn predict(&self, text: &str) -> Result<Prediction> {
        Ok(match self {
            Self::Words(model) => model.predict(text),
            Self::Full(model) => model.predict(text)?,
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
