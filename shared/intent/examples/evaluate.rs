//! Trains on one table and evaluates on others: `cargo run --release -p intent --example evaluate -- TRAIN.tsv QUESTIONS.tsv…`.
//!
//! Each line holds a text and the id of its intent, `oos` for out of scope, `ID:context` for context,
//! divided by a tab; a first line `text intent` is passed over.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use intent::{Model, Pack, TrainOptions, TrainingIntent, TrainingSet, eval};
use std::collections::BTreeMap;

fn main() {
    let mut files = std::env::args().skip(1);
    let mut set = TrainingSet::default();
    let mut intents: BTreeMap<String, TrainingIntent> = BTreeMap::new();
    for example in table(&files.next().unwrap()) {
        match example.intent {
            Some(intent) => match intent.split_once(':') {
                Some((intent, _)) => intents.entry(intent.to_owned()).or_default().context.push(example.text),
                None => intents.entry(intent).or_default().utterances.push(example.text),
            },
            None => set.out_of_scope.push(example.text),
        }
    }
    set.intents = intents.into_iter().map(|(id, intent)| TrainingIntent { id, ..intent }).collect();
    let started = std::time::Instant::now();
    let pack = intent::train(&set, &TrainOptions::default());
    println!(
        "{} intents, {} utterances: trained in {:.2} s",
        set.intents.len(),
        set.intents.iter().map(|intent| intent.utterances.len()).sum::<usize>(),
        started.elapsed().as_secs_f32()
    );
    let bytes = pack.to_bytes();
    if let Ok(file) = std::env::var("PACK") {
        std::fs::write(file, &bytes).unwrap();
    }
    let started = std::time::Instant::now();
    let model = Model::from_pack(Pack::from_bytes(&bytes).unwrap());
    println!("pack {} bytes, loaded in {:.1} ms", bytes.len(), started.elapsed().as_secs_f32() * 1000.0);
    for file in files {
        let examples = table(&file);
        let started = std::time::Instant::now();
        let report = eval::evaluate(&model, &examples);
        let ms = started.elapsed().as_secs_f32() * 1000.0 / examples.len() as f32;
        println!(
            "{file}: {} in scope, {} out; accuracy {:.3}, auroc {:.3}, {ms:.3} ms a question",
            report.in_scope, report.out_of_scope, report.accuracy, report.auroc
        );
        println!(
            "  direct {:.3} asked {:.3} wrong {:.3} oos_kept {:.3} oos_not_known {:.3}",
            report.direct_right, report.asked_right, report.wrong, report.oos_kept, report.oos_not_known
        );
    }
}

fn table(file: &str) -> Vec<eval::Example> {
    let text = std::fs::read_to_string(file).unwrap();
    let pairs = text.lines().filter_map(|line| line.split_once('\t')).filter(|pair| *pair != ("text", "intent"));
    pairs
        .map(|(text, intent)| eval::Example { text: text.to_owned(), intent: (intent != "oos").then(|| intent.to_owned()) })
        .collect()
}
