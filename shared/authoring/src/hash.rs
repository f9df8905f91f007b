//! Names drawn from content. They tell versions apart; nothing's safety rests on them.

/// 128 bits as 32 lower-case hexadecimal digits: two FNV-1a sums of 64 bits with different beginnings.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    format!("{:016x}{:016x}", fnv(0xcbf2_9ce4_8422_2325, bytes), fnv(0x9ae1_6a3b_2f90_404f, bytes))
}

pub(crate) fn fold32(bytes: &[u8]) -> u32 {
    let sum = fnv(0xcbf2_9ce4_8422_2325, bytes);
    // The halves of a u64 are u32s, so the cast keeps what it should.
    (sum ^ (sum >> 32)) as u32
}

fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
