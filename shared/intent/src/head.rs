//! The linear head as a pack holds it: a few small numbers for each training utterance.
//!
//! The weights of a class are a sum of utterances times their duals; so a score is a sum of similarities times duals,
//! and the same similarities serve the decision. `trainer` says where the duals come from.

/// The quantised duals of each utterance: class, and a number between -127 and 127 to be multiplied by the scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Duals {
    pub(crate) scale: f32,
    pub(crate) rows: Vec<Vec<(u16, i8)>>,
}

impl Duals {
    /// The score of every class from the similarities to every utterance.
    pub(crate) fn scores(&self, similarities: &[f32], classes: usize) -> Vec<f32> {
        let mut scores = vec![0.0; classes];
        for (row, similarity) in self.rows.iter().zip(similarities) {
            if *similarity > 0.0 {
                for (class, dual) in row {
                    if let Some(score) = scores.get_mut(*class as usize) {
                        *score += similarity * f32::from(*dual) * self.scale;
                    }
                }
            }
        }
        scores
    }
}
