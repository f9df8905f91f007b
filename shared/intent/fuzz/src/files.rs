//! Files whose checksum is right whatever they hold.

use sha2::{Digest as _, Sha256};

/// Of a pack and of a sense: kind, versions, length, checksum.
const HEADER: usize = 14;

/// The file with the first six bytes of `like` (kind and versions) and with its length and CRC-32 made right; nothing of one that is
/// shorter than a header.
#[must_use]
pub fn resealed(file: &[u8], like: &[u8]) -> Option<Vec<u8>> {
    let body = file.get(HEADER..)?;
    let mut bytes = like.get(..6)?.to_vec();
    bytes.extend(u32::try_from(body.len()).ok()?.to_le_bytes());
    let checksum = crc32(&[&bytes, body]);
    bytes.extend(checksum.to_le_bytes());
    bytes.extend(body);
    Some(bytes)
}

/// An encoder's file of this header and this body.
#[must_use]
pub fn encoder(header: &[u8], body: &[u8]) -> Vec<u8> {
    let mut bytes = b"FDSE\x01\0\0\0".to_vec();
    bytes.extend((header.len() as u32).to_le_bytes());
    bytes.extend(header);
    bytes.extend(body);
    let checksum = Sha256::digest(&bytes);
    bytes.extend(checksum);
    bytes
}

fn crc32(parts: &[&[u8]]) -> u32 {
    let mut state = u32::MAX;
    for byte in parts.iter().flat_map(|part| part.iter()) {
        state ^= u32::from(*byte);
        for _ in 0..8 {
            state = (state >> 1) ^ (0xedb8_8320 & (state & 1).wrapping_neg());
        }
    }
    !state
}
