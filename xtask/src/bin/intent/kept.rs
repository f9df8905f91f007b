//! `intent keep`: a model, questions and the native engine's answers, for a browser to be asked the same.

use std::{collections::BTreeSet, fs, io::Write as _, path::Path};

use anyhow::Result;
use intent::{Model, TrainOptions, fold, train_full};
use serde_json::{Value, json};

use crate::{
    bench::{round, rows, training_set},
    clock::Stopwatch,
};

/// Every so many test questions one is asked.
const STEP: usize = 13;

/// Writes a model of one seed's ten-shot rows, questions, and what it says to them; prints the time that a question takes.
///
/// # Errors
/// When the collection cannot be read or a file not be written.
pub(crate) fn keep(collection: &Path, weights: &Path, kept: &Path) -> Result<()> {
    let encoder = super::encoder(weights)?;
    let rows = rows(&collection.join("data.tsv"))?;
    let fewshot: Value = serde_json::from_str(&fs::read_to_string(collection.join("fewshot.json"))?)?;
    let ids: BTreeSet<&str> =
        fewshot.pointer("/10/13").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let set = training_set(rows.iter().filter(|row| ids.contains(row.id.as_str())));
    let (pack, sense) = train_full(&set, &TrainOptions::default(), &encoder)?;
    fs::create_dir_all(kept)?;
    fs::write(kept.join("model.pack"), pack.to_bytes())?;
    fs::write(kept.join("model.sense"), sense.to_bytes())?;
    let words = Model::from_pack(pack);
    let mut times = Vec::new();
    let mut asked = Vec::new();
    for row in rows.iter().filter(|row| row.split == "test").step_by(STEP) {
        let started = Stopwatch::start();
        let prediction = words.predict_meaning(&row.text, &sense, &encoder.encode(&fold(&row.text))?);
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        let ranked = prediction.ranked.iter().take(5).flat_map(|(intent, confidence)| [*intent as f32, *confidence]);
        let row_of_numbers: Vec<f32> = [0.0, prediction.out_of_scope].into_iter().chain(ranked).collect();
        asked.push(json!({ "text": row.text, "row": row_of_numbers }));
    }
    fs::write(kept.join("asked.json"), Value::from(asked).to_string())?;
    times.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().map(round);
    writeln!(std::io::stdout(), "{}", json!({ "query_native_ms_p50": at(0.5), "query_native_ms_p95": at(0.95) }))?;
    Ok(())
}
