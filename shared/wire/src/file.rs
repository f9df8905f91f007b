//! Files beside messages: images and PDF.

use json::Json;

use crate::FileId;

/// What a file is, by its content alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Media {
    Png,
    Jpeg,
    Gif,
    Webp,
    Pdf,
    /// A newer build's: a name and a size to show.
    #[json(other)]
    Unknown,
}

impl Media {
    /// Whether browsers draw it in a page.
    #[must_use]
    pub fn is_image(self) -> bool {
        match self {
            Media::Png | Media::Jpeg | Media::Gif | Media::Webp => true,
            Media::Pdf | Media::Unknown => false,
        }
    }
}

/// A file that was uploaded to a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct File {
    pub id: FileId,
    pub media: Media,
    pub bytes: u64,
    /// In pixels, as drawn upright or not; zero where it is no image.
    pub width: u32,
    pub height: u32,
    /// One line without a path, at most `limits::FILE_NAME_CHARS` characters, with an ending that fits the content.
    pub name: String,
}
