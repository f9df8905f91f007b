//! Numbers in equal steps, a byte each or half of one.

use super::dot;

/// A row of numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Steps {
    pub(crate) step: f32,
    pub(crate) values: Vec<i8>,
}

impl Steps {
    /// The numbers in steps of which `most` make the largest.
    #[cfg(feature = "train")]
    pub(crate) fn of(numbers: &[f32], most: i8) -> Self {
        let largest = numbers.iter().fold(1e-9_f32, |largest, number| largest.max(number.abs()));
        let step = largest / f32::from(most);
        Self { step, values: numbers.iter().map(|number| (number / step).round() as i8).collect() }
    }

    pub(crate) fn product(&self, vector: &[f32]) -> f32 {
        self.step * dot(&self.values, vector)
    }
}
