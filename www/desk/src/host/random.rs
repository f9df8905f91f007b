//! Random bits.

use wire::{FileId, MessageId};

use super::window;

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Ok(crypto) = window().crypto() {
        // It fails only for more than 64 KiB.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

pub(crate) fn message_id() -> MessageId {
    MessageId::from_bits(u128::from_le_bytes(bytes()))
}

pub(crate) fn file_id() -> FileId {
    FileId::from_bits(u128::from_le_bytes(bytes()))
}

/// 0 to 1000.
pub(crate) fn permille() -> u16 {
    u16::from_le_bytes(bytes()) % 1_001
}
