//! The meanings' half of training the head.

use super::{WORDS_SHARE, dot};

/// A class whose dual moves by less than this part of the largest move is left as it is.
const STILL: f32 = 1e-4;

/// Vectors of utterances, with the weights that training makes of them.
#[derive(Debug)]
pub(crate) struct DenseRows {
    rows: Vec<Vec<f32>>,
    /// Of each class.
    weights: Vec<Vec<f32>>,
}

impl DenseRows {
    /// `rows` are of unit length, without what is common to all; they are scaled to their share.
    pub(crate) fn new(mut rows: Vec<Vec<f32>>, classes: usize) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let scale = (1.0 - WORDS_SHARE).sqrt();
        rows.iter_mut().flatten().for_each(|number| *number *= scale);
        Self { rows, weights: vec![vec![0.0; width]; classes] }
    }

    /// How long the vectors are.
    pub(crate) fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// Adds the scores of a row; gives its squared length.
    pub(crate) fn score(&self, row: usize, scores: &mut [f32]) -> f32 {
        let Some(row) = self.rows.get(row) else { return 0.0 };
        scores.iter_mut().zip(&self.weights).for_each(|(score, weights)| *score += dot(weights, row));
        dot(row, row)
    }

    /// The row counts so much more for each class.
    pub(crate) fn add(&mut self, row: usize, change: &[f32]) {
        let Some(row) = self.rows.get(row) else { return };
        let least = STILL * change.iter().fold(0.0_f32, |largest, change| largest.max(change.abs()));
        for (weights, change) in self.weights.iter_mut().zip(change).filter(|(_, change)| change.abs() > least) {
            weights.iter_mut().zip(row).for_each(|(weight, number)| *weight += change * number);
        }
    }

    /// The weights of each class for a vector of unit length.
    pub(crate) fn weights_of_classes(&self) -> Vec<Vec<f32>> {
        let scale = (1.0 - WORDS_SHARE).sqrt();
        self.weights.iter().map(|weights| weights.iter().map(|weight| weight * scale).collect()).collect()
    }
}
