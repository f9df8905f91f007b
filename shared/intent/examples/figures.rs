//! Prints accuracy and outcomes on public collections: `cargo run --release -p intent --example figures -- DATA [SPLIT]`.
//! With `--features encoder` and a third argument, a weights file, words and meanings decide together.
//!
//! DATA is a folder of collections, each with `data.tsv` (id, split, text, intent) and `fewshot.json`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_methods, missing_docs)]

use intent::{Model, Prediction, TrainOptions, TrainingIntent, TrainingSet, eval};
use std::collections::BTreeMap;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let split = arguments.get(2).map_or("val", String::as_str);
    for name in ["banking77", "banking77_oos", "clinc150", "massive_en_us", "massive_zh_cn"] {
        let table = std::fs::read_to_string(format!("{}/{name}/data.tsv", arguments[1])).unwrap();
        let rows: BTreeMap<&str, Vec<&str>> =
            table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()).map(|row| (row[0], row)).collect();
        let fewshot = std::fs::read_to_string(format!("{}/{name}/fewshot.json", arguments[1])).unwrap();
        for seed in ["13", "42", "87"] {
            let chosen = ids(&fewshot, seed);
            let mut intents: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for id in &chosen {
                intents.entry(rows[id][3]).or_default().push(rows[id][2].to_owned());
            }
            let out_of_scope: Vec<String> = rows
                .values()
                .filter(|row| row[1] == "train" && row[3] == "oos" && row.get(4) != Some(&"id-oos"))
                .map(|row| row[2].to_owned())
                .take(60)
                .collect();
            let set = TrainingSet {
                intents: intents
                    .into_iter()
                    .map(|(id, utterances)| TrainingIntent { id: id.to_owned(), utterances, context: Vec::new() })
                    .collect(),
                out_of_scope,
            };
            let started = std::time::Instant::now();
            let (model, bytes, sense) = model(&set, arguments.get(3));
            let trained = started.elapsed();
            let wanted = if split == "val" && name == "banking77" { "train" } else { split };
            let examples: Vec<eval::Example> = rows
                .values()
                .filter(|row| row[1] == wanted && !chosen.contains(&row[0]))
                .map(|row| eval::Example {
                    text: row[2].to_owned(),
                    intent: Some(row[3].to_owned()).filter(|intent| intent != "oos"),
                })
                .collect();
            let started = std::time::Instant::now();
            let report = eval::evaluate_by(&model, &examples, |text| sense(&model, text));
            println!(
                "{name:14} {seed} accuracy {:.1} auroc {:.3} direct {:.3} asked {:.3} wrong {:.3} oos_kept {:.3} oos_not_known {:.3} | {} intents {} B, trained {:.2} s, {:.3} ms a question",
                report.accuracy * 100.0,
                report.auroc,
                report.direct_right,
                report.asked_right,
                report.wrong,
                report.oos_kept,
                report.oos_not_known,
                set.intents.len(),
                bytes,
                trained.as_secs_f32(),
                started.elapsed().as_secs_f32() * 1000.0 / examples.len() as f32
            );
        }
    }
}

type Predict = Box<dyn Fn(&Model, &str) -> Prediction>;

#[cfg(not(feature = "encoder"))]
fn model(set: &TrainingSet, _weights: Option<&String>) -> (Model, usize, Predict) {
    words(set)
}

fn words(set: &TrainingSet) -> (Model, usize, Predict) {
    let pack = intent::train(set, &TrainOptions::default());
    let bytes = pack.to_bytes().len();
    (Model::from_pack(pack), bytes, Box::new(|model, text| model.predict(text)))
}

#[cfg(feature = "encoder")]
fn model(set: &TrainingSet, weights: Option<&String>) -> (Model, usize, Predict) {
    let Some(weights) = weights else { return words(set) };
    let encoder = intent::encoder::Encoder::from_bytes(&std::fs::read(weights).unwrap()).unwrap();
    let (pack, sense) = intent::train_full(set, &TrainOptions::default(), &encoder).unwrap();
    let bytes = pack.to_bytes().len() + sense.to_bytes().len();
    let model = Model::from_pack(pack.clone());
    let full = intent::FullModel::new(pack, sense, encoder.into()).unwrap();
    (model, bytes, Box::new(move |_, text| full.predict(text).unwrap()))
}

/// The ten-shot row ids of a seed: `{"10": {"13": ["id", …]}}`.
fn ids<'a>(json: &'a str, seed: &str) -> Vec<&'a str> {
    let ten = &json[json.find("\"10\":").unwrap()..];
    let list = &ten[ten.find(&format!("\"{seed}\":")).unwrap()..];
    let list = &list[list.find('[').unwrap() + 1..list.find(']').unwrap()];
    list.split(',').map(|id| id.trim().trim_matches('"')).collect()
}
