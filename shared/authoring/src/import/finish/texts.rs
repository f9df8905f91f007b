//! Texts within the limits.

use wire::Locale;

use crate::import::book::Texts;
use crate::import::note::{At, Notes};
use crate::limits::width;

/// One line without control characters.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(|word| word.chars().filter(|c| *c != '\u{feff}').collect()).collect();
    words.join(" ").trim().to_owned()
}

/// As much of a text as fits, by whole words where there are any.
pub(super) fn clip(text: &str, limit: usize) -> String {
    let text: String = text.trim().chars().filter(|c| *c == '\n' || !(c.is_control() || *c == '\u{feff}')).collect();
    if width(&text) <= limit {
        return text;
    }
    let mut room = limit.saturating_sub(1);
    let fitting = text.char_indices().find(|(_, c)| {
        let wide = if *c >= '\u{2e80}' { 2 } else { 1 };
        let fits = room >= wide;
        room = room.saturating_sub(wide);
        !fits
    });
    let end = fitting.map_or(text.len(), |(end, _)| end);
    let head = text.get(..end).unwrap_or_default();
    let cut = head.rfind(' ').filter(|cut| *cut > end / 2).unwrap_or(end);
    format!("{}…", head.get(..cut).unwrap_or_default().trim_end_matches([' ', ',', '，']))
}

/// Only the site's languages; a text in another becomes that of the default where there is none.
pub(super) fn fit(texts: &mut Texts, locales: &[Locale], default: &Locale) {
    let all = std::mem::take(texts);
    let mut stray = None;
    for (locale, text) in all {
        if locales.contains(&locale) {
            texts.insert(locale, text);
        } else {
            stray = stray.or(Some(text));
        }
    }
    if let (true, Some(stray)) = (texts.is_empty(), stray) {
        texts.insert(default.clone(), stray);
    }
}

/// What the assistant says by itself; English where we do not speak the language.
pub(super) fn spoken<'t>(locale: &Locale, en: &'t str, zh: &'t str) -> &'t str {
    if locale.as_str() == "zh" || locale.as_str().starts_with("zh-") { zh } else { en }
}

/// Tells of a text that wants something filled in.
pub(super) fn placeholder(whose: &str, locale: &Locale, text: &str, at: &At, notes: &mut Notes) {
    if let Some(place) = first_placeholder(text) {
        let help = "nothing is filled in there: write the sentence without it";
        notes.changed(at, format!("{whose} in `{locale}` names `{place}`"), help);
    }
}

/// The first `{slot}`, `$parameter` or `#context.parameter` of a text.
fn first_placeholder(text: &str) -> Option<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    text.char_indices().filter(|(_, c)| matches!(c, '{' | '$' | '#')).find_map(|(start, mark)| {
        let rest = text.get(start + 1..)?;
        let name = rest.get(..rest.find(|c| !is_name(c)).unwrap_or(rest.len()))?.trim_end_matches(['.', '-']);
        let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
        match mark {
            '{' if begins && rest.get(name.len()..)?.starts_with('}') => text.get(start..start + name.len() + 2),
            '$' if begins => text.get(start..=start + name.len()),
            '#' if begins && name.contains('.') => text.get(start..=start + name.len()),
            _ => None,
        }
    })
}
