//! Trains the head: multinomial logistic regression with a quadratic penalty, trained in its dual by coordinate ascent.
//!
//! Each utterance holds one number per class, `dual = cost * (is it mine - probability)`; the weights of a class are the
//! sum of the utterances times these. One step solves the optimum of one utterance's numbers exactly (Newton on the
//! logarithms of its probabilities, with the sum held at one by a multiplier), so no learning rate is needed and a few
//! rounds suffice. Nothing is random; the order strides through the utterances (`stride`), for one that visits class after class settles
//! far more slowly: with a hundred utterances per intent it cost eight points. Most duals end near zero: see `finish`.

use crate::{
    head::Duals,
    math::{exp, ln},
    sense::{DenseRows, WORDS_SHARE},
};

/// How hard training follows the examples against keeping weights small (`C` elsewhere). Flat between 10 and 30.
pub(crate) const COST: f32 = 20.0;
/// The same for a sentence of an answer, which is not how customers ask.
pub(crate) const CONTEXT_COST: f32 = 15.0;
const ROUNDS: usize = 6;
const ROUNDS_FROM_NEAR: usize = 3;
/// Meanings are less unlike each other than words, so they take longer to settle.
const ROUNDS_OF_MEANINGS: usize = 14;
/// A round that moves no probability by more ends training.
const SETTLED: f32 = 0.01;
/// An utterance whose last visit moved its probabilities by less is passed over (shrinking; Hsieh et al. 2008) ...
const STILL: f32 = 0.002;
/// ... but in every third round, when all are visited.
const LOOKED_AGAIN: usize = 3;
/// Duals are kept in steps of 1/20 of the largest; most then vanish. Finer steps gain nothing measurable, and cost bytes, up to
/// [`LARGE`] sets, where the many small ones count together.
const LEVELS: f32 = 20.0;
const LEVELS_OF_LARGE: f32 = 127.0;
/// Duals of a large set: utterances times classes.
const LARGE: usize = 500_000;

#[derive(Debug)]
pub(crate) struct HeadTrainer {
    vectors: Vec<Vec<(u32, f32)>>,
    targets: Vec<usize>,
    costs: Vec<f32>,
    classes: usize,
    weights: Vec<f32>,
    duals: Vec<f32>,
    /// The utterances' meanings, where an encoder gives them.
    meanings: Option<DenseRows>,
    /// Rows whose duals, known from elsewhere, are in the weights.
    weighed: usize,
    /// By how much each row's last visit moved its probabilities.
    restless: Vec<f32>,
    next: usize,
    stride: usize,
    round: usize,
    rounds: usize,
    moved: f32,
}

impl HeadTrainer {
    pub(crate) fn new(vectors: Vec<Vec<(u32, f32)>>, targets: Vec<usize>, costs: Vec<f32>, terms: usize, classes: usize) -> Self {
        let duals = vec![0.0; vectors.len() * classes];
        let weights = vec![0.0; terms * classes];
        let stride = stride(vectors.len());
        let (weighed, restless) = (vectors.len(), vec![f32::MAX; vectors.len()]);
        Self {
            vectors,
            targets,
            costs,
            classes,
            weights,
            duals,
            meanings: None,
            weighed,
            restless,
            next: 0,
            stride,
            round: 0,
            rounds: ROUNDS,
            moved: 0.0,
        }
    }

    /// Meanings beside the words, a row per utterance.
    pub(crate) fn with_meanings(mut self, rows: Vec<Vec<f32>>) -> Self {
        self.vectors.iter_mut().flatten().for_each(|(_, value)| *value *= WORDS_SHARE.sqrt());
        self.meanings = Some(DenseRows::new(rows, self.classes));
        self.rounds = ROUNDS_OF_MEANINGS;
        self
    }

    /// What the meanings' weights came to: class after class.
    pub(crate) fn meaning_weights(&self) -> Vec<Vec<f32>> {
        self.meanings.as_ref().map(DenseRows::weights_of_classes).unwrap_or_default()
    }

    /// Begins at the duals of a head that was trained on these utterances and some more: what the others' absence changes is
    /// little, so [`ROUNDS_FROM_NEAR`] suffice. The weights are made anew, so nothing of the others is left in them.
    pub(crate) fn beginning_near(mut self, duals: Vec<f32>) -> Self {
        if duals.len() == self.duals.len() {
            self.duals = duals;
            self.weighed = 0;
            self.round = self.rounds.saturating_sub(ROUNDS_FROM_NEAR);
        }
        self
    }

    /// Multiplications of a visit, about.
    pub(crate) fn work(&self) -> usize {
        let numbers = self.vectors.first().map_or(0, Vec::len) + self.meanings.as_ref().map_or(0, DenseRows::width);
        2 * self.classes * numbers
    }

    /// One row of numbers per utterance, a number per class.
    pub(crate) fn duals(&self) -> &[f32] {
        &self.duals
    }

    /// Visits up to `budget` utterances; true when training has settled.
    pub(crate) fn step(&mut self, budget: usize) -> bool {
        for _ in 0..budget {
            if self.weighed < self.vectors.len() {
                self.weigh();
                continue;
            }
            if self.round == self.rounds || self.vectors.is_empty() || self.classes == 0 {
                return true;
            }
            self.visit();
            self.next += 1;
            if self.next == self.vectors.len() {
                self.next = 0;
                self.round += 1;
                if self.moved < SETTLED {
                    self.round = self.rounds;
                }
                self.moved = 0.0;
            }
        }
        self.round == self.rounds
    }

    /// Adds the next row to the weights, as much as its duals say.
    fn weigh(&mut self) {
        let row = self.weighed;
        self.weighed += 1;
        let (Some(vector), Some(duals)) = (self.vectors.get(row), self.duals.chunks_exact(self.classes.max(1)).nth(row)) else {
            return;
        };
        for (term, value) in vector {
            let start = *term as usize * self.classes;
            if let Some(weights) = self.weights.get_mut(start..start + self.classes) {
                weights.iter_mut().zip(duals).for_each(|(weight, dual)| *weight += value * dual);
            }
        }
        if let Some(meanings) = &mut self.meanings {
            meanings.add(row, duals);
        }
    }

    fn visit(&mut self) {
        let classes = self.classes;
        let row = self.next * self.stride % self.vectors.len().max(1);
        let (Some(vector), Some(target), Some(cost)) = (self.vectors.get(row), self.targets.get(row), self.costs.get(row)) else {
            return;
        };
        let Some(duals) = self.duals.chunks_exact_mut(classes).nth(row) else { return };
        let Some(restless) = self.restless.get_mut(row) else { return };
        if *restless < STILL && !self.round.is_multiple_of(LOOKED_AGAIN) {
            return;
        }
        let mut scores = vec![0.0_f32; classes];
        let mut square = 0.0;
        for (term, value) in vector {
            square += value * value;
            let start = *term as usize * classes;
            if let Some(weights) = self.weights.get(start..start + classes) {
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += value * weight);
            }
        }
        if let Some(meanings) = &self.meanings {
            square += meanings.score(row, &mut scores);
        }
        let wanted = best_duals(&scores, duals, *target, square, *cost);
        let mut change = wanted;
        *restless = 0.0;
        for (new, old) in change.iter_mut().zip(duals.iter_mut()) {
            let wanted = *new;
            *new -= *old;
            *old = wanted;
            *restless = restless.max(new.abs() / cost);
        }
        self.moved = self.moved.max(*restless);
        for (term, value) in vector {
            let start = *term as usize * classes;
            if let Some(weights) = self.weights.get_mut(start..start + classes) {
                weights.iter_mut().zip(&change).for_each(|(weight, change)| *weight += value * change);
            }
        }
        if let Some(meanings) = &mut self.meanings {
            meanings.add(row, &change);
        }
    }

    /// The duals in steps. What rounding takes from an utterance is carried to the next, so that classes keep their sums: utterances of
    /// a class stand together, and what is wrong with one is put right by its neighbour.
    pub(crate) fn finish(self) -> Duals {
        let largest = self.duals.iter().fold(1e-6_f32, |largest, dual| largest.max(dual.abs()));
        let scale = largest / if self.duals.len() < LARGE { LEVELS } else { LEVELS_OF_LARGE };
        let mut carried = vec![0.0_f32; self.classes];
        let mut quantise = |row: &[f32]| -> Vec<(u16, i8)> {
            let levels = row.iter().zip(&mut carried).map(|(dual, carried)| {
                let wanted = dual / scale + *carried;
                let level = wanted.round().clamp(-127.0, 127.0);
                *carried = wanted - level;
                level as i8
            });
            (0..).zip(levels).filter(|(_, level)| *level != 0).collect()
        };
        Duals { scale, rows: self.duals.chunks_exact(self.classes.max(1)).map(&mut quantise).collect() }
    }
}

/// Near the golden section of the count, and without a common divisor, so that each is visited once and neighbours far apart.
fn stride(count: usize) -> usize {
    let divisor = |mut left: usize, mut right: usize| {
        while right > 0 {
            (left, right) = (right, left % right);
        }
        left
    };
    let near = (count * 618 / 1000).max(1);
    (near..).find(|stride| divisor(*stride, count) == 1).unwrap_or(1)
}

/// One utterance's optimal duals while all others stay.
///
/// With `u` the logarithms of its probabilities `p`: `u + square * cost * p = base - multiplier` for each class, and the
/// probabilities sum to one.
fn best_duals(scores: &[f32], duals: &[f32], target: usize, square: f32, cost: f32) -> Vec<f32> {
    let pull = square * cost;
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut probabilities: Vec<f32> = scores.iter().map(|score| exp(score - top)).collect();
    let total: f32 = probabilities.iter().sum();
    let mut multiplier = top + ln(total);
    let mut logs: Vec<f32> = scores.iter().map(|score| score - multiplier).collect();
    probabilities.iter_mut().for_each(|p| *p /= total);
    let base: Vec<f32> = (0..)
        .zip(scores.iter().zip(duals))
        .map(|(class, (score, dual))| score - square * dual + if class == target { pull } else { 0.0 })
        .collect();
    for _ in 0..4 {
        let (mut above, mut below, mut sum) = (0.0, 0.0, 0.0);
        for ((log, p), base) in logs.iter().zip(&probabilities).zip(&base) {
            let slope = p / (1.0 + pull * p);
            above -= (log + pull * p - base + multiplier) * slope;
            below += slope;
            sum += p;
        }
        multiplier += (above - (1.0 - sum)) / below;
        let mut moved = 0.0_f32;
        for ((log, p), base) in logs.iter_mut().zip(&mut probabilities).zip(&base) {
            let change = -(*log + pull * *p - base + multiplier) / (1.0 + pull * *p);
            // A bound on one Newton step keeps the first ones from overshooting.
            let change = change.clamp(-3.0, 2.0);
            *log += change;
            moved = moved.max(change.abs() * *p);
            *p = exp(*log);
        }
        if moved < 1e-3 {
            break;
        }
    }
    let sum: f32 = probabilities.iter().sum();
    (0..).zip(&probabilities).map(|(class, p)| cost * (f32::from(u8::from(class == target)) - p / sum)).collect()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn every_utterance_is_visited_once_a_round_and_neighbours_far_apart() {
        for count in [1, 2, 3, 10, 77, 770, 1500, 10_003] {
            let stride = stride(count);
            let mut visited: Vec<usize> = (0..count).map(|next| next * stride % count).collect();
            assert!(count < 10 || visited.windows(2).all(|pair| pair[0].abs_diff(pair[1]) > count / 4), "{count}");
            visited.sort_unstable();
            assert_eq!(visited, (0..count).collect::<Vec<_>>());
        }
        assert_eq!(stride(0), 1);
    }

    #[test]
    fn rounding_keeps_the_sum_of_a_class() {
        let mut trainer = HeadTrainer::new(vec![Vec::new(); 200], vec![0; 200], vec![1.0; 200], 0, 2);
        trainer.duals = (0..200).flat_map(|row| [if row == 0 { 1.0 } else { 0.01 }, -0.007]).collect();
        let duals = trainer.finish();
        for (class, sum) in [(0, 1.0 + 199.0 * 0.01), (1, -200.0 * 0.007)] {
            let levels = duals.rows.iter().flatten().filter(|(other, _)| *other == class);
            let kept: f32 = levels.map(|(_, level)| f32::from(*level) * duals.scale).sum();
            assert!((kept - sum).abs() <= duals.scale, "{kept} {sum}");
        }
    }
}
