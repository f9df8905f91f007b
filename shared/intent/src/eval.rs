//! How well a model does on questions it has not seen.

use crate::{decide::Outcome, model::Model};

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
    /// The chance that a question out of scope has a higher `out_of_scope` than one in scope (area under the curve).
    pub auroc: f32,
    /// Wrong direct answers: the text, what was right, what was answered.
    pub mistakes: Vec<(String, Option<String>, String)>,
}

/// Asks the model every question.
#[must_use]
pub fn evaluate(model: &Model, examples: &[Example]) -> Report {
    let mut report = Report::default();
    let (mut direct, mut asked, mut wrong, mut kept, mut not_known, mut first) = (0, 0, 0, 0, 0, 0);
    let mut outside: Vec<(f32, bool)> = Vec::new();
    for example in examples {
        let prediction = model.predict(&example.text);
        let is_right = |intent: &usize| example.intent.is_some() && model.intents().get(*intent) == example.intent.as_ref();
        outside.push((prediction.out_of_scope, example.intent.is_none()));
        if example.intent.is_some() {
            report.in_scope += 1;
            first += usize::from(prediction.ranked.first().is_some_and(|(intent, _)| is_right(intent)));
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
    report.auroc = auroc(&mut outside);
    report
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
