//! One JSON object per line, or one array of them.

use serde::Deserialize;

use crate::finding::Findings;
use crate::table::{Row, fault, row};

/// The names are those of the columns; others are ignored.
#[derive(Deserialize)]
struct Object {
    #[serde(alias = "question", alias = "utterance", alias = "query", alias = "message")]
    text: String,
    #[serde(alias = "label", alias = "expected", alias = "expected_intent", alias = "intent_id")]
    intent: Option<String>,
    #[serde(alias = "lang", alias = "language")]
    locale: Option<String>,
}

const HELP: &str = "write {\"text\": \"…\", \"intent\": \"…\"} in each line";

pub(crate) fn read(text: &str, findings: &mut Findings) -> Vec<Row> {
    if text.trim_start().starts_with('[') {
        return array(text, findings);
    }
    let mut rows = Vec::new();
    for (before, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Object>(line) {
            Ok(object) => rows.extend(from(object, before + 1, findings)),
            Err(error) => fault(findings, before + 1, format!("this is not a question: {error}"), HELP),
        }
    }
    rows
}

/// Questions of an array are numbered in place of lines.
fn array(text: &str, findings: &mut Findings) -> Vec<Row> {
    match serde_json::from_str::<Vec<Object>>(text) {
        Ok(objects) => {
            objects.into_iter().enumerate().filter_map(|(before, object)| from(object, before + 1, findings)).collect()
        }
        Err(error) => {
            fault(findings, error.line().max(1), format!("this is not a list of questions: {error}"), HELP);
            Vec::new()
        }
    }
}

fn from(object: Object, line: usize, findings: &mut Findings) -> Option<Row> {
    let intent = object.intent.as_deref().unwrap_or("oos");
    row(line, &object.text, intent, object.locale.as_deref(), findings)
}
