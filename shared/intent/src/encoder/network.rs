//! The layers. Candle multiplies matrices; what is done number by number is written out, for each of candle's operations on
//! tensors brings its code for all types of numbers to every browser.

use candle_core::{Device, Result, Tensor};

use super::{
    Encoder, EncoderError,
    file::File,
    layout::Layout,
    matrix::{Matrix, relu},
};
use crate::sense::dot;

/// Added to variances.
const SMALL: f32 = 1e-12;
/// How far each branch of the convolution looks, and how much of that to the left.
const BRANCHES: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
const BRANCH: usize = 256;
const JOINED: usize = BRANCHES.len() * BRANCH;
/// The piece's own vector and the three branches.
const FEATURES: usize = Encoder::DIMENSIONS + JOINED;
/// The dense layers grow narrower in the middle.
const NARROW: usize = 320;

#[derive(Debug)]
pub(super) struct Network {
    project: Dense,
    gain: Vec<f32>,
    shift: Vec<f32>,
    branches: Vec<Branch>,
    /// What a vector of ones is in the rotated space of the table.
    ones: Vec<f32>,
    merge: Dense,
    dense: [Tensor; 4],
    /// Past the first and the third dense layer.
    skip: [Tensor; 2],
}

#[derive(Debug)]
struct Branch {
    width: usize,
    left: usize,
    first: Dense,
    second: Dense,
}

#[derive(Debug)]
struct Dense {
    weights: Tensor,
    bias: Vec<f32>,
}

impl Dense {
    fn run(&self, input: &Matrix) -> Result<Matrix> {
        let mut output = input.times(&self.weights)?;
        output.each_row(|row| row.iter_mut().zip(&self.bias).for_each(|(number, bias)| *number += bias));
        Ok(output)
    }
}

impl Network {
    pub(super) fn read(file: &File<'_>) -> std::result::Result<Self, EncoderError> {
        let vector = |name: &str, length: usize| {
            let numbers = file.numbers(name)?;
            if numbers.len() == length { Ok(numbers) } else { Err(EncoderError::section(name)) }
        };
        let matrix = |name: &str, rows: usize, columns: usize| {
            Ok::<_, EncoderError>(Tensor::from_vec(vector(name, rows * columns)?, (rows, columns), &Device::Cpu)?)
        };
        let dense = |weights: &str, bias: &str, rows: usize, columns: usize| {
            Ok::<_, EncoderError>(Dense { weights: matrix(weights, rows, columns)?, bias: vector(bias, columns)? })
        };
        let wide = Encoder::DIMENSIONS;
        let mut branches = Vec::new();
        for (width, left) in BRANCHES {
            let layer = |name: &str| dense(&format!("{name}{width}"), &format!("{name}_bias{width}"), width * BRANCH, BRANCH);
            branches.push(Branch { width, left, first: layer("first")?, second: layer("second")? });
        }
        Ok(Self {
            project: dense("project", "project_bias", wide, JOINED)?,
            gain: vector("gain", JOINED)?,
            shift: vector("shift", JOINED)?,
            branches,
            ones: vector("ones", wide)?,
            merge: dense("merge", "merge_bias", FEATURES, wide)?,
            dense: [
                matrix("dense0", wide, NARROW)?,
                matrix("dense1", NARROW, NARROW)?,
                matrix("dense2", NARROW, wide)?,
                matrix("dense3", wide, wide)?,
            ],
            skip: [matrix("skip1", wide, NARROW)?, matrix("skip3", NARROW, wide)?],
        })
    }

    /// A vector for each text, from the vectors of its pieces, row after row.
    pub(super) fn run(&self, rows: Vec<f32>, layout: &Layout) -> Result<Vec<Vec<f32>>> {
        let pieces = Matrix::new(Encoder::DIMENSIONS, rows);
        let features = self.features(&pieces, layout)?;
        let mut summed = Matrix::zeros(layout.lengths.len(), FEATURES);
        for ((sum, start), length) in summed.rows_mut().zip(layout.starts()).zip(&layout.lengths) {
            for row in features.rows().skip(start).take(*length) {
                sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            }
        }
        self.top(&summed, &layout.lengths)
    }

    /// What the branches and the pieces themselves say, normalised at each place.
    fn features(&self, pieces: &Matrix, layout: &Layout) -> Result<Matrix> {
        // One norm over the three branches together.
        let mut joined = self.project.run(pieces)?;
        joined.each_row(|row| {
            normalise(row);
            for (number, (gain, shift)) in row.iter_mut().zip(self.gain.iter().zip(&self.shift)) {
                *number = *number * gain + shift;
            }
        });
        layout.silence_gaps(&mut joined);
        let mut features = Matrix::zeros(layout.rows(), FEATURES);
        features.put(0, pieces);
        for (place, branch) in self.branches.iter().enumerate() {
            let output = branch.run(&joined.columns(place * BRANCH, BRANCH), layout)?;
            features.put(Encoder::DIMENSIONS + place * BRANCH, &output);
        }
        features.each_row(|row| self.normalise_both(row));
        Ok(features)
    }

    /// The pieces are rotated and the branches are not, so mean and variance are taken by hand.
    fn normalise_both(&self, row: &mut [f32]) {
        let (pieces, branches) = row.split_at_mut(Encoder::DIMENSIONS.min(row.len()));
        let count = FEATURES as f32;
        let mean = (dot(pieces, &self.ones) + branches.iter().sum::<f32>()) / count;
        let square = (dot(pieces, pieces) + dot(branches, branches)) / count;
        let spread = (square - mean * mean + SMALL).sqrt();
        pieces.iter_mut().zip(&self.ones).for_each(|(number, one)| *number = (*number - mean * one) / spread);
        branches.iter_mut().for_each(|number| *number = (*number - mean) / spread);
    }

    /// From the sums over each text and its number of pieces.
    fn top(&self, summed: &Matrix, lengths: &[usize]) -> Result<Vec<Vec<f32>>> {
        let mut merged = summed.times(&self.merge.weights)?;
        for (row, length) in merged.rows_mut().zip(lengths) {
            let count = *length as f32;
            for (number, bias) in row.iter_mut().zip(&self.merge.bias) {
                *number = (*number + bias * count) / count.sqrt();
            }
        }
        let [dense0, dense1, dense2, dense3] = &self.dense;
        let [skip1, skip3] = &self.skip;
        let first = merged.times(dense0)?.map(relu);
        let second = merged.times(skip1)?.plus(&first.times(dense1)?).map(relu);
        let third = second.times(dense2)?.map(relu);
        let last = second.times(skip3)?.plus(&third.times(dense3)?).map(f32::tanh);
        let unit = |row: &[f32]| {
            let length = dot(row, row).sqrt();
            row.iter().map(|number| number / length).collect()
        };
        Ok(last.rows().map(unit).collect())
    }
}

impl Branch {
    /// Two convolutions, each added to what went in.
    fn run(&self, input: &Matrix, layout: &Layout) -> Result<Matrix> {
        let mut first = self.first.run(&self.windows(input))?.map(relu).plus(input);
        layout.silence_gaps(&mut first);
        Ok(self.second.run(&self.windows(&first))?.map(relu).plus(&first))
    }

    /// For each place its neighbours side by side, nothing beyond the ends.
    fn windows(&self, input: &Matrix) -> Matrix {
        let mut windows = Matrix::zeros(input.height(), self.width * BRANCH);
        for (place, window) in windows.rows_mut().enumerate() {
            for (shift, cell) in window.chunks_exact_mut(BRANCH).enumerate() {
                let neighbour = (place + shift).checked_sub(self.left).and_then(|place| input.row(place));
                cell.iter_mut().zip(neighbour.unwrap_or_default()).for_each(|(cell, number)| *cell = *number);
            }
        }
        windows
    }
}

/// Mean 0 and variance 1.
fn normalise(row: &mut [f32]) {
    let count = row.len() as f32;
    let mean = row.iter().sum::<f32>() / count;
    row.iter_mut().for_each(|number| *number -= mean);
    let spread = (dot(row, row) / count + SMALL).sqrt();
    row.iter_mut().for_each(|number| *number /= spread);
}
