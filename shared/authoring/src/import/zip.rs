//! Zip archives, as far as exports need them: stored or deflated entries, read by the central directory.
//!
//! Everything is bounded before it is unpacked, and what an entry unpacks to is cut off at what it announced. Names are never used as paths.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::note::Refused;

/// Entries: a thousand intents in four languages.
const ENTRIES: usize = 6_000;
/// All entries unpacked, in bytes.
pub(super) const UNPACKED: usize = 20_000_000;
/// Unpacked bytes per packed one; JSON of one sentence again and again reaches a hundred.
const RATIO: usize = 200;
/// Below this an entry may have any ratio.
const SMALL: usize = 100_000;

pub(super) struct Entry {
    pub(super) name: String,
    /// None where it was not wanted.
    pub(super) bytes: Option<Vec<u8>>,
}

const BROKEN: &str = "export or download it again";

/// The entries in their order, those unpacked that are `wanted`.
pub(super) fn read(file: &str, bytes: &[u8], wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Entry>, Refused> {
    let broken = || Refused::new(file, "the zip file is damaged or was not downloaded to its end", BROKEN);
    let end = end_record(bytes).ok_or_else(broken)?;
    let (count, size, start) = (
        usize::from(u16_at(end, 10).ok_or_else(broken)?),
        u32_at(end, 12).ok_or_else(broken)?,
        u32_at(end, 16).ok_or_else(broken)?,
    );
    if count == usize::from(u16::MAX) || size == usize::MAX || start == u32::MAX as usize || count > ENTRIES {
        let what = format!("the zip file has too many entries; at most {ENTRIES} are read");
        return Err(Refused::new(file, what, "zip the agent or the pages alone"));
    }
    let mut directory = bytes.get(start..).ok_or_else(broken)?;
    let (mut entries, mut left) = (Vec::new(), UNPACKED);
    for _ in 0..count {
        let head = Head::read(directory).ok_or_else(broken)?;
        directory = directory.get(head.length..).ok_or_else(broken)?;
        if !wanted(&head.name) {
            entries.push(Entry { name: head.name, bytes: None });
            continue;
        }
        if head.unpacked > left {
            let what = format!("the zip file unpacks to more than {UNPACKED} bytes");
            return Err(Refused::new(file, what, "zip the agent or the pages alone, or import them in parts"));
        }
        if head.unpacked > SMALL && head.unpacked / RATIO > head.packed {
            let what = format!("`{}` in the zip file unpacks to more than {RATIO} times its size", head.name);
            return Err(Refused::new(file, what, "exports do not; get it from its source again"));
        }
        if head.flags & 1 == 1 {
            return Err(Refused::new(file, "the zip file has a password", "unpack it and zip it again without one"));
        }
        let unpacked = head.unpack(bytes).map_err(|problem| match problem {
            Problem::Method => Refused::new(
                file,
                format!("`{}` in the zip file is packed in an unusual way", head.name),
                "unpack it and zip it again with the usual method (deflate)",
            ),
            Problem::Damaged => Refused::new(file, format!("`{}` in the zip file is damaged", head.name), BROKEN),
        })?;
        left = left.saturating_sub(unpacked.len());
        entries.push(Entry { name: head.name, bytes: Some(unpacked) });
    }
    Ok(entries)
}

/// The record at the end, from its signature on; a comment of at most 65,535 bytes may follow it.
fn end_record(bytes: &[u8]) -> Option<&[u8]> {
    let first = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let tail = bytes.get(first..)?;
    let at = tail.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    tail.get(at..).filter(|record| record.len() >= 22)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(|four| u32::from_le_bytes(four) as usize)
}

/// An entry of the central directory.
struct Head {
    name: String,
    flags: u16,
    method: u16,
    crc: u32,
    packed: usize,
    unpacked: usize,
    offset: usize,
    /// Of this record, in bytes.
    length: usize,
}

enum Problem {
    Method,
    Damaged,
}

impl Head {
    fn read(bytes: &[u8]) -> Option<Head> {
        if !bytes.starts_with(b"PK\x01\x02") {
            return None;
        }
        let name = usize::from(u16_at(bytes, 28)?);
        let further = usize::from(u16_at(bytes, 30)?) + usize::from(u16_at(bytes, 32)?);
        Some(Head {
            name: String::from_utf8_lossy(bytes.get(46..46 + name)?).into_owned(),
            flags: u16_at(bytes, 8)?,
            method: u16_at(bytes, 10)?,
            crc: bytes.get(16..20)?.try_into().ok().map(u32::from_le_bytes)?,
            packed: u32_at(bytes, 20)?,
            unpacked: u32_at(bytes, 24)?,
            offset: u32_at(bytes, 42)?,
            length: 46 + name + further,
        })
    }

    fn unpack(&self, archive: &[u8]) -> Result<Vec<u8>, Problem> {
        let packed = self.packed(archive).ok_or(Problem::Damaged)?;
        let unpacked = match self.method {
            0 => packed.to_vec(),
            8 => decompress_to_vec_with_limit(packed, self.unpacked).map_err(|_| Problem::Damaged)?,
            _ => return Err(Problem::Method),
        };
        let is_whole = unpacked.len() == self.unpacked && crc32fast::hash(&unpacked) == self.crc;
        if is_whole { Ok(unpacked) } else { Err(Problem::Damaged) }
    }

    fn packed<'a>(&self, archive: &'a [u8]) -> Option<&'a [u8]> {
        let local = archive.get(self.offset..).filter(|local| local.starts_with(b"PK\x03\x04"))?;
        let start = 30 + usize::from(u16_at(local, 26)?) + usize::from(u16_at(local, 28)?);
        local.get(start..start.checked_add(self.packed)?)
    }
}
