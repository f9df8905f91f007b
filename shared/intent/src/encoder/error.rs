//! What can be wrong with a weights file.

/// Why a file is no encoder.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    #[error("the encoder's file is cut short or no such file: load it again")]
    Cut,
    #[error("the encoder's file is damaged (checksum): load it again")]
    Checksum,
    #[error("the encoder's file has version {found}; this program reads {}", super::file::VERSION)]
    Version { found: u32 },
    #[error("the encoder's header cannot be read: {0}")]
    Header(#[from] json::Error),
    #[error("the encoder's file lacks a right section {section}")]
    Section { section: String },
    #[error("the encoder's arithmetic failed: {0}")]
    Arithmetic(#[from] candle_core::Error),
}

impl EncoderError {
    pub(super) fn section(section: &str) -> Self {
        Self::Section { section: section.to_owned() }
    }
}
