//! How many questions end without a human: a model asked a file of questions it has not seen.

use std::collections::{BTreeMap, BTreeSet};

use flow::fold::fold;
use intent::eval::{Example, Report, evaluate_by};
use intent::{Model, Prediction, TrainingSet};

use crate::finding::Findings;
use crate::table::{self, Row};

/// The outcome, over all questions and per language.
#[derive(Debug, Clone, PartialEq)]
pub struct Containment {
    pub all: Shares,
    /// By the file's column, else by script: any Chinese, Japanese or Korean character is `zh`, everything else `en`.
    pub languages: BTreeMap<String, Shares>,
    /// Expected intents that the playbook does not have, with the first line of each. Their questions cannot be right.
    pub unknown_intents: BTreeMap<String, usize>,
    /// Questions that stand in the playbook as examples, letter for letter but for case, width and closing marks: the model has
    /// learnt these, so their outcome says nothing. Counted by the expected intent (`None`: out of scope).
    pub seen: BTreeMap<Option<String>, usize>,
    /// The shares of all other questions: the honest figures, as far as a letter-for-letter comparison goes.
    pub unseen: Shares,
    /// How often which intent was answered in place of which (`None`: out of scope).
    pub confusions: BTreeMap<(Option<String>, String), usize>,
}

/// Shares as `intent::eval::Report` defines them: of the questions in scope, of all, or of those out of scope.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Shares {
    pub in_scope: usize,
    pub out_of_scope: usize,
    pub direct_right: f32,
    pub asked_right: f32,
    pub wrong: f32,
    pub oos_kept: f32,
}

/// Asks `model`, which learnt from `training`, every question of a file (TSV, CSV or JSON lines; see [`table`]).
///
/// # Errors
/// What is wrong with the file, by line.
pub fn run(model: &Model, training: &TrainingSet, file: &str, bytes: &[u8]) -> Result<Containment, Findings> {
    run_by(model, &|text| model.predict(text), training, file, bytes)
}

/// The same by other means than words alone.
///
/// # Errors
/// What is wrong with the file, by line.
pub fn run_by(
    model: &Model,
    predict: &dyn Fn(&str) -> Prediction,
    training: &TrainingSet,
    file: &str,
    bytes: &[u8],
) -> Result<Containment, Findings> {
    let evaluate = |examples: &[Example]| evaluate_by(model, examples, predict);
    let known: BTreeSet<&str> = model.intents().iter().map(String::as_str).collect();
    let rows = table::read(file, bytes, &|label| known.contains(label))?;
    let learnt: BTreeSet<String> = training
        .intents
        .iter()
        .flat_map(|intent| &intent.utterances)
        .chain(&training.out_of_scope)
        .map(|text| fold(text))
        .collect();
    let mut seen: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut unseen = Vec::new();
    let mut languages: BTreeMap<String, Vec<Example>> = BTreeMap::new();
    let mut unknown_intents = BTreeMap::new();
    let mut all = Vec::new();
    for row in rows {
        if let Some(intent) = row.intent.as_ref().filter(|intent| !known.contains(intent.as_str())) {
            unknown_intents.entry(intent.clone()).or_insert(row.line);
        }
        let example = Example { text: row.text.clone(), intent: row.intent.clone() };
        languages.entry(language(&row)).or_default().push(example.clone());
        if learnt.contains(&fold(&row.text)) {
            *seen.entry(row.intent).or_default() += 1;
        } else {
            unseen.push(example.clone());
        }
        all.push(example);
    }
    let report = evaluate(&all);
    let mut confusions = BTreeMap::new();
    for (_, expected, answered) in &report.mistakes {
        *confusions.entry((expected.clone(), answered.clone())).or_insert(0) += 1;
    }
    let languages = languages.into_iter().map(|(language, examples)| (language, Shares::of(&evaluate(&examples)))).collect();
    Ok(Containment {
        all: Shares::of(&report),
        languages,
        unknown_intents,
        seen,
        unseen: Shares::of(&evaluate(&unseen)),
        confusions,
    })
}

impl Containment {
    /// Flat keys with their values: `direct_right`, …, then `en_direct_right`, … per language.
    #[must_use]
    pub fn flat(&self) -> Vec<(String, f64)> {
        let mut flat = self.all.flat("");
        for (language, shares) in &self.languages {
            flat.extend(shares.flat(&format!("{language}_")));
        }
        flat.extend(self.unseen.flat("unseen_"));
        flat.push(("seen".to_owned(), self.seen.values().sum::<usize>() as f64));
        flat.push(("unknown_intents".to_owned(), self.unknown_intents.len() as f64));
        flat
    }

    /// One JSON object of [`Containment::flat`].
    #[must_use]
    pub fn to_json(&self) -> String {
        let members: Vec<String> = self.flat().iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
        format!("{{{}}}", members.join(","))
    }
}

impl Shares {
    fn of(report: &Report) -> Shares {
        Shares {
            in_scope: report.in_scope,
            out_of_scope: report.out_of_scope,
            direct_right: report.direct_right,
            asked_right: report.asked_right,
            wrong: report.wrong,
            oos_kept: report.oos_kept,
        }
    }

    fn flat(&self, prefix: &str) -> Vec<(String, f64)> {
        // Four digits: a file of ten thousand questions has no more.
        let share = |value: f32| (f64::from(value) * 10_000.0).round() / 10_000.0;
        [
            ("in_scope", self.in_scope as f64),
            ("out_of_scope", self.out_of_scope as f64),
            ("direct_right", share(self.direct_right)),
            ("asked_right", share(self.asked_right)),
            ("wrong", share(self.wrong)),
            ("oos_kept", share(self.oos_kept)),
        ]
        .into_iter()
        .map(|(key, value)| (format!("{prefix}{key}"), value))
        .collect()
    }
}

/// The language part of the column, in lower case and of letters only (it becomes part of a key), or the script's.
fn language(row: &Row) -> String {
    let named =
        row.locale.as_deref().map(|locale| locale.to_ascii_lowercase().split(['-', '_']).next().unwrap_or_default().to_owned());
    match named {
        Some(language) if !language.is_empty() && language.bytes().all(|b| b.is_ascii_lowercase()) => language,
        Some(_) | None if row.text.chars().any(is_cjk) => "zh".to_owned(),
        Some(_) | None => "en".to_owned(),
    }
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
