//! The figures as a page.

use serde_json::{Map, Value};

use super::target::TARGETS;

/// Rows of models: name, prefix and suffix of their keys.
const MODELS: [(&str, &str, &str); 4] = [
    ("Frontdesk", "", "_acc"),
    ("Frontdesk, words alone", "", "_words_acc"),
    ("TF-IDF, logistic regression", "", "_tfidf_acc"),
    ("NLP.js", "nlpjs_", "_acc"),
];
const COLUMNS: [(&str, &str); 4] = [
    ("BANKING77", "banking77_shot10"),
    ("CLINC150", "clinc150_shot10"),
    ("MASSIVE zh-CN", "massive_zh_cn_shot10"),
    ("MASSIVE en-US", "massive_en_us_shot10"),
];

/// Markdown.
pub(crate) fn page(figures: &Map<String, Value>) -> String {
    let mut page = String::from(
        "# The intent model, measured\n\nWritten by `cargo xtask bench intent`; every figure stands in `intent.json`. Few-shot rows are fixed \
         (seeds 13, 42, 87; means), test\nrows are asked once, and nothing of the model was chosen by them. How it works: \
         `shared/intent/README.md`.\n\n![Bytes against accuracy](intent.svg)\n\nTwo points of the picture are quoted, not of this run: MiniLM's \
         accuracy (f32, same rows, measured before) and the 33 kB of NLP.js.\n\n## Targets\n\n| | found | must | moonshot |\n|---|---|---|---|\n",
    );
    for target in &TARGETS {
        let found = target.found(figures);
        let sign = if target.is_at_most { "≤" } else { "≥" };
        let told = found.map_or_else(
            || "not measured".to_owned(),
            |found| {
                let mark = if target.is_met(found, target.moonshot) {
                    "✔✔"
                } else if target.is_met(found, target.must) {
                    "✔"
                } else {
                    "✘"
                };
                format!("{} {mark}", number(found))
            },
        );
        page.push_str(&format!(
            "| {} | {told} | {sign} {} | {sign} {} |\n",
            target.what,
            number(target.must),
            number(target.moonshot)
        ));
    }
    page.push_str("\n## Accuracy, ten utterances per intent\n\n| |");
    COLUMNS.iter().for_each(|(name, _)| page.push_str(&format!(" {name} |")));
    page.push_str("\n|---|---|---|---|---|\n");
    for (name, before, after) in MODELS {
        page.push_str(&format!("| {name} |"));
        for (_, key) in COLUMNS {
            let value = figures.get(&format!("{before}{key}{after}")).and_then(Value::as_f64);
            page.push_str(&format!(" {} |", value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"))));
        }
        page.push('\n');
    }
    page
}

fn number(value: f64) -> String {
    if value.abs() >= 1000.0 {
        format!("{:.2} MB", value / 1e6)
    } else if value.abs() >= 10.0 {
        format!("{value:.1}")
    } else if value != 0.0 && value.abs() < 1e-3 {
        format!("{value:.0e}")
    } else {
        format!("{value:.3}")
    }
}
