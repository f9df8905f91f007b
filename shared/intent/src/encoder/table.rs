//! The pieces' vectors: product-quantised in two stages.
//!
//! A vector is cut into 64 parts of 8 numbers; each part is one of 256 of its own codebook, named by a byte (Jégou et al. 2011).
//! The commonest pieces, which come first, have a second byte per part, for what the first left over.

use super::{Encoder, EncoderError, file::File};

const PARTS: usize = 64;
const CODES: usize = 256;
const WIDTH: usize = Encoder::DIMENSIONS / PARTS;

#[derive(Debug)]
pub(super) struct Table {
    first: Stage,
    second: Stage,
}

#[derive(Debug)]
struct Stage {
    /// One byte per piece, part after part: neighbours are alike then, which brotli likes.
    codes: Vec<u8>,
    /// Part, code, number.
    codebooks: Vec<f32>,
}

impl Table {
    pub(super) fn read(file: &File<'_>) -> Result<Self, EncoderError> {
        let stage = |codes: &str, codebooks: &str| {
            let stage = Stage { codes: file.bytes(codes)?.to_vec(), codebooks: file.numbers(codebooks)? };
            if !stage.codes.len().is_multiple_of(PARTS) || stage.codebooks.len() != PARTS * CODES * WIDTH {
                return Err(EncoderError::section(codes));
            }
            Ok(stage)
        };
        Ok(Self { first: stage("codes", "codebooks")?, second: stage("fine_codes", "fine_codebooks")? })
    }

    /// Adds the vector of a piece.
    pub(super) fn add_row(&self, id: u32, row: &mut [f32]) {
        self.first.add(id, row);
        self.second.add(id, row);
    }
}

impl Stage {
    fn add(&self, id: u32, row: &mut [f32]) {
        let pieces = self.codes.len() / PARTS;
        if id as usize >= pieces {
            return;
        }
        let codes = self.codes.iter().skip(id as usize).step_by(pieces);
        for (part, (code, numbers)) in codes.zip(row.chunks_exact_mut(WIDTH)).enumerate() {
            let start = (part * CODES + usize::from(*code)) * WIDTH;
            let Some(kept) = self.codebooks.get(start..start + WIDTH) else { continue };
            numbers.iter_mut().zip(kept).for_each(|(number, kept)| *number += kept);
        }
    }
}
