//! Names to show and to save under.

use wire::Media;
use wire::limits::FILE_NAME_CHARS;

/// One line without a path, without letters that turn or hide others, at most `FILE_NAME_CHARS` long, with an ending that fits the
/// content: a page that was uploaded as a picture is not saved as a page. Applied to its own result it changes nothing.
#[must_use]
pub fn name(told: &str, media: Media) -> String {
    let endings = endings(media);
    let last = told.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if is_unfit(c) { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_matches(['.', ' ']);
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if endings.iter().any(|known| known.eq_ignore_ascii_case(ending)) => (stem, ending),
        Some(_) | None => (plain, *endings.first().unwrap_or(&"bin")),
    };
    let room = FILE_NAME_CHARS.saturating_sub(ending.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    let stem = stem.trim_matches(['.', ' ']);
    let stem = if stem.is_empty() { "file" } else { stem };
    [stem, ".", ending].concat()
}

fn endings(media: Media) -> &'static [&'static str] {
    match media {
        Media::Png => &["png"],
        Media::Jpeg => &["jpg", "jpeg", "jfif"],
        Media::Gif => &["gif"],
        Media::Webp => &["webp"],
        Media::Pdf => &["pdf"],
        Media::Unknown => &["bin"],
    }
}

/// Control characters, marks of direction and joining that reorder or hide what is read, and what systems do not allow in names.
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '"' | '*' | ':' | '<' | '>' | '?' | '|')
}
