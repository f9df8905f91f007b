//! Brotli and gzip.

use std::io::Write as _;

use anyhow::Result;

/// Whether files of this name shrink.
pub(crate) fn is_worth_it(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    matches!(extension, Some("html" | "css" | "js" | "wasm" | "svg" | "json" | "txt" | "pack" | "sense" | "bin"))
}

/// As small as brotli gets it, or quickly.
///
/// # Errors
/// Never in practice: it writes to memory.
pub(crate) fn brotli(bytes: &[u8], is_fast: bool) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let quality = if is_fast { 5 } else { 11 };
    let params = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

/// Gzip as a deploy uploads it.
///
/// # Errors
/// Never in practice: it writes to memory.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
