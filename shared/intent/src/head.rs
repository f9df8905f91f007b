//! The linear head as a pack holds it: a few small numbers for each training utterance.
//!
//! The weights of a class are a sum of utterances times their duals; so a score is a sum of similarities times duals,
//! and the same similarities serve the decision. `train::head` says where the duals come from.

#[cfg(any(feature = "train", feature = "encoder"))]
use crate::{
    bytes::{Reader, Writer},
    pack::PackError,
};

/// The quantised duals of each utterance: class, and a number between -127 and 127 to be multiplied by the scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Duals {
    pub(crate) scale: f32,
    pub(crate) rows: Vec<Vec<(u16, i8)>>,
}

#[cfg(any(feature = "train", feature = "encoder"))]
impl Duals {
    pub(crate) fn write(&self, body: &mut Writer) {
        body.float(self.scale);
        body.number(self.rows.len());
        self.rows.iter().for_each(|row| body.number(row.len()));
        self.rows.iter().flatten().for_each(|(class, _)| body.number(usize::from(*class)));
        body.0.extend(self.rows.iter().flatten().map(|(_, level)| level.cast_unsigned()));
    }

    pub(crate) fn read(body: &mut Reader<'_>) -> Result<Self, PackError> {
        let scale = body.float()?;
        let count = body.count()?;
        let lengths = (0..count).map(|_| body.count()).collect::<Result<Vec<_>, _>>()?;
        let mut rows = Vec::with_capacity(count);
        for length in lengths {
            let class = |body: &mut Reader<'_>| u16::try_from(body.number()?).map_err(|_| PackError::Content("classes"));
            rows.push((0..length).map(|_| Ok((class(body)?, 0))).collect::<Result<Vec<(u16, i8)>, PackError>>()?);
        }
        for (_, level) in rows.iter_mut().flatten() {
            *level = body.byte()?.cast_signed();
        }
        Ok(Self { scale, rows })
    }
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
