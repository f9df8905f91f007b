//! A weights file is refused, or every text gets a vector of it.
#![no_main]

use intent::encoder::{Encoder, EncoderError};
use intent_fuzz::{memory::within, skeleton};
use libfuzzer_sys::fuzz_target;

/// Of the bytes of the file: numbers of four bytes for three bits, and pieces of sixteen for two bytes.
const PER_BYTE: usize = 48;
/// Filling up and reading two megabytes takes a tenth of a second, so one input of so many gets that far.
const SELDOM: u32 = 8;

fuzz_target!(|input: &[u8]| {
    drop(Encoder::from_bytes(input));
    let Some(bare) = skeleton::file(input, false) else { return };
    let read = within(bare.len(), PER_BYTE, || Encoder::from_bytes(&bare));
    let is_chosen = input.iter().map(|byte| u32::from(*byte)).sum::<u32>().is_multiple_of(SELDOM);
    if !is_chosen || !matches!(read, Ok(_) | Err(EncoderError::Section { .. })) {
        return;
    }
    let Some(file) = skeleton::file(input, true) else { return };
    let Ok(encoder) = within(file.len(), PER_BYTE, || Encoder::from_bytes(&file)) else { return };
    if let Ok(vector) = within(file.len(), PER_BYTE, || encoder.encode("where is the a\u{301} 发票 ▁")) {
        assert_eq!(vector.len(), Encoder::DIMENSIONS);
    }
});
