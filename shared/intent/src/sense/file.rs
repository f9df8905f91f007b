//! The sense as a file.
//!
//! As a pack (see `pack`), with `FDIS` before it. The body: the encoder's id; the pack's fingerprint; the mean; how many classes, and which of them each
//! utterance's duals and each example belong to; the weights, a step and a byte for each number; the examples, a step and half a
//! byte; the decision.

use super::{EXAMPLE_STEPS, Mean, Sense, Steps};
use crate::{
    bytes::{Reader, Writer, open, seal},
    decide::Decider,
    head::Duals,
    pack::PackError,
};

const MAGIC: &[u8; 4] = b"FDIS";
const FORMAT: u8 = 1;

impl Sense {
    /// The sense as a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Writer::default();
        body.text(&self.encoder);
        body.0.extend(self.pack.to_le_bytes());
        body.number(self.mean.0.len());
        self.mean.0.iter().for_each(|number| body.float(*number));
        self.duals.write(&mut body);
        body.number(self.weights.len());
        for row in &self.weights {
            body.float(row.step);
            body.0.extend(row.values.iter().map(|value| value.cast_unsigned()));
        }
        body.number(self.examples.len());
        self.class_of_example.iter().for_each(|class| body.number(*class));
        for row in &self.examples {
            body.float(row.step);
            let nibble = |value: Option<&i8>| value.map_or(0, |value| (value + EXAMPLE_STEPS).cast_unsigned());
            body.0.extend(row.values.chunks(2).map(|pair| nibble(pair.first()) | nibble(pair.get(1)) << 4));
        }
        self.decider.write(&mut body);
        seal(*MAGIC, FORMAT, &body)
    }

    /// Reads a sense.
    ///
    /// # Errors
    /// When the bytes are not a whole, undamaged sense of this program's version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackError> {
        let mut body = open(bytes, *MAGIC, FORMAT)?;
        let encoder = body.text()?.to_owned();
        let pack = u32::from_le_bytes(body.take(4)?.try_into().map_err(|_| PackError::Content("pack"))?);
        let width = body.count()?;
        let mean = Mean((0..width).map(|_| body.float()).collect::<Result<_, _>>()?);
        let duals = Duals::read(&mut body)?;
        let classes = body.count()?;
        let weights = (0..classes).map(|_| bytes_row(&mut body, width)).collect::<Result<_, _>>()?;
        let examples = body.count()?;
        let class_of_example = (0..examples).map(|_| body.number()).collect::<Result<Vec<_>, _>>()?;
        if class_of_example.iter().any(|class| *class >= classes) {
            return Err(PackError::Content("classes"));
        }
        let examples = (0..examples).map(|_| nibbles_row(&mut body, width)).collect::<Result<_, _>>()?;
        let decider = Decider::read(&mut body)?;
        if !body.0.is_empty() {
            return Err(PackError::Content("length"));
        }
        Ok(Self { encoder, pack, mean, duals, weights, examples, class_of_example, decider })
    }
}

fn bytes_row(body: &mut Reader<'_>, width: usize) -> Result<Steps, PackError> {
    let step = body.float()?;
    Ok(Steps { step, values: body.take(width)?.iter().map(|byte| byte.cast_signed()).collect() })
}

fn nibbles_row(body: &mut Reader<'_>, width: usize) -> Result<Steps, PackError> {
    let step = body.float()?;
    let value = |nibble: u8| nibble.cast_signed() - EXAMPLE_STEPS;
    let mut values: Vec<i8> =
        body.take(width.div_ceil(2))?.iter().flat_map(|byte| [value(byte & 15), value(byte >> 4)]).collect();
    values.truncate(width);
    Ok(Steps { step, values })
}
