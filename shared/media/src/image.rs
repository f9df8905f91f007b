//! Sizes of pictures, and where they end.

/// The header's chunk comes first, and the last chunk is the end: nothing is glued to it.
pub(crate) fn png(first: &[u8], last: &[u8]) -> Option<(u32, u32)> {
    const END: &[u8] = b"\x00\x00\x00\x00IEND\xae\x42\x60\x82";
    let is_header = first.get(8..16)? == b"\x00\x00\x00\x0dIHDR";
    // 31 bits, says the format.
    let size = (be32(first, 16)?, be32(first, 20)?);
    let is_sane = size.0 <= i32::MAX as u32 && size.1 <= i32::MAX as u32;
    (is_header && is_sane && last.ends_with(END)).then_some(size)
}

/// The logical screen, then blocks; a trailer at the end. Some writers pad it with zeros.
pub(crate) fn gif(first: &[u8], last: &[u8]) -> Option<(u32, u32)> {
    let flags = *first.get(10)?;
    let colours = if flags & 0x80 == 0 { 0 } else { 3usize << ((flags & 7) + 1) };
    let is_block = matches!(first.get(13 + colours)?, 0x21 | 0x2c);
    let trimmed = last.iter().rev().find(|byte| **byte != 0);
    (is_block && trimmed == Some(&0x3b)).then_some((le16(first, 6)?, le16(first, 8)?))
}

/// Segments up to the first frame header. What follows the picture is not looked at: telephones append much.
pub(crate) fn jpeg(first: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *first.get(at)? != 0xff {
            return None;
        }
        // Any number of fill bytes.
        while *first.get(at)? == 0xff {
            at += 1;
        }
        let marker = *first.get(at)?;
        at += 1;
        match marker {
            // The start of a frame, of whatever coding; not tables (c4), reserved (c8) or arithmetic conditions (cc).
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((be16(first, at + 5)?, be16(first, at + 3)?));
            }
            // Markers without a segment, the scan and the end: no frame header came before them.
            0x00 | 0x01 | 0xd0..=0xda => return None,
            _ => {
                let length = be16(first, at)? as usize;
                at += if length < 2 { return None } else { length };
            }
        }
    }
}

/// One of the three first chunks; the length of the whole is what the file has.
pub(crate) fn webp(first: &[u8], length: u64) -> Option<(u32, u32)> {
    let told = u64::from(le32(first, 4)?).saturating_add(8);
    // A byte of padding may be missing.
    if told != length && told != length.saturating_add(1) {
        return None;
    }
    match first.get(12..16)? {
        b"VP8X" => Some((le24(first, 24)? + 1, le24(first, 27)? + 1)),
        b"VP8L" => {
            let bits = le32(first, 21)?;
            (*first.get(20)? == 0x2f).then_some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8 " => {
            let is_key = first.get(23..26)? == [0x9d, 0x01, 0x2a];
            is_key.then_some((le16(first, 26)? & 0x3fff, le16(first, 28)? & 0x3fff))
        }
        _ => None,
    }
}

fn number(bytes: &[u8], at: usize, count: usize, is_little: bool) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(count)?)?;
    let add = |sum: u32, byte: &u8| (sum << 8) | u32::from(*byte);
    Some(if is_little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    number(bytes, at, 2, false)
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    number(bytes, at, 4, false)
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    number(bytes, at, 2, true)
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    number(bytes, at, 3, true)
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    number(bytes, at, 4, true)
}
