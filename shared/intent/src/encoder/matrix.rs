//! Rows of numbers, and what is done to each.

use candle_core::{Device, Result, Tensor};

/// Row after row.
#[derive(Debug)]
pub(super) struct Matrix {
    width: usize,
    numbers: Vec<f32>,
}

impl Matrix {
    pub(super) fn new(width: usize, numbers: Vec<f32>) -> Self {
        Self { width, numbers }
    }

    pub(super) fn zeros(height: usize, width: usize) -> Self {
        Self { width, numbers: vec![0.0; height * width] }
    }

    pub(super) fn height(&self) -> usize {
        self.numbers.len() / self.width.max(1)
    }

    pub(super) fn row(&self, place: usize) -> Option<&[f32]> {
        self.numbers.get(place * self.width..(place + 1) * self.width)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.numbers.chunks_exact(self.width.max(1))
    }

    pub(super) fn rows_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        self.numbers.chunks_exact_mut(self.width.max(1))
    }

    pub(super) fn each_row(&mut self, change: impl FnMut(&mut [f32])) {
        self.rows_mut().for_each(change);
    }

    /// The product with a tensor of as many rows as this has columns.
    pub(super) fn times(&self, weights: &Tensor) -> Result<Self> {
        let (_, width) = weights.dims2()?;
        let product = Tensor::from_slice(&self.numbers, (self.height(), self.width), &Device::Cpu)?.matmul(weights)?;
        Ok(Self { width, numbers: product.flatten_all()?.to_vec1()? })
    }

    pub(super) fn plus(mut self, other: &Self) -> Self {
        self.numbers.iter_mut().zip(&other.numbers).for_each(|(number, other)| *number += other);
        self
    }

    pub(super) fn map(mut self, change: impl Fn(f32) -> f32) -> Self {
        self.numbers.iter_mut().for_each(|number| *number = change(*number));
        self
    }

    /// Some of the columns.
    pub(super) fn columns(&self, first: usize, width: usize) -> Self {
        let numbers = self.rows().flat_map(|row| row.get(first..first + width).unwrap_or_default()).copied().collect();
        Self { width, numbers }
    }

    /// Puts another of as many rows into the columns from `first` on.
    pub(super) fn put(&mut self, first: usize, other: &Self) {
        for (row, other) in self.rows_mut().zip(other.rows()) {
            row.iter_mut().skip(first).zip(other).for_each(|(number, other)| *number = *other);
        }
    }
}

pub(super) fn relu(number: f32) -> f32 {
    number.max(0.0)
}
