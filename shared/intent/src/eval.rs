//! How well a model does on questions it has not seen.

use std::collections::BTreeMap;

use crate::{
    decide::Outcome,
    model::{Model, Prediction},
};

/// A question with what it should lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// As typed.
    pub text: String,
    /// The id of the right intent; none for a question out of scope.
    pub intent: Option<String>,
}

/// The outcome of an evaluation. Shares of nothing are 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// How many questions were in scope. An intent that the model does not know counts as in scope: its questions
    /// cannot be answered rightly.
    pub in_scope: usize,
    /// How many were out of scope.
    pub out_of_scope: usize,
    /// In-scope questions answered directly with the right intent, of all in scope.
    pub direct_right: f32,
    /// In-scope questions asked about with the right intent among the choices, of all in scope.
    pub asked_right: f32,
    /// Questions answered directly with a wrong intent, and out-of-scope questions answered directly, of all questions.
    pub wrong: f32,
    /// Out-of-scope questions not answered directly (asked about, or not known), of all out of scope.
    pub oos_kept: f32,
    /// Out-of-scope questions that were not known, of all out of scope.
    pub oos_not_known: f32,
    /// In-scope questions whose likeliest intent is right whatever the outcome, of all in scope.
    pub accuracy: f32,
    /// The mean over the intents asked for of the harmonic mean of precision and recall, by likeliest intent, in scope.
    pub macro_f1: f32,
    /// The chance that a question out of scope has a higher `out_of_scope` than one in scope (area under the curve).
    pub auroc: f32,
    /// The share of questions out of scope that pass where 95 % of those in scope do (false positive rate at 95 % true ones).
    pub fpr95: f32,
    /// Wrong direct answers: the text, what was right, what was answered.
    pub mistakes: Vec<(String, Option<String>, String)>,
}

/// Asks the model every question.
#[must_use]
pub fn evaluate(model: &Model, examples: &[Example]) -> Report {
    evaluate_by(model, examples, |text| model.predict(text))
}

/// The same by other means than words alone.
pub fn evaluate_by(model: &Model, examples: &[Example], mut predict: impl FnMut(&str) -> Prediction) -> Report {
    let mut report = Report::default();
    let (mut direct, mut asked, mut wrong, mut kept, mut not_known, mut first) = (0, 0, 0, 0, 0, 0);
    let mut outside: Vec<(f32, bool)> = Vec::new();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for example in examples {
        let prediction = predict(&example.text);
        let is_right = |intent: &usize| example.intent.is_some() && model.intents().get(*intent) == example.intent.as_ref();
        outside.push((prediction.out_of_scope, example.intent.is_none()));
        if let Some(expected) = &example.intent {
            report.in_scope += 1;
            let likeliest = prediction.ranked.first().and_then(|(intent, _)| model.intents().get(*intent));
            first += usize::from(likeliest == Some(expected));
            tallies.entry(expected).or_default().expected += 1;
            if let Some(likeliest) = likeliest {
                let tally = tallies.entry(likeliest).or_default();
                tally.predicted += 1;
                tally.right += usize::from(likeliest == expected);
            }
        } else {
            report.out_of_scope += 1;
            kept += usize::from(!matches!(prediction.outcome, Outcome::Answer(_)));
            not_known += usize::from(prediction.outcome == Outcome::DontKnow);
        }
        match &prediction.outcome {
            Outcome::Answer(intent) if is_right(intent) => direct += 1,
            Outcome::Answer(intent) => {
                wrong += 1;
                report.mistakes.push((
                    example.text.clone(),
                    example.intent.clone(),
                    model.intents().get(*intent).cloned().unwrap_or_default(),
                ));
            }
            Outcome::Ask(choices) => asked += usize::from(choices.iter().any(is_right)),
            Outcome::DontKnow => {}
        }
    }
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    report.direct_right = share(direct, report.in_scope);
    report.asked_right = share(asked, report.in_scope);
    report.wrong = share(wrong, examples.len());
    report.oos_kept = share(kept, report.out_of_scope);
    report.oos_not_known = share(not_known, report.out_of_scope);
    report.accuracy = share(first, report.in_scope);
    report.macro_f1 = macro_f1(&tallies);
    report.auroc = auroc(&mut outside);
    report.fpr95 = fpr95(&outside);
    report
}

/// Of one intent.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    expected: usize,
    predicted: usize,
    right: usize,
}

fn macro_f1(tallies: &BTreeMap<&str, Tally>) -> f32 {
    let asked = tallies.values().filter(|tally| tally.expected > 0);
    let of = |tally: &Tally| 2.0 * tally.right as f32 / (tally.expected + tally.predicted).max(1) as f32;
    asked.clone().map(of).sum::<f32>() / asked.count().max(1) as f32
}

/// Of scores in ascending order.
fn fpr95(scores: &[(f32, bool)]) -> f32 {
    let inside = scores.iter().filter(|(_, is_outside)| !is_outside).count();
    let outside = scores.len() - inside;
    let wanted = (inside as f32 * 0.95).ceil() as usize;
    let passed = scores.iter().filter(|(_, is_outside)| !is_outside).nth(wanted.saturating_sub(1)).map_or(0.0, |last| last.0);
    let false_ones = scores.iter().filter(|(score, is_outside)| *is_outside && *score <= passed).count();
    false_ones as f32 / outside.max(1) as f32
}

fn auroc(scores: &mut [(f32, bool)]) -> f32 {
    scores.sort_by(|left, right| left.0.total_cmp(&right.0));
    let (mut below, mut pairs, mut positives) = (0.0_f64, 0.0_f64, 0.0_f64);
    for ties in scores.chunk_by(|left, right| left.0 == right.0) {
        let outside = ties.iter().filter(|(_, is_outside)| *is_outside).count() as f64;
        let inside = ties.len() as f64 - outside;
        pairs += outside * (below + inside / 2.0);
        below += inside;
        positives += outside;
    }
    (pairs / (below * positives).max(1.0)) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_that_part_the_scopes_let_nothing_false_pass() {
        let mut scores: Vec<(f32, bool)> = (0..100).map(|place| (place as f32 / 100.0, place >= 80)).collect();
        assert_eq!((auroc(&mut scores), fpr95(&scores)), (1.0, 0.0));
    }

    #[test]
    fn one_stranger_among_the_nearest_passes() {
        let mut scores: Vec<(f32, bool)> = (0..20).map(|place| (place as f32, place == 3 || place == 19)).collect();
        assert!((auroc(&mut scores) - 21.0 / 36.0).abs() < 1e-6);
        assert_eq!(fpr95(&scores), 0.5);
    }

    #[test]
    fn an_intent_that_is_never_predicted_counts_nothing() {
        let tally = |expected, predicted, right| Tally { expected, predicted, right };
        let tallies = BTreeMap::from([("a", tally(2, 3, 2)), ("b", tally(1, 0, 0)), ("c", tally(0, 1, 0))]);
        assert!((macro_f1(&tallies) - 0.4).abs() < 1e-6);
    }
}
