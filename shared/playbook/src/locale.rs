//! Values per locale and the fallback chain that reads them.

use std::str::FromStr;

use json::{Json, Reader, Value, Writer};
use wire::Locale;

/// A value written once per locale, in the order of the tags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localized<T>(Vec<(Locale, T)>);

impl<T> Localized<T> {
    #[must_use]
    pub fn new() -> Localized<T> {
        Localized(Vec::new())
    }

    /// Writes the value in a locale, over one that was there.
    pub fn insert(&mut self, locale: Locale, value: T) {
        let place = self.0.iter().position(|(known, _)| *known >= locale).unwrap_or(self.0.len());
        match self.0.get_mut(place) {
            Some(known) if known.0 == locale => known.1 = value,
            Some(_) | None => self.0.insert(place, (locale, value)),
        }
    }

    /// The value in `locale`, else in a wider one (`zh-hant` → `zh`), else in `default`, else in any. `None` only if there is none at all.
    #[must_use]
    pub fn get(&self, locale: &Locale, default: &Locale) -> Option<&T> {
        let found = chain(locale.as_str()).find_map(|tag| self.exact(tag)).or_else(|| self.exact(default.as_str()));
        found.or_else(|| self.0.first().map(|(_, value)| value))
    }

    /// The value written in exactly this locale.
    #[must_use]
    pub fn exact(&self, tag: &str) -> Option<&T> {
        self.0.iter().find_map(|(locale, value)| (locale.as_str() == tag).then_some(value))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Locale, &T)> {
        self.0.iter().map(|(locale, value)| (locale, value))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// An object with a member per locale.
impl<T: Json> Json for Localized<T> {
    fn write(&self, out: &mut Writer) {
        out.open();
        for (locale, value) in &self.0 {
            out.member(locale.as_str());
            value.write(out);
        }
        out.close();
    }

    fn read(value: &Value<'_>, reader: &mut Reader) -> Self {
        let mut read = Localized::new();
        for (tag, value) in reader.members(value) {
            match Locale::from_str(tag) {
                Ok(locale) => read.insert(locale, T::read(value, reader)),
                Err(_) => reader.expected(value, "a language"),
            }
        }
        read
    }
}

impl Localized<String> {
    /// As [`Localized::get`], with the empty text for none.
    #[must_use]
    pub fn text(&self, locale: &Locale, default: &Locale) -> &str {
        self.get(locale, default).map_or("", String::as_str)
    }
}

impl<T> FromIterator<(Locale, T)> for Localized<T> {
    fn from_iter<I: IntoIterator<Item = (Locale, T)>>(values: I) -> Self {
        let mut localized = Localized::new();
        for (locale, value) in values {
            localized.insert(locale, value);
        }
        localized
    }
}

/// The site's locale for a visitor who prefers these languages, best first (as `navigator.languages` lists them); `locales` are the
/// site's, the default first. `None` only if the site has none.
#[must_use]
pub fn choose_locale(preferred: &[String], locales: &[Locale]) -> Option<Locale> {
    for language in preferred {
        let tag = language.to_ascii_lowercase().replace('_', "-");
        let found = chain(&tag).find_map(|wider| locales.iter().find(|locale| locale.as_str() == wider));
        if let Some(locale) = found {
            // A region the site does not write keeps its script, so that later content in it is found.
            return Some(locale.clone());
        }
        let base = tag.split('-').next().unwrap_or_default();
        if let Some(locale) = locales.iter().find(|locale| locale.as_str().split('-').next() == Some(base)) {
            return Some(locale.clone());
        }
    }
    locales.first().cloned()
}

/// The locale of a tag such as `zh-TW`, if it is one at all.
#[must_use]
pub fn parse_locale(tag: &str) -> Option<Locale> {
    Locale::from_str(&tag.to_ascii_lowercase().replace('_', "-")).ok()
}

/// `zh-hant-tw`, `zh-hant`, `zh`; regions that write traditional characters go through `zh-hant`.
fn chain(tag: &str) -> impl Iterator<Item = &str> {
    let traditional = matches!(tag, "zh-tw" | "zh-hk" | "zh-mo");
    let mut next = Some(tag);
    std::iter::from_fn(move || {
        let now = next?;
        next = if traditional && now.len() == "zh-tw".len() {
            Some("zh-hant")
        } else {
            now.rfind('-').and_then(|dash| now.get(..dash))
        };
        Some(now)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        parse_locale(tag).unwrap()
    }

    fn written(tags: &[&str]) -> Localized<String> {
        tags.iter().map(|tag| (locale(tag), (*tag).to_owned())).collect()
    }

    #[test]
    fn a_value_is_read_along_the_fallback_chain() {
        let check = |tags: &[&str], wanted: &str, expected: &str| {
            assert_eq!(written(tags).text(&locale(wanted), &locale("en")), expected, "{wanted} of {tags:?}");
        };
        check(&["en", "zh", "zh-hant"], "zh-hant", "zh-hant");
        check(&["en", "zh"], "zh-hant", "zh");
        check(&["en", "zh"], "zh-hant-hk", "zh");
        check(&["en", "zh", "zh-hant"], "zh-TW", "zh-hant");
        check(&["en", "zh"], "zh-tw", "zh");
        check(&["en", "zh"], "fr", "en");
        check(&["de"], "fr", "de");
        check(&[], "fr", "");
    }

    #[test]
    fn a_visitor_gets_the_first_language_the_site_writes() {
        let site = [locale("en"), locale("zh"), locale("pt-br")];
        let check = |preferred: &[&str], expected: &str| {
            let preferred: Vec<String> = preferred.iter().map(|tag| (*tag).to_owned()).collect();
            assert_eq!(choose_locale(&preferred, &site), Some(locale(expected)), "{preferred:?}");
        };
        check(&["zh-TW", "en"], "zh");
        check(&["zh_CN.UTF-8"], "zh");
        check(&["fr-FR", "en-GB"], "en");
        check(&["pt-PT"], "pt-br");
        check(&["fr"], "en");
        check(&[], "en");
        assert_eq!(choose_locale(&[], &[]), None);
    }
}
