//! PDF: where it begins and ends. What is between is the reader's own matter, for a browser only ever saves it.

/// Nothing before the header, a version after it, and the mark of the end among the last bytes.
pub(crate) fn is_whole(first: &[u8], last: &[u8]) -> bool {
    let has_version = match first.get(5..8) {
        Some([major, b'.', minor]) => matches!(major, b'1' | b'2') && minor.is_ascii_digit(),
        Some(_) | None => false,
    };
    has_version && last.windows(5).any(|window| window == b"%%EOF")
}
