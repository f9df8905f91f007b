//! Numbers and texts as bytes: LEB128, lengths before texts, floats little endian. Every count is checked against the bytes that
//! remain before anything is allocated for it.

use crate::{lexical::RECIPE, pack::PackError};

const HEADER: usize = 14;
/// A pack of a thousand intents with a hundred utterances each stays below; a browser loads no more.
const MAX_BODY: usize = 16 << 20;

/// A file of a body: what it is, its version, how long it is and its checksum before it.
pub(crate) fn seal(magic: [u8; 4], format: u8, body: &Writer) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER + body.0.len());
    bytes.extend(magic);
    bytes.extend([format, RECIPE]);
    bytes.extend((body.0.len() as u32).to_le_bytes());
    let checksum = crc32(&[&bytes, &body.0]);
    bytes.extend(checksum.to_le_bytes());
    bytes.extend(&body.0);
    bytes
}

/// The body of a file, if it is whole and of this program's version.
pub(crate) fn open(bytes: &[u8], magic: [u8; 4], format: u8) -> Result<Reader<'_>, PackError> {
    let (header, body) = bytes.split_at_checked(HEADER).ok_or(PackError::Length { expected: HEADER, found: bytes.len() })?;
    let [m0, m1, m2, m3, found, recipe, l0, l1, l2, l3, c0, c1, c2, c3] = *header else { return Err(PackError::Magic) };
    if [m0, m1, m2, m3] != magic {
        return Err(PackError::Magic);
    }
    if (found, recipe) != (format, RECIPE) {
        return Err(PackError::Version { found: (found, recipe), expected: (format, RECIPE) });
    }
    let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
    if length > MAX_BODY {
        return Err(PackError::TooLarge(length));
    }
    if body.len() != length {
        return Err(PackError::Length { expected: HEADER + length, found: bytes.len() });
    }
    if crc32(&[header.get(..10).unwrap_or_default(), body]) != u32::from_le_bytes([c0, c1, c2, c3]) {
        return Err(PackError::Checksum);
    }
    Ok(Reader(body))
}

#[derive(Default)]
pub(crate) struct Writer(pub(crate) Vec<u8>);

impl Writer {
    pub(crate) fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.0.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend(text.as_bytes());
    }

    pub(crate) fn float(&mut self, value: f32) {
        self.0.extend(value.to_le_bytes());
    }
}

pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], PackError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(PackError::Content("length"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, PackError> {
        self.take(1).map(|bytes| bytes.first().copied().unwrap_or(0))
    }

    pub(crate) fn number(&mut self) -> Result<usize, PackError> {
        let mut number = 0_usize;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(PackError::Content("number"))
    }

    /// How many of something follow that take at least a byte each.
    pub(crate) fn count(&mut self) -> Result<usize, PackError> {
        let count = self.number()?;
        if count <= self.0.len() { Ok(count) } else { Err(PackError::Content("count")) }
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, PackError> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| PackError::Content("text"))
    }

    pub(crate) fn float(&mut self) -> Result<f32, PackError> {
        let bytes = self.take(4)?;
        let value = f32::from_le_bytes(bytes.try_into().map_err(|_| PackError::Content("float"))?);
        if value.is_finite() { Ok(value) } else { Err(PackError::Content("float")) }
    }

    pub(crate) fn floats<const N: usize>(&mut self) -> Result<[f32; N], PackError> {
        let mut values = [0.0; N];
        for value in &mut values {
            *value = self.float()?;
        }
        Ok(values)
    }
}

/// CRC-32 (ISO-HDLC) of the parts one after the other.
pub(crate) fn crc32(parts: &[&[u8]]) -> u32 {
    let mut state = u32::MAX;
    for byte in parts.iter().flat_map(|part| part.iter()) {
        state ^= u32::from(*byte);
        for _ in 0..8 {
            state = (state >> 1) ^ (0xedb8_8320 & (state & 1).wrapping_neg());
        }
    }
    !state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_common_one() {
        assert_eq!(crc32(&[b"1234", b"56789"]), 0xcbf4_3926);
    }
}
