//! `intent bench`: both engines' models on public collections.
//!
//! Few-shot rows are the fixed ones of each collection's `fewshot.json`; they are all that is learnt from, so no question out of
//! scope is. Every row of the split `test` is asked. Nothing of the model is chosen here.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    io::Write as _,
    path::Path,
    thread,
};

use anyhow::{Context as _, Result, anyhow};
use intent::{
    Model, TrainOptions, TrainingIntent, TrainingSet,
    encoder::Encoder,
    eval::{Example, Report, evaluate, evaluate_by},
    fold, train_full_by,
};
use serde_json::{Map, Value, json};

use crate::clock::Stopwatch;

const COLLECTIONS: [&str; 5] = ["banking77", "clinc150", "massive_zh_cn", "massive_en_us", "banking77_oos"];
const SEEDS: [&str; 3] = ["13", "42", "87"];
const SHOTS: [&str; 3] = ["10", "5", "full"];

/// Prints one flat object: the means over the seeds.
///
/// # Errors
/// When a collection cannot be read.
pub(crate) fn bench(data: &Path, weights: &Path, only: &[&str]) -> Result<()> {
    let encoder = super::encoder(weights)?;
    let mut figures = Map::new();
    for name in COLLECTIONS {
        let wanted = |shots: &&str| only.is_empty() || only.contains(&format!("{name}/{shots}").as_str());
        let shots: Vec<&str> = SHOTS.into_iter().filter(wanted).collect();
        if !shots.is_empty() {
            collection(&data.join(name), name, &shots, &encoder, &mut figures).with_context(|| name.to_owned())?;
        }
    }
    writeln!(std::io::stdout(), "{}", Value::Object(figures))?;
    Ok(())
}

pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) split: String,
    pub(crate) text: String,
    pub(crate) intent: String,
}

fn collection(folder: &Path, name: &str, shots: &[&str], encoder: &Encoder, figures: &mut Map<String, Value>) -> Result<()> {
    let rows = rows(&folder.join("data.tsv"))?;
    let fewshot: Value = serde_json::from_str(&fs::read_to_string(folder.join("fewshot.json"))?)?;
    let mut runs = Vec::new();
    for shots in shots {
        if *shots == "full" {
            let all = rows.iter().filter(|row| row.split == "train" && row.intent != "oos").map(|row| row.id.as_str());
            runs.push((*shots, "", all.collect()));
            continue;
        }
        for seed in SEEDS {
            let ids = fewshot.pointer(&format!("/{shots}/{seed}")).and_then(Value::as_array);
            let ids = ids.with_context(|| format!("fewshot.json has no {shots}/{seed}"))?;
            runs.push((*shots, seed, ids.iter().filter_map(Value::as_str).collect::<BTreeSet<&str>>()));
        }
    }
    let examples: Vec<Example> = rows
        .iter()
        .filter(|row| row.split == "test")
        .map(|row| Example { text: row.text.clone(), intent: Some(row.intent.clone()).filter(|intent| intent != "oos") })
        .collect();
    let needed: BTreeSet<&str> = rows
        .iter()
        .filter(|row| row.split == "test" || runs.iter().any(|(_, _, ids)| ids.contains(row.id.as_str())))
        .map(|row| row.text.as_str())
        .collect();
    let vectors = Vectors::of(encoder, &needed)?;
    let mut sums: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (shots, seed, ids) in &runs {
        let set = training_set(rows.iter().filter(|row| ids.contains(row.id.as_str())));
        let options = TrainOptions::default();
        let started = Stopwatch::start();
        let (pack, sense) = train_full_by(&set, &options, encoder.id(), |text| vectors.get(text))?;
        let trained = started.elapsed().as_secs_f64();
        let took = started.text();
        let bytes = (pack.to_bytes().len(), sense.to_bytes().len());
        let words = Model::from_pack(pack);
        let full = evaluate_by(&words, &examples, |text| {
            let vector = vectors.get(&fold(text)).unwrap_or_default();
            words.predict_meaning(text, &sense, &vector)
        });
        let lite = evaluate(&words, &examples);
        eprintln!(
            "{name} {shots} {seed}: full {:.2} words {:.2} auroc {:.3} fpr95 {:.3} ({} intents, {bytes:?} bytes, trained in {took})",
            100.0 * full.accuracy,
            100.0 * lite.accuracy,
            full.auroc,
            full.fpr95,
            set.intents.len(),
        );
        let prefix = if *shots == "full" { format!("{name}_full") } else { format!("{name}_shot{shots}") };
        for (key, value) in figures_of(&full) {
            sums.entry(format!("{prefix}_{key}")).or_default().push(value);
        }
        for (key, value) in figures_of(&lite) {
            sums.entry(format!("{prefix}_words_{key}")).or_default().push(value);
        }
        sums.entry(format!("{prefix}_train_s")).or_default().push(trained);
        sums.entry(format!("{prefix}_pack_bytes")).or_default().push(bytes.0 as f64);
        sums.entry(format!("{prefix}_sense_bytes")).or_default().push(bytes.1 as f64);
    }
    for (key, values) in sums {
        figures.insert(key, json!(round(values.iter().sum::<f64>() / values.len() as f64)));
    }
    Ok(())
}

pub(crate) fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn figures_of(report: &Report) -> Vec<(&'static str, f64)> {
    let mut figures = vec![
        ("acc", 100.0 * report.accuracy),
        ("macro_f1", 100.0 * report.macro_f1),
        ("direct_right", report.direct_right),
        ("asked_right", report.asked_right),
        ("wrong", report.wrong),
    ];
    if report.out_of_scope > 0 {
        figures.extend([("auroc", report.auroc), ("fpr95", report.fpr95)]);
        figures.extend([("oos_kept", report.oos_kept), ("oos_not_known", report.oos_not_known)]);
    }
    figures.into_iter().map(|(key, value)| (key, f64::from(value))).collect()
}

pub(crate) fn rows(file: &Path) -> Result<Vec<Row>> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        Some(Row { id: cells.next()?, split: cells.next()?, text: cells.next()?, intent: cells.next()? })
    };
    text.lines().skip(1).map(|line| row(line).ok_or_else(|| anyhow!("a line has too few columns: {line}"))).collect()
}

pub(crate) fn training_set<'a>(rows: impl Iterator<Item = &'a Row>) -> TrainingSet {
    let mut intents: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in rows {
        intents.entry(&row.intent).or_default().push(row.text.clone());
    }
    let intent = |(id, utterances): (&str, Vec<String>)| TrainingIntent { id: id.to_owned(), utterances, context: Vec::new() };
    TrainingSet { intents: intents.into_iter().map(intent).collect(), out_of_scope: Vec::new() }
}

/// The vector of each folded text, computed once on all cores.
struct Vectors(HashMap<String, Vec<f32>>);

impl Vectors {
    fn of(encoder: &Encoder, texts: &BTreeSet<&str>) -> Result<Self> {
        let folded: BTreeSet<String> = texts.iter().map(|text| fold(text).into_owned()).collect();
        let folded: Vec<String> = folded.into_iter().collect();
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let mut vectors = HashMap::with_capacity(folded.len());
        thread::scope(|scope| -> Result<()> {
            let part = |texts: &[String]| -> Result<Vec<(String, Vec<f32>)>> {
                texts.iter().map(|text| Ok((text.clone(), encoder.encode(text)?))).collect()
            };
            let parts = folded.chunks(folded.len().div_ceil(cores).max(1));
            let running: Vec<_> = parts.map(|texts| scope.spawn(move || part(texts))).collect();
            for part in running {
                vectors.extend(part.join().map_err(|_| anyhow!("encoding failed"))??);
            }
            Ok(())
        })?;
        Ok(Self(vectors))
    }

    fn get(&self, text: &str) -> Result<Vec<f32>> {
        self.0.get(text).cloned().with_context(|| format!("no vector of {text}"))
    }
}
