//! Words and meanings in one decision.
//!
//! The head of the full engine is one multinomial regression over two blocks: the words of `lexical` and the vector of an
//! [`crate::encoder`], each given its share of a text's length. So its scores are the words' duals, as in the lite engine, plus a
//! product with the vector; and two more signals, how near the meaning is to an utterance of the best class and of any other,
//! join those that `decide` weighs.
//!
//! What all meanings of a site have in common is taken off first: it says nothing, and left in it makes every text look like
//! every other (7 points of accuracy on the rest of BANKING77's training rows).

#[cfg(feature = "train")]
mod choose;
mod file;
#[cfg(feature = "train")]
mod learn;
#[cfg(feature = "train")]
mod rows;
mod steps;

use crate::{
    decide::{Decider, Scores},
    head::Duals,
};
#[cfg(feature = "train")]
pub(crate) use learn::{ChoosingExamples, Meanings};
#[cfg(feature = "train")]
pub(crate) use rows::DenseRows;
pub(crate) use steps::Steps;

/// Share of a text's squared length that its words get; its meaning gets the rest. Flat between .3 and .5.
pub(crate) const WORDS_SHARE: f32 = 0.4;
/// Numbers that are multiplied side by side.
const LANES: usize = 16;
/// Steps to the largest weight of a class.
#[cfg(feature = "train")]
pub(crate) const WEIGHT_STEPS: i8 = 127;
/// Steps to the largest number of an utterance: 4 bits.
pub(crate) const EXAMPLE_STEPS: i8 = 7;

/// What a site's model knows of meanings: a file beside its pack, for browsers that have loaded the encoder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sense {
    /// The encoder it was trained with; vectors of another mean nothing to it.
    pub(crate) encoder: String,
    /// The fingerprint of the pack whose utterances it counts.
    pub(crate) pack: u32,
    pub(crate) mean: Mean,
    /// The words' half of the head, for the utterances of the pack.
    pub(crate) duals: Duals,
    /// The meanings' half: of each class, in the order of a vector's numbers.
    pub(crate) weights: Vec<Steps>,
    /// The meanings of utterances that stand for all of their class, and whose they are.
    pub(crate) examples: Vec<Steps>,
    pub(crate) class_of_example: Vec<usize>,
    pub(crate) decider: Decider,
}

impl Sense {
    /// The encoder whose vectors it understands.
    #[must_use]
    pub fn encoder(&self) -> &str {
        &self.encoder
    }

    /// Adds the meaning of a text, as the encoder gives it, to what its words say.
    pub(crate) fn join(&self, scores: Scores, meaning: &[f32]) -> Scores {
        let meaning = self.mean.without(meaning);
        let products = |steps: &[Steps]| -> Vec<f32> { steps.iter().map(|steps| steps.product(&meaning)).collect() };
        scores.with_meaning(&products(&self.weights), &products(&self.examples), &self.class_of_example)
    }
}

/// What all meanings of a site have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Mean(pub(crate) Vec<f32>);

impl Mean {
    #[cfg(feature = "train")]
    pub(crate) fn of(meanings: &[Vec<f32>]) -> Self {
        let width = meanings.first().map_or(0, Vec::len);
        let mut sum = vec![0.0; width];
        for meaning in meanings {
            sum.iter_mut().zip(meaning).for_each(|(sum, number)| *sum += number);
        }
        sum.iter_mut().for_each(|number| *number /= meanings.len().max(1) as f32);
        Self(sum)
    }

    /// The rest of a meaning, of unit length; nothing of one that is the mean itself.
    pub(crate) fn without(&self, meaning: &[f32]) -> Vec<f32> {
        let mut rest: Vec<f32> = meaning.iter().zip(&self.0).map(|(number, mean)| number - mean).collect();
        let length = dot(&rest, &rest).sqrt();
        if length > 1e-6 {
            rest.iter_mut().for_each(|number| *number /= length);
        }
        rest
    }
}

/// The product of two vectors, in lanes that a processor sums side by side.
#[inline]
#[allow(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "places below the arrays' own length; as iterators they stay scalar"
)]
pub(crate) fn dot<T: Copy + Into<f32>>(left: &[T], right: &[f32]) -> f32 {
    let ((lefts, left_rest), (rights, right_rest)) = (left.as_chunks::<LANES>(), right.as_chunks::<LANES>());
    let mut lanes = [0.0_f32; LANES];
    for (left, right) in lefts.iter().zip(rights) {
        for lane in 0..LANES {
            lanes[lane] += left[lane].into() * right[lane];
        }
    }
    let rest: f32 = left_rest.iter().zip(right_rest).map(|(left, right)| (*left).into() * right).sum();
    rest + lanes.iter().sum::<f32>()
}
