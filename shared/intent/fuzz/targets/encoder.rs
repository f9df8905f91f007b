//! A weights file is refused, or every text gets a vector of it.
#![no_main]

use intent::encoder::{Encoder, EncoderError};
use intent_fuzz::{memory::within, skeleton};
use libfuzzer_sys::fuzz_target;

/// Of the bytes of the file: numbers of four bytes for three bits, and pieces of sixteen for two bytes.
const PER_BYTE: usize = 48;

fuzz_target!(|input: &[u8]| {
    drop(Encoder::from_bytes(input));
    let Some(bare) = skeleton::file(input, false) else { return };
    // Filling up costs milliseconds: only for a header that can be read.
    let read = within(bare.len(), PER_BYTE, || Encoder::from_bytes(&bare));
    if !matches!(read, Ok(_) | Err(EncoderError::Section { .. })) {
        return;
    }
    let Some(file) = skeleton::file(input, true) else { return };
    let Ok(encoder) = within(file.len(), PER_BYTE, || Encoder::from_bytes(&file)) else { return };
    for text in ["where is my order 发票", "", "▁ the a\u{301} of"] {
        if let Ok(vector) = within(file.len(), PER_BYTE, || encoder.encode(text)) {
            assert_eq!(vector.len(), Encoder::DIMENSIONS);
        }
    }
});
