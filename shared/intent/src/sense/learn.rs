//! What training keeps of meanings.

use super::{EXAMPLE_STEPS, Mean, Sense, Steps, WEIGHT_STEPS, choose, dot};
use crate::{
    decide::{Decider, Scores},
    head::Duals,
};

/// The meanings of a training set's rows.
#[derive(Debug, Default)]
pub(crate) struct Meanings {
    encoder: String,
    mean: Mean,
    /// Without the mean, of unit length.
    rows: Vec<Vec<f32>>,
    class_of_row: Vec<usize>,
    /// The rows that stand for their class.
    examples: Vec<usize>,
}

/// Meanings whose examples are being chosen, class by class.
#[derive(Debug)]
pub(crate) struct ChoosingExamples {
    meanings: Meanings,
    /// The rows of each class, whether they can stand for it, and how many are to; the last is looked at first.
    left: Vec<(Vec<(usize, bool)>, usize)>,
}

impl ChoosingExamples {
    /// `vectors` are the encoder's, a row each; `can_stand` tells utterances from other sentences.
    pub(crate) fn new(
        encoder: &str,
        vectors: Vec<Vec<f32>>,
        class_of_row: &[usize],
        can_stand: impl Fn(usize) -> bool,
        intents: usize,
    ) -> Self {
        let mean = Mean::of(&vectors);
        let most = |class: usize| if class < intents { choose::OF_INTENT } else { choose::OF_OUT_OF_SCOPE };
        let classes = class_of_row.iter().max().map_or(0, |last| last + 1);
        let mut left: Vec<(Vec<(usize, bool)>, usize)> = (0..classes).map(|class| (Vec::new(), most(class))).collect();
        for (row, class) in class_of_row.iter().enumerate().take(vectors.len()) {
            if let Some((of_class, _)) = left.get_mut(*class) {
                of_class.push((row, can_stand(row)));
            }
        }
        left.reverse();
        let (encoder, class_of_row) = (encoder.to_owned(), class_of_row.to_vec());
        Self { meanings: Meanings { encoder, mean, rows: vectors, class_of_row, examples: Vec::new() }, left }
    }

    /// Chooses those of one class; the meanings when there is none left.
    pub(crate) fn step(&mut self) -> Option<Meanings> {
        let Some((of_class, most)) = self.left.pop() else { return Some(std::mem::take(&mut self.meanings)) };
        for (row, _) in &of_class {
            if let Some(vector) = self.meanings.rows.get_mut(*row) {
                *vector = self.meanings.mean.without(vector);
            }
        }
        let of_class: Vec<usize> = of_class.into_iter().filter(|(_, can_stand)| *can_stand).map(|(row, _)| row).collect();
        let vectors: Vec<&[f32]> = of_class.iter().filter_map(|row| Some(self.meanings.rows.get(*row)?.as_slice())).collect();
        let chosen = choose::representatives(&vectors, most);
        self.meanings.examples.extend(chosen.into_iter().filter_map(|place| of_class.get(place).copied()));
        None
    }
}

impl Meanings {
    /// The rows of these numbers.
    pub(crate) fn of(&self, kept: &[usize]) -> Vec<Vec<f32>> {
        kept.iter().filter_map(|row| self.rows.get(*row).cloned()).collect()
    }

    /// How near two rows' meanings are.
    pub(crate) fn cosine(&self, left: usize, right: usize) -> f32 {
        let (Some(left), Some(right)) = (self.rows.get(left), self.rows.get(right)) else { return 0.0 };
        dot(left, right)
    }

    /// Adds the meaning of a row that a head of `kept` has not seen, as [`Sense::join`] would.
    pub(crate) fn join(&self, scores: Scores, row: usize, weights: &[Vec<f32>], is_kept: impl Fn(usize) -> bool) -> Scores {
        let Some(meaning) = self.rows.get(row) else { return scores };
        let known = self.examples.iter().filter(|example| is_kept(**example));
        let of = |example: &usize| Some((dot(self.rows.get(*example)?, meaning), *self.class_of_row.get(*example)?));
        let (cosines, classes): (Vec<f32>, Vec<usize>) = known.filter_map(of).unzip();
        let more: Vec<f32> = weights.iter().map(|weights| dot(weights, meaning)).collect();
        scores.with_meaning(&more, &cosines, &classes)
    }

    /// What the site gets, beside the pack with this fingerprint.
    pub(crate) fn sense(self, pack: u32, weights: &[Vec<f32>], duals: &Duals, decider: &Decider) -> Sense {
        let of = |row: &usize| Some((Steps::of(self.rows.get(*row)?, EXAMPLE_STEPS), *self.class_of_row.get(*row)?));
        let (examples, class_of_example) = self.examples.iter().filter_map(of).unzip();
        Sense {
            encoder: self.encoder,
            pack,
            mean: self.mean,
            duals: duals.clone(),
            weights: weights.iter().map(|weights| Steps::of(weights, WEIGHT_STEPS)).collect(),
            examples,
            class_of_example,
            decider: decider.clone(),
        }
    }
}
