//! Training of the sentiment head: stochastic gradient descent with steps by AdaGrad (Duchi et al. 2011) and an L2 penalty.
//! Rows are visited in a fixed order, so the same rows give the same head.

use super::{
    feeling::{Feeling, SIGNALS},
    head::{CLASSES, Class, SentimentHead},
    sentiment::Sentiment,
    tokens::clauses,
};
use crate::{
    math::softmax,
    sense::{Steps, WEIGHT_STEPS, dot},
};

const ROUNDS: usize = 30;
const RATE: f32 = 0.3;
/// Chosen on validation rows; flat within a factor of three.
const PENALTY: f32 = 3e-5;

/// A text whose sentiment is known.
#[derive(Clone, Debug)]
pub struct SentimentExample {
    /// The text as written.
    pub text: String,
    /// Its vector, as the encoder gives it.
    pub meaning: Vec<f32>,
    /// What it is.
    pub sentiment: Sentiment,
    /// How much it counts.
    pub weight: f32,
}

impl SentimentHead {
    /// Learns from examples whose vectors are of the encoder of this id.
    #[must_use]
    pub fn learn(encoder: &str, examples: &[SentimentExample]) -> Self {
        let width = examples.first().map_or(0, |example| example.meaning.len());
        let rows: Vec<Vec<f32>> = examples.iter().map(inputs).collect();
        let length = width + SIGNALS + 1;
        let mut weights = vec![vec![0.0_f32; length]; CLASSES.len()];
        let mut squares = vec![vec![1e-6_f32; length]; CLASSES.len()];
        let stride = stride(rows.len());
        for round in 0..ROUNDS {
            let rate = RATE / (1.0 + round as f32 / 4.0);
            for step in 0..rows.len() {
                let place = (step * stride + round) % rows.len();
                let (Some(row), Some(example)) = (rows.get(place), examples.get(place)) else { continue };
                let mut chances: Vec<f32> = weights.iter().map(|weights| dot(weights, row)).collect();
                softmax(&mut chances);
                for (((weights, squares), chance), class) in weights.iter_mut().zip(&mut squares).zip(chances).zip(CLASSES) {
                    let truth = f32::from(u8::from(class == example.sentiment));
                    let error = example.weight * (chance - truth);
                    for ((weight, square), input) in weights.iter_mut().zip(squares).zip(row) {
                        let slope = error * input + PENALTY * *weight;
                        *square += slope * slope;
                        *weight -= rate * slope / square.sqrt();
                    }
                }
            }
        }
        let classes = weights.iter().map(|weights| class(weights, width)).collect();
        Self { encoder: encoder.to_owned(), classes }
    }

    /// What the head makes of a text, without asking whose vector it is.
    #[must_use]
    pub fn predict(&self, text: &str, meaning: &[f32]) -> Option<Sentiment> {
        self.sentiment(Feeling::of(text, &clauses(text)), meaning)
    }
}

fn inputs(example: &SentimentExample) -> Vec<f32> {
    let signals = Feeling::of(&example.text, &clauses(&example.text)).signals();
    example.meaning.iter().copied().chain(signals).chain([1.0]).collect()
}

/// A step through the rows that visits each once and mixes the sources, which lie one after the other.
fn stride(rows: usize) -> usize {
    let is_prime_to = |step: &usize| {
        let (mut left, mut right) = (*step, rows.max(1));
        while right > 0 {
            (left, right) = (right, left % right);
        }
        left == 1
    };
    (rows * 618 / 1000 + 1..).find(is_prime_to).unwrap_or(1)
}

fn class(weights: &[f32], width: usize) -> Class {
    let (meaning, rest) = weights.split_at_checked(width).unwrap_or_default();
    let mut signals = [0.0; SIGNALS];
    signals.iter_mut().zip(rest).for_each(|(signal, weight)| *signal = *weight);
    Class { meaning: Steps::of(meaning, WEIGHT_STEPS), signals, bias: rest.last().copied().unwrap_or(0.0) }
}
