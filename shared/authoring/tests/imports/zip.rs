//! Archives for tests.

/// An archive with these files, deflated.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let packed: Vec<Packed<'_>> = files.iter().map(|(name, bytes)| Packed::new(name, bytes)).collect();
    archive(&packed)
}

/// A file of an archive, with what the archive says of it.
pub(crate) struct Packed<'a> {
    pub(crate) name: &'a str,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) crc: u32,
    pub(crate) unpacked: u32,
    pub(crate) data: Vec<u8>,
}

impl<'a> Packed<'a> {
    pub(crate) fn new(name: &'a str, bytes: &[u8]) -> Packed<'a> {
        let data = miniz_oxide::deflate::compress_to_vec(bytes, 6);
        Packed { name, flags: 0, method: 8, crc: crc32fast::hash(bytes), unpacked: bytes.len() as u32, data }
    }
}

pub(crate) fn archive(files: &[Packed<'_>]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let offset = out.len() as u32;
        let mut common = Vec::new();
        for short in [20, file.flags, file.method, 0, 0] {
            common.extend(short.to_le_bytes());
        }
        for long in [file.crc, file.data.len() as u32, file.unpacked] {
            common.extend(long.to_le_bytes());
        }
        common.extend((file.name.len() as u16).to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(file.name.as_bytes());
        out.extend(&file.data);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(file.name.as_bytes());
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((files.len() as u16).to_le_bytes());
    out.extend((files.len() as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}
