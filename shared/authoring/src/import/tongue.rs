//! Which language a text is in, as far as its script tells.

use wire::Locale;

/// A script, the languages that are written in it, and the one we take it for.
struct Script {
    is_of: fn(char) -> bool,
    languages: &'static [&'static str],
}

const SCRIPTS: [Script; 9] = [
    Script { is_of: |c| matches!(c, '\u{3041}'..='\u{30ff}'), languages: &["ja"] },
    Script { is_of: |c| matches!(c, '\u{ac00}'..='\u{d7a3}'), languages: &["ko"] },
    Script {
        is_of: |c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
        languages: &["zh", "ja", "yue"],
    },
    Script {
        is_of: |c| matches!(c, '\u{400}'..='\u{52f}'),
        languages: &["ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn", "tg"],
    },
    Script { is_of: |c| matches!(c, '\u{600}'..='\u{6ff}'), languages: &["ar", "fa", "ur", "ps", "ug"] },
    Script { is_of: |c| matches!(c, '\u{370}'..='\u{3ff}'), languages: &["el"] },
    Script { is_of: |c| matches!(c, '\u{590}'..='\u{5ff}'), languages: &["he", "yi"] },
    Script { is_of: |c| matches!(c, '\u{e00}'..='\u{e7f}'), languages: &["th"] },
    Script { is_of: |c| matches!(c, '\u{900}'..='\u{97f}'), languages: &["hi", "mr", "ne"] },
];

/// The language of a text, else `usual`, or English for Latin letters where the usual one is written otherwise.
pub(super) fn guess(text: &str, usual: &Locale) -> Locale {
    let language = usual.as_str().split('-').next().unwrap_or_default();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let scripts: &[Script] = if text.is_ascii() { &[] } else { &SCRIPTS };
    for script in scripts {
        let found = text.chars().filter(|c| (script.is_of)(*c)).count();
        // Product names are Latin everywhere, and one such character stands for several letters.
        if found > 0 && found * 3 >= latin {
            let own = script.languages.contains(&language).then(|| usual.clone());
            return own.or_else(|| script.languages.first()?.parse().ok()).unwrap_or_else(|| usual.clone());
        }
    }
    let is_other = SCRIPTS.iter().any(|script| script.languages.contains(&language));
    let english = "en".parse().ok().filter(|_| is_other && latin >= 3);
    english.unwrap_or_else(|| usual.clone())
}

/// The locale of a tag as others write it: `zh-CN`, `en_US`, `English`, `中文`.
pub(super) fn locale(tag: &str) -> Option<Locale> {
    let tag = tag.trim().to_lowercase().replace('_', "-");
    let known = match tag.as_str() {
        "zh-cn" | "zh-hans" | "zh-hans-cn" | "zh-sg" | "cn" | "chinese" | "中文" | "简体中文" | "汉语" => "zh",
        "zh-tw" | "zh-hk" | "zh-mo" | "zh-hant-tw" | "zh-hant-hk" | "繁体中文" | "繁體中文" => "zh-hant",
        "english" | "英文" | "英语" | "en-us" | "en-gb" => "en",
        other => other,
    };
    let mut parts = known.split('-');
    let is_language =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()));
    let is_tag = is_language && parts.all(|part| (2..=8).contains(&part.len()));
    known.parse().ok().filter(|_| is_tag)
}
