//! Sentences with something in them.

use std::time::Duration;

use ui::Lang;
use ui::span::short;

/// Puts values into the `{}`s of a text, in order.
#[must_use]
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut parts = text.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (place, part) in parts.enumerate() {
        out.push_str(values.get(place).copied().unwrap_or_default());
        out.push_str(part);
    }
    out
}

/// How long ago something was; what is less than half a minute old is now.
#[must_use]
pub fn ago(lang: Lang, span: Duration) -> String {
    if span < Duration::from_secs(30) {
        return match lang {
            Lang::En => "just now",
            Lang::Zh => "刚刚",
        }
        .to_owned();
    }
    let span = short(lang, span);
    match lang {
        Lang::En => format!("{span} ago"),
        Lang::Zh => format!("{span}前"),
    }
}

/// What a locale of a playbook is called; a tag that nobody here knows is its own name.
#[must_use]
pub fn locale_name(lang: Lang, tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    let known = match (lang, primary) {
        (Lang::En, "en") => "English",
        (Lang::En, "zh") => "Chinese",
        (Lang::En, "ar") => "Arabic",
        (Lang::En, "de") => "German",
        (Lang::En, "es") => "Spanish",
        (Lang::En, "fr") => "French",
        (Lang::En, "ja") => "Japanese",
        (Lang::En, "ko") => "Korean",
        (Lang::Zh, "en") => "英语",
        (Lang::Zh, "zh") => "中文",
        (Lang::Zh, "ar") => "阿拉伯语",
        (Lang::Zh, "de") => "德语",
        (Lang::Zh, "es") => "西班牙语",
        (Lang::Zh, "fr") => "法语",
        (Lang::Zh, "ja") => "日语",
        (Lang::Zh, "ko") => "韩语",
        _ => return tag.to_owned(),
    };
    if tag == primary { known.to_owned() } else { format!("{known} ({tag})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_where_the_braces_are() {
        assert_eq!(fill("{} of {}", &["2", "5"]), "2 of 5");
        assert_eq!(fill("{} of {}", &["2"]), "2 of ");
    }

    #[test]
    fn what_was_a_moment_ago_is_now() {
        let said = |seconds| (ago(Lang::En, Duration::from_secs(seconds)), ago(Lang::Zh, Duration::from_secs(seconds)));
        assert_eq!(said(12), ("just now".into(), "刚刚".into()));
        assert_eq!(said(125), ("2 min ago".into(), "2 分钟前".into()));
    }

    #[test]
    fn an_unknown_locale_is_called_by_its_tag() {
        assert_eq!(locale_name(Lang::En, "zh-Hant"), "Chinese (zh-Hant)");
        assert_eq!(locale_name(Lang::Zh, "en"), "英语");
        assert_eq!(locale_name(Lang::En, "nl"), "nl");
    }
}
