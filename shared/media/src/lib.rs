//! What an uploaded file is. Only its bytes count: neither its name nor what the sender calls it.
//!
//! [`look`] reads the first and the last bytes of a file: the signature, enough of the structure to tell the size of the picture,
//! and, where the format says where it ends, that it ends there. A page or an archive that hides behind a signature alone is
//! refused; one that hides inside a well-formed picture is served as that picture and nothing else (PROTOCOL.md, AT6), so that no
//! browser ever reads it as what it hides. Nothing is decoded: a picture may still turn out broken, and is shown as that.
//!
//! [`name`] makes of whatever a sender calls a file one line that is safe to show and to save under.

mod image;
mod name;
mod pdf;

pub use name::name;

use wire::Media;

/// How many bytes of the end [`look`] is to be given, or the whole file where it is shorter.
pub const TAIL: usize = 1024;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub media: Media,
    /// In pixels; zero for what is no picture.
    pub width: u32,
    pub height: u32,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("the file is empty")]
    Empty,
    #[error("the file is none of PNG, JPEG, GIF, WebP and PDF")]
    Unknown,
    /// It begins like one of them.
    #[error("the file is broken or not what it begins as")]
    Broken,
}

/// What a file is, by its first bytes (a megabyte, or all of it), its last [`TAIL`] bytes and its length.
///
/// # Errors
/// [`Unfit`] for what is not taken.
pub fn look(first: &[u8], last: &[u8], length: u64) -> Result<Found, Unfit> {
    if first.is_empty() {
        return Err(Unfit::Empty);
    }
    let picture = |media, size: Option<(u32, u32)>| match size {
        Some((width, height)) if width > 0 && height > 0 => Ok(Found { media, width, height }),
        Some(_) | None => Err(Unfit::Broken),
    };
    if first.starts_with(b"\x89PNG\r\n\x1a\n") {
        picture(Media::Png, image::png(first, last))
    } else if first.starts_with(&[0xff, 0xd8, 0xff]) {
        picture(Media::Jpeg, image::jpeg(first))
    } else if first.starts_with(b"GIF87a") || first.starts_with(b"GIF89a") {
        picture(Media::Gif, image::gif(first, last))
    } else if first.starts_with(b"RIFF") && first.get(8..12) == Some(b"WEBP") {
        picture(Media::Webp, image::webp(first, length))
    } else if first.starts_with(b"%PDF-") {
        pdf::is_whole(first, last).then_some(Found { media: Media::Pdf, width: 0, height: 0 }).ok_or(Unfit::Broken)
    } else {
        Err(Unfit::Unknown)
    }
}
