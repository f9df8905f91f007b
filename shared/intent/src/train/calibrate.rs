//! Fits the decision on held-out examples.
//!
//! Three kinds of them: utterances of the intents, each scored by a head that had not seen it; the site's own
//! out-of-scope utterances, likewise; and utterances of intents that were left out whole, which stand for questions
//! nobody thought of. Their weights are set so that out-of-scope questions have the share the owner expects, half of it
//! from each kind. A site of few examples is held near [`PRIOR`], which was fitted on public collections.

use super::TrainOptions;
use crate::{
    decide::{CHOICES, Decider, Scores, Signals},
    logistic::{Case, Fitting, Logistic},
};

/// One held-out example.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) row: usize,
    pub(super) scores: Scores,
    /// The intent it belongs to; none when it is out of scope.
    pub(super) target: Option<usize>,
    /// Out of scope only because its intent was left out.
    pub(super) is_stand_in: bool,
    /// The row of the likeliest intent that is most like it.
    pub(super) nearest: Option<usize>,
}

/// Which held-out example it was.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) row: usize,
    pub(super) is_stand_in: bool,
    pub(super) nearest: Option<usize>,
}

/// The held-out examples with what the decision sees of each.
#[derive(Debug)]
pub(super) struct Calibrated {
    pub(super) origins: Vec<Origin>,
    pub(super) signals: Vec<Signals>,
}

/// Fitted on the training parts of public collections; see the crate's README.
const PRIOR: [Logistic; 3] = [
    Logistic([-0.7, 0.3, 0.3, 0.0, 0.8, 0.6, 0.15, 0.25, 0.35, 0.6, 0.0, 0.0]),
    Logistic([-0.7, 0.1, 0.1, 0.25, 0.9, 0.8, 0.0, 0.25, 0.5, 0.6, 0.0, 0.0]),
    Logistic([0.4, 0.0, -0.2, 0.0, -0.3, -0.8, 0.0, -0.35, -0.45, -0.2, 0.0, 0.0]),
];
/// How many examples the prior counts for.
const PRIOR_STRENGTH: f32 = 4.0;
/// Of the questions whose intent is among the best three, so many are answered or asked about.
const KEPT: f32 = 0.95;

/// The fit in steps.
#[derive(Debug)]
pub(super) struct Calibration {
    samples: Vec<Sample>,
    intents: usize,
    options: TrainOptions,
    /// The temperatures that were tried, and the best with its loss.
    tried: usize,
    best: (f32, f32),
    signals: Vec<Signals>,
    fittings: Vec<Fitting>,
    fitted: Vec<Logistic>,
}

/// Temperatures: from .3 in steps of .1.
const TEMPERATURES: usize = 16;
/// Samples made ready in a step.
const SIGNALS_OF_STEP: usize = 32;

impl Calibration {
    pub(super) fn new(samples: Vec<Sample>, intents: usize, options: TrainOptions) -> Self {
        let signals = Vec::with_capacity(samples.len());
        let best = (f32::MAX, 1.0);
        Self { samples, intents, options, tried: 0, best, signals, fittings: Vec::new(), fitted: Vec::new() }
    }

    /// Goes on; the decision when all is done.
    pub(super) fn step(&mut self) -> Option<(Decider, Calibrated)> {
        if self.tried < TEMPERATURES {
            let temperature = 0.3 + 0.1 * self.tried as f32;
            let loss = loss(&self.samples, self.intents, temperature);
            if loss < self.best.0 {
                self.best = (loss, temperature);
            }
            self.tried += 1;
        } else if self.signals.len() < self.samples.len() {
            let (_, temperature) = self.best;
            let next = self.samples.iter().skip(self.signals.len()).take(SIGNALS_OF_STEP);
            self.signals.extend(next.map(|sample| sample.scores.signals(self.intents, temperature)).collect::<Vec<_>>());
        } else if self.fittings.is_empty() && self.fitted.is_empty() {
            self.fittings = self.fittings();
        } else if let Some(fitting) = self.fittings.last_mut() {
            if let Some(fitted) = fitting.step() {
                self.fitted.push(fitted);
                self.fittings.pop();
            }
        } else {
            return Some(self.finish());
        }
        None
    }

    /// One for each function; the last is the first of [`PRIOR`].
    fn fittings(&self) -> Vec<Fitting> {
        let weights = weights(&self.samples, self.options.out_of_scope_share);
        let fitting = |prior: &Logistic, truth: &dyn Fn(&Sample, &Signals) -> bool| {
            let case = |((sample, signals), weight): ((&Sample, &Signals), &f32)| Case {
                values: signals.values,
                truth: truth(sample, signals),
                weight: *weight,
            };
            let cases = self.samples.iter().zip(&self.signals).zip(&weights).map(case).collect();
            Fitting::new(cases, prior, PRIOR_STRENGTH)
        };
        let [right, among, outside] = &PRIOR;
        vec![fitting(outside, &|sample, _| sample.target.is_none()), fitting(among, &is_among), fitting(right, &is_right)]
    }

    fn finish(&mut self) -> (Decider, Calibrated) {
        let mut fitted = std::mem::take(&mut self.fitted).into_iter();
        let [right, among, outside] = PRIOR.map(|prior| fitted.next().unwrap_or(prior));
        let weights = weights(&self.samples, self.options.out_of_scope_share);
        let mut answers: Vec<(f32, bool, f32)> = Vec::new();
        let mut asks: Vec<(f32, bool, f32)> = Vec::new();
        for ((sample, signals), weight) in self.samples.iter().zip(&self.signals).zip(&weights) {
            answers.push((right.chance(&signals.values), is_right(sample, signals), *weight));
            asks.push((among.chance(&signals.values), is_among(sample, signals), *weight));
        }
        let answer_from = answer_from(&mut answers, &self.options);
        let ask_from = ask_from(&mut asks);
        let origin = |sample: &Sample| Origin { row: sample.row, is_stand_in: sample.is_stand_in, nearest: sample.nearest };
        let origins = self.samples.drain(..).map(|sample| origin(&sample)).collect();
        let (_, temperature) = self.best;
        let decider = Decider { temperature, right, among, outside, answer_from, ask_from };
        (decider, Calibrated { origins, signals: std::mem::take(&mut self.signals) })
    }
}

fn is_right(sample: &Sample, signals: &Signals) -> bool {
    is_within(sample, signals, 1)
}

fn is_among(sample: &Sample, signals: &Signals) -> bool {
    is_within(sample, signals, CHOICES)
}

fn is_within(sample: &Sample, signals: &Signals, best: usize) -> bool {
    signals.ranked.iter().take(best).any(|(intent, _)| Some(*intent) == sample.target)
}

/// How unlikely a temperature makes the right classes of held-out utterances.
fn loss(samples: &[Sample], intents: usize, temperature: f32) -> f32 {
    let mut loss = 0.0;
    for sample in samples.iter().filter(|sample| !sample.is_stand_in) {
        let mut probabilities: Vec<f32> = sample.scores.scores.iter().map(|score| score / temperature).collect();
        crate::math::softmax(&mut probabilities);
        loss -= crate::math::ln(probabilities.get(sample.target.unwrap_or(intents)).copied().unwrap_or(0.0).max(1e-6));
    }
    loss
}

/// How much each sample counts. The utterances of the intents count one each.
fn weights(samples: &[Sample], out_of_scope_share: f32) -> Vec<f32> {
    let count = |of: &dyn Fn(&Sample) -> bool| samples.iter().filter(|sample| of(sample)).count() as f32;
    let inside = count(&|sample| sample.target.is_some());
    let stand_ins = count(&|sample| sample.is_stand_in);
    let known = count(&|sample| sample.target.is_none() && !sample.is_stand_in);
    let outside = inside * out_of_scope_share / (1.0 - out_of_scope_share).max(0.01);
    // Few utterances of the owner's cannot stand for half of all.
    let known_share = (known / (known + 20.0)).min(0.5);
    let each = |sample: &Sample| match (sample.target, sample.is_stand_in) {
        (Some(_), _) => 1.0,
        (None, true) => outside * (1.0 - known_share) / stand_ins.max(1.0),
        (None, false) => outside * known_share / known.max(1.0),
    };
    samples.iter().map(each).collect()
}

/// The lowest threshold that keeps wrong answers within their share.
fn answer_from(cases: &mut [(f32, bool, f32)], options: &TrainOptions) -> f32 {
    cases.sort_by(|left, right| right.0.total_cmp(&left.0));
    let allowed = options.wrong_share * cases.iter().map(|(_, _, weight)| weight).sum::<f32>();
    let mut wrong = 0.0;
    for (chance, is_right, weight) in cases.iter() {
        wrong += if *is_right { 0.0 } else { *weight };
        if wrong > allowed {
            return chance.max(options.least_confidence);
        }
    }
    options.least_confidence
}

/// The highest threshold that keeps the share [`KEPT`] of those that can be asked about.
fn ask_from(cases: &mut [(f32, bool, f32)]) -> f32 {
    cases.sort_by(|left, right| left.0.total_cmp(&right.0));
    let allowed = (1.0 - KEPT) * cases.iter().filter(|(_, is_among, _)| *is_among).map(|(_, _, weight)| weight).sum::<f32>();
    let mut lost = 0.0;
    for (chance, is_among, weight) in cases.iter() {
        lost += if *is_among { *weight } else { 0.0 };
        if lost > allowed {
            return chance.clamp(0.1, 0.5);
        }
    }
    0.1
}
