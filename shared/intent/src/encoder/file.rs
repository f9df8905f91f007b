//! The container of the weights.
//!
//! Little-endian: `FDSE`, version, length of the header, the header (JSON), the sections one after the other as the header lists
//! them, and SHA-256 of all that. A section is a matrix or a list; numbers come out as `f32` whatever they are stored as.

use half::f16;
use json::Json;
use sha2::{Digest as _, Sha256};

use super::EncoderError;

const MAGIC: &[u8] = b"FDSE";
pub(super) const VERSION: u32 = 1;
const CHECKSUM: usize = 32;
/// Larger files are not read: ten times what a browser should fetch.
const BYTES_MAX: usize = 40_000_000;

#[derive(Debug, Json)]
struct Header {
    id: String,
    sections: Vec<Section>,
}

#[derive(Debug, Json)]
struct Section {
    name: String,
    kind: Kind,
    shape: Vec<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
#[json(rename_all = "snake_case")]
enum Kind {
    /// Bytes; as numbers they are steps from the first to the second of `NAME.range`.
    U8,
    /// Signed bytes times `NAME.scale`.
    I8,
    F16,
    /// Codes of 3 bits, lowest first, times `NAME.scale` of their column.
    B3,
    /// The same of 4 bits.
    B4,
    /// UTF-8, the shape being its length in bytes.
    Text,
}

/// A file whose checksum is right.
pub(super) struct File<'a> {
    header: Header,
    body: &'a [u8],
}

impl Section {
    fn numbers(&self) -> Option<usize> {
        self.shape.iter().try_fold(1_usize, |product, side| product.checked_mul(usize::try_from(*side).ok()?))
    }

    fn bytes(&self) -> Option<usize> {
        let numbers = self.numbers()?;
        Some(match self.kind {
            Kind::U8 | Kind::I8 | Kind::Text => numbers,
            Kind::F16 => numbers.checked_mul(2)?,
            Kind::B3 => numbers.checked_mul(3)?.div_ceil(8),
            Kind::B4 => numbers.div_ceil(2),
        })
    }
}

impl<'a> File<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, EncoderError> {
        if bytes.len() > BYTES_MAX {
            return Err(EncoderError::Cut);
        }
        let rest = bytes.strip_prefix(MAGIC).ok_or(EncoderError::Cut)?;
        let (found, rest) = word(rest).ok_or(EncoderError::Cut)?;
        if found != VERSION {
            return Err(EncoderError::Version { found });
        }
        let (length, rest) = word(rest).ok_or(EncoderError::Cut)?;
        let (whole, checksum) = bytes.split_at_checked(bytes.len().saturating_sub(CHECKSUM)).ok_or(EncoderError::Cut)?;
        if Sha256::digest(whole).as_slice() != checksum {
            return Err(EncoderError::Checksum);
        }
        let (header, rest) = rest.split_at_checked(length as usize).ok_or(EncoderError::Cut)?;
        let body = rest.get(..rest.len().saturating_sub(CHECKSUM)).unwrap_or_default();
        let header: Header = json::from_text(std::str::from_utf8(header).map_err(|_| EncoderError::Cut)?)?;
        Ok(Self { header, body })
    }

    pub(super) fn id(&self) -> &str {
        &self.header.id
    }

    /// A section and its bytes.
    fn section(&self, name: &str) -> Result<(&Section, &'a [u8]), EncoderError> {
        let mut start = 0_usize;
        for section in &self.header.sections {
            let end = section.bytes().and_then(|bytes| start.checked_add(bytes));
            let end = end.ok_or_else(|| EncoderError::section(&section.name))?;
            if section.name == name {
                let bytes = self.body.get(start..end).ok_or_else(|| EncoderError::section(name))?;
                return Ok((section, bytes));
            }
            start = end;
        }
        Err(EncoderError::section(name))
    }

    pub(super) fn bytes(&self, name: &str) -> Result<&'a [u8], EncoderError> {
        match self.section(name)? {
            (section, bytes) if section.kind == Kind::U8 => Ok(bytes),
            _ => Err(EncoderError::section(name)),
        }
    }

    pub(super) fn text(&self, name: &str) -> Result<&'a str, EncoderError> {
        match self.section(name)? {
            (section, bytes) if section.kind == Kind::Text => std::str::from_utf8(bytes).map_err(|_| EncoderError::section(name)),
            _ => Err(EncoderError::section(name)),
        }
    }

    /// A matrix, row after row.
    pub(super) fn numbers(&self, name: &str) -> Result<Vec<f32>, EncoderError> {
        let (section, bytes) = self.section(name)?;
        let numbers = section.numbers().unwrap_or(0);
        match section.kind {
            Kind::F16 => Ok(bytes.chunks_exact(2).map(|pair| half_of(pair).to_f32()).collect()),
            Kind::I8 => {
                let scales = self.scales(name)?;
                // One scale for each of the outermost slices.
                let slice = numbers.checked_div(scales.len()).unwrap_or(0).max(1);
                let mut scaled = Vec::with_capacity(numbers);
                for (bytes, scale) in bytes.chunks(slice).zip(&scales) {
                    scaled.extend(bytes.iter().map(|byte| f32::from(byte.cast_signed()) * scale));
                }
                Ok(scaled)
            }
            Kind::B3 => self.packed(name, bytes, numbers, 3),
            Kind::B4 => self.packed(name, bytes, numbers, 4),
            Kind::U8 => {
                let (_, range) = self.section(&[name, ".range"].concat())?;
                let [low, high] = [range.get(..2), range.get(2..4)].map(|pair| half_of(pair.unwrap_or_default()).to_f32());
                Ok(bytes.iter().map(|byte| low + (high - low) * f32::from(*byte) / 255.0).collect())
            }
            Kind::Text => Err(EncoderError::section(name)),
        }
    }

    fn packed(&self, name: &str, bytes: &[u8], numbers: usize, bits: usize) -> Result<Vec<f32>, EncoderError> {
        let scales = self.scales(name)?;
        let middle = (1_i16 << (bits - 1)) - 1;
        let code = |place: usize| {
            let at = place * bits;
            let pair = [at / 8, at / 8 + 1].map(|byte| bytes.get(byte).copied().unwrap_or(0));
            let code = (u16::from_le_bytes(pair) >> (at % 8)) & ((1 << bits) - 1);
            f32::from(code as i16 - middle)
        };
        Ok((0..numbers).zip(scales.iter().cycle()).map(|(place, scale)| code(place) * scale).collect())
    }

    fn scales(&self, name: &str) -> Result<Vec<f32>, EncoderError> {
        let (section, bytes) = self.section(&[name, ".scale"].concat())?;
        if section.kind != Kind::F16 || bytes.is_empty() {
            return Err(EncoderError::section(name));
        }
        Ok(bytes.chunks_exact(2).map(|pair| half_of(pair).to_f32()).collect())
    }
}

fn half_of(pair: &[u8]) -> f16 {
    f16::from_le_bytes([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)])
}

fn word(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (word, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*word), rest))
}
