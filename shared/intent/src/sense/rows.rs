//! The meanings' half of training the head.

use super::WORDS_SHARE;

/// Vectors of utterances, with the weights that training makes of them.
#[derive(Debug)]
pub(crate) struct DenseRows {
    rows: Vec<Vec<f32>>,
    /// Number after number, classes side by side.
    weights: Vec<f32>,
    classes: usize,
}

impl DenseRows {
    /// `rows` are of unit length, without what is common to all; they are scaled to their share.
    pub(crate) fn new(mut rows: Vec<Vec<f32>>, classes: usize) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let scale = (1.0 - WORDS_SHARE).sqrt();
        rows.iter_mut().flatten().for_each(|number| *number *= scale);
        Self { rows, weights: vec![0.0; width * classes], classes }
    }

    /// Adds the scores of a row; gives its squared length.
    pub(crate) fn score(&self, row: usize, scores: &mut [f32]) -> f32 {
        let Some(row) = self.rows.get(row) else { return 0.0 };
        for (number, weights) in row.iter().zip(self.weights.chunks_exact(self.classes.max(1))) {
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += number * weight);
        }
        row.iter().map(|number| number * number).sum()
    }

    /// The row counts so much more for each class.
    pub(crate) fn add(&mut self, row: usize, change: &[f32]) {
        let Some(row) = self.rows.get(row) else { return };
        for (number, weights) in row.iter().zip(self.weights.chunks_exact_mut(self.classes.max(1))) {
            weights.iter_mut().zip(change).for_each(|(weight, change)| *weight += number * change);
        }
    }

    /// The weights of each class for a vector of unit length.
    pub(crate) fn weights_of_classes(&self, classes: usize) -> Vec<Vec<f32>> {
        let scale = (1.0 - WORDS_SHARE).sqrt();
        let of =
            |class: usize| self.weights.iter().skip(class).step_by(self.classes.max(1)).map(|weight| weight * scale).collect();
        (0..classes).map(of).collect()
    }
}
