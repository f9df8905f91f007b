//! The layers, on candle.

use candle_core::{D, Device, Result, Tensor};

use super::{Encoder, EncoderError, file::File, layout::Layout};

/// Added to variances.
const SMALL: f64 = 1e-12;
/// How far each branch of the convolution looks, and how much of that to the left.
const BRANCHES: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
const BRANCH: usize = 256;
/// The piece's own vector and the three branches.
const FEATURES: usize = Encoder::DIMENSIONS + 3 * BRANCH;
/// The dense layers grow narrower in the middle.
const NARROW: usize = 320;

#[derive(Debug)]
pub(super) struct Network {
    project: Dense,
    gain: Tensor,
    shift: Tensor,
    branches: Vec<Branch>,
    /// What a vector of ones is in the rotated space of the table.
    ones: Tensor,
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
    bias: Tensor,
}

impl Dense {
    fn run(&self, input: &Tensor) -> Result<Tensor> {
        input.matmul(&self.weights)?.broadcast_add(&self.bias)
    }
}

impl Network {
    pub(super) fn read(file: &File<'_>) -> std::result::Result<Self, EncoderError> {
        let matrix = |name: &str, rows: usize, columns: usize| {
            let numbers = file.numbers(name)?;
            if numbers.len() != rows * columns {
                return Err(EncoderError::section(name));
            }
            Ok(Tensor::from_vec(numbers, (rows, columns), &Device::Cpu)?)
        };
        let dense = |weights: &str, bias: &str, rows: usize, columns: usize| {
            Ok::<_, EncoderError>(Dense { weights: matrix(weights, rows, columns)?, bias: matrix(bias, 1, columns)? })
        };
        let wide = Encoder::DIMENSIONS;
        let joined = BRANCHES.len() * BRANCH;
        let mut branches = Vec::new();
        for (width, left) in BRANCHES {
            let layer = |name: &str| dense(&format!("{name}{width}"), &format!("{name}_bias{width}"), width * BRANCH, BRANCH);
            branches.push(Branch { width, left, first: layer("first")?, second: layer("second")? });
        }
        Ok(Self {
            project: dense("project", "project_bias", wide, joined)?,
            gain: matrix("gain", 1, joined)?,
            shift: matrix("shift", 1, joined)?,
            branches,
            ones: matrix("ones", 1, wide)?,
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
        let pieces = Tensor::from_vec(rows, (layout.rows(), Encoder::DIMENSIONS), &Device::Cpu)?;
        let (texts, rows) = (layout.lengths.len(), layout.rows());
        let of_text = Tensor::from_vec(layout.of_text(), (texts, rows), &Device::Cpu)?;
        let summed = of_text.matmul(&self.features(&pieces, layout)?)?;
        let lengths = layout.lengths.iter().map(|length| *length as f32).collect();
        self.top(&summed, &Tensor::from_vec(lengths, (texts, 1), &Device::Cpu)?)
    }

    /// What the branches and the pieces themselves say, normalised at each place.
    fn features(&self, pieces: &Tensor, layout: &Layout) -> Result<Tensor> {
        let gaps = layout.is_text().map(|rows| Tensor::from_vec(rows, (layout.rows(), 1), &Device::Cpu)).transpose()?;
        let silent = |rows: Tensor| gaps.as_ref().map_or(Ok(rows.clone()), |gaps| rows.broadcast_mul(gaps));
        // One norm over the three branches together.
        let joined = normalised(&self.project.run(pieces)?)?.broadcast_mul(&self.gain)?.broadcast_add(&self.shift)?;
        let joined = silent(joined)?;
        let mut outputs = Vec::new();
        for (place, branch) in self.branches.iter().enumerate() {
            outputs.push(branch.run(&joined.narrow(1, place * BRANCH, BRANCH)?.contiguous()?, silent)?);
        }
        let branches = Tensor::cat(&outputs, 1)?;
        // The pieces are rotated and the branches are not, so mean and variance are taken by hand.
        let count = FEATURES as f64;
        let mean = ((pieces.matmul(&self.ones.t()?)? + branches.sum_keepdim(1)?)? / count)?;
        let square = ((pieces.sqr()?.sum_keepdim(1)? + branches.sqr()?.sum_keepdim(1)?)? / count)?;
        let spread = ((square - mean.sqr()?)? + SMALL)?.sqrt()?;
        let pieces = (pieces - mean.matmul(&self.ones)?)?.broadcast_div(&spread)?;
        let branches = branches.broadcast_sub(&mean)?.broadcast_div(&spread)?;
        Tensor::cat(&[pieces, branches], 1)
    }

    /// From the sums over each text and its number of pieces.
    fn top(&self, summed: &Tensor, counts: &Tensor) -> Result<Vec<Vec<f32>>> {
        let bias = counts.matmul(&self.merge.bias)?;
        let merged = (summed.matmul(&self.merge.weights)? + bias)?.broadcast_div(&counts.sqrt()?)?;
        let [dense0, dense1, dense2, dense3] = &self.dense;
        let [skip1, skip3] = &self.skip;
        let first = merged.matmul(dense0)?.relu()?;
        let second = (merged.matmul(skip1)? + first.matmul(dense1)?)?.relu()?;
        let third = second.matmul(dense2)?.relu()?;
        let last = (second.matmul(skip3)? + third.matmul(dense3)?)?.tanh()?;
        let norm = last.sqr()?.sum_keepdim(1)?.sqrt()?;
        last.broadcast_div(&norm)?.to_vec2()
    }
}

impl Branch {
    /// Two convolutions, each added to what went in.
    fn run(&self, input: &Tensor, silent: impl Fn(Tensor) -> Result<Tensor>) -> Result<Tensor> {
        let first = silent((self.first.run(&self.windows(input)?)?.relu()? + input)?)?;
        self.second.run(&self.windows(&first)?)?.relu()? + first
    }

    /// For each place its neighbours side by side, nothing beyond the ends.
    fn windows(&self, input: &Tensor) -> Result<Tensor> {
        let length = input.dim(0)?;
        let padded = input.pad_with_zeros(0, self.left, self.width - 1 - self.left)?;
        let shifted = (0..self.width).map(|shift| padded.narrow(0, shift, length)).collect::<Result<Vec<_>>>()?;
        Tensor::cat(&shifted, 1)
    }
}

/// Mean 0 and variance 1 along the last dimension.
fn normalised(input: &Tensor) -> Result<Tensor> {
    let centred = input.broadcast_sub(&input.mean_keepdim(D::Minus1)?)?;
    centred.broadcast_div(&(centred.sqr()?.mean_keepdim(D::Minus1)? + SMALL)?.sqrt()?)
}
