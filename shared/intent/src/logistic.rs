//! A logistic function of the signals, fitted by Newton's method towards a prior.

#[cfg(feature = "train")]
use crate::math::{exp, ln};
use crate::{decide::SIGNALS, math::sigmoid};

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Logistic(pub(crate) [f32; SIGNALS]);

impl Logistic {
    pub(crate) fn chance(&self, values: &[f32; SIGNALS]) -> f32 {
        sigmoid(self.0.iter().zip(values).map(|(weight, value)| weight * value).sum())
    }
}

/// One observation: signals, whether it came true, and how much it counts.
#[cfg(feature = "train")]
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) values: [f32; SIGNALS],
    pub(crate) truth: bool,
    pub(crate) weight: f32,
}

/// Newton steps of a fit.
#[cfg(feature = "train")]
const STEPS: usize = 12;
/// A step that changes no weight by more is the last.
#[cfg(feature = "train")]
const SETTLED: f64 = 1e-6;

/// A fit in progress: finds the weights that make the cases likeliest, held near a prior as if by so many cases.
#[cfg(feature = "train")]
#[derive(Debug)]
pub(crate) struct Fitting {
    cases: Vec<Case>,
    prior: [f64; SIGNALS],
    strength: f32,
    weights: [f64; SIGNALS],
    steps: usize,
}

#[cfg(feature = "train")]
impl Fitting {
    pub(crate) fn new(cases: Vec<Case>, prior: &Logistic, strength: f32) -> Self {
        let prior = prior.0.map(f64::from);
        Self { cases, prior, strength, weights: prior, steps: 0 }
    }

    /// One step of Newton's method; the function when there are no more.
    pub(crate) fn step(&mut self) -> Option<Logistic> {
        self.steps += 1;
        let moved = self.improve();
        (self.steps == STEPS || moved < SETTLED).then(|| Logistic(self.weights.map(|weight| weight as f32)))
    }

    /// Gives the largest change.
    fn improve(&mut self) -> f64 {
        let Self { cases, prior, strength, weights, .. } = self;
        let mut gradient = [0.0_f64; SIGNALS];
        let mut curve = [[0.0_f64; SIGNALS]; SIGNALS];
        for (place, (slope, row)) in gradient.iter_mut().zip(&mut curve).enumerate() {
            let pull = weights.iter().zip(&*prior).nth(place).map_or(0.0, |(weight, prior)| prior - weight);
            *slope = f64::from(*strength) * pull;
            if let Some(diagonal) = row.get_mut(place) {
                *diagonal = f64::from(*strength);
            }
        }
        for case in &*cases {
            let score: f64 = weights.iter().zip(&case.values).map(|(weight, value)| weight * f64::from(*value)).sum();
            let chance = f64::from(sigmoid(score as f32));
            let error = (f64::from(u8::from(case.truth)) - chance) * f64::from(case.weight);
            let bend = (chance * (1.0 - chance)).max(1e-4) * f64::from(case.weight);
            for ((slope, row), value) in gradient.iter_mut().zip(&mut curve).zip(&case.values) {
                *slope += error * f64::from(*value);
                for (cell, other) in row.iter_mut().zip(&case.values) {
                    *cell += bend * f64::from(*value) * f64::from(*other);
                }
            }
        }
        let step = solve(curve, gradient);
        let before = loss(cases, weights, prior, *strength);
        let mut share = 1.0;
        while share > 1e-3 {
            let mut tried = *weights;
            tried.iter_mut().zip(&step).for_each(|(weight, step)| *weight += share * step);
            if loss(cases, &tried, prior, *strength) <= before {
                *weights = tried;
                return step.iter().fold(0.0, |largest, step| f64::max(largest, (share * step).abs()));
            }
            share *= 0.5;
        }
        0.0
    }
}

/// What a fit makes small: improbability of the cases, and distance from the prior.
#[cfg(feature = "train")]
fn loss(cases: &[Case], weights: &[f64; SIGNALS], prior: &[f64; SIGNALS], strength: f32) -> f64 {
    let distance: f64 = weights.iter().zip(prior).map(|(weight, prior)| (weight - prior) * (weight - prior)).sum();
    let improbability = |case: &Case| {
        let score: f64 = weights.iter().zip(&case.values).map(|(weight, value)| weight * f64::from(*value)).sum();
        let against = if case.truth { -score } else { score };
        // ln(1 + e^against) without overflow.
        let rest = f64::from(ln(1.0 + exp(-against.abs() as f32)));
        f64::from(case.weight) * (against.max(0.0) + rest)
    };
    0.5 * f64::from(strength) * distance + cases.iter().map(improbability).sum::<f64>()
}

/// Solves a positive definite system by elimination without pivoting.
#[cfg(feature = "train")]
fn solve(mut matrix: [[f64; SIGNALS]; SIGNALS], mut right: [f64; SIGNALS]) -> [f64; SIGNALS] {
    for pivot in 0..SIGNALS {
        let (Some(pivot_row), Some(pivot_value)) = (matrix.get(pivot).copied(), right.get(pivot).copied()) else { continue };
        let divisor = pivot_row.get(pivot).copied().unwrap_or(1.0);
        for (place, (row, value)) in matrix.iter_mut().zip(&mut right).enumerate() {
            if place != pivot {
                let factor = row.get(pivot).copied().unwrap_or(0.0) / divisor;
                row.iter_mut().zip(&pivot_row).for_each(|(cell, other)| *cell -= factor * other);
                *value -= factor * pivot_value;
            }
        }
    }
    let mut solution = [0.0; SIGNALS];
    for (place, ((cell, row), value)) in solution.iter_mut().zip(&matrix).zip(&right).enumerate() {
        *cell = value / row.get(place).copied().unwrap_or(1.0);
    }
    solution
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    fn fit(cases: Vec<Case>, prior: &Logistic, strength: f32) -> Logistic {
        let mut fitting = Fitting::new(cases, prior, strength);
        loop {
            if let Some(fitted) = fitting.step() {
                return fitted;
            }
        }
    }

    #[test]
    fn a_fit_finds_what_made_the_cases() {
        let mut cases = Vec::new();
        for i in 0..4000_u32 {
            let mut values = [0.0; SIGNALS];
            values[0] = 1.0;
            values[1] = (i % 41) as f32 / 10.0 - 2.0;
            values[2] = (i % 37) as f32 / 10.0 - 1.8;
            let chance = sigmoid(0.5 + 1.5 * values[1] - values[2]);
            cases.push(Case { values, truth: true, weight: chance });
            cases.push(Case { values, truth: false, weight: 1.0 - chance });
        }
        let fitted = fit(cases, &Logistic([0.0; SIGNALS]), 0.01).0;
        assert!((fitted[0] - 0.5).abs() < 0.01 && (fitted[1] - 1.5).abs() < 0.01 && (fitted[2] + 1.0).abs() < 0.01, "{fitted:?}");
    }

    #[test]
    fn without_cases_the_prior_stays() {
        let prior = Logistic([0.5; SIGNALS]);
        assert_eq!(fit(Vec::new(), &prior, 1.0), prior);
    }
}
