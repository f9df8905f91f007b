//! The words of the chat itself, a file for each language (`widget/words`). What an owner wrote is in the playbook.
//!
//! A browser loads the one it needs, beside this program; another when the customer changes the language.

use wire::{Locale, Refusal};

macro_rules! words {
    ($($(#[$about:meta])* $name:ident,)*) => {
        /// One language's words. `{name}` stands for a person or a thing.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Words {
            /// Its tag.
            pub tag: &'static str,
            $($(#[$about])* pub $name: &'static str,)*
        }

        impl Words {
            /// In the order of the files.
            #[cfg(test)]
            const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// From what is served: the tag, then a line for each of them.
            #[must_use]
            pub fn of(text: &'static str) -> Words {
                let mut lines = text.split('\n');
                let mut next = || lines.next().unwrap_or_default();
                Words { tag: next(), $($name: next(),)* }
            }
        }
    };
}

words! {
    title,
    close,
    log,
    you,
    private,
    shared,
    ask_here,
    write_here,
    answer_here,
    send,
    too_long,
    talk,
    did_you_mean,
    none_of_these,
    dont_know,
    /// `{language}` stands for its name.
    other_language,
    person_offered,
    no_engine,
    no_bundle,
    maybe_titles,
    looking,
    suggestions,
    cancel,
    cancelled,
    review,
    hand_over,
    from_page,
    not_now,
    flow_changed,
    back,
    skip,
    /// `{name}` stands for what.
    noted,
    misfit_text,
    misfit_choice,
    switch_language,
    escalation_refused,
    escalated,
    passing_on,
    waiting,
    next,
    /// `{name}` stands for how many.
    ahead,
    /// `{name}` stands for how many.
    about_minutes,
    away,
    /// `{name}` stands for a time.
    opens,
    leave_word,
    joined,
    left,
    resolved,
    reopened,
    resolved_hint,
    new_chat,
    typing,
    sending,
    sent,
    seen,
    edit_again,
    discard,
    reconnecting,
    offline,
    try_now,
    outdated,
    reload,
    gone,
    not_kept,
    assistant_hint,
    agent_hint,
    newer,
    try_again,
    /// `{name}` stands for a time.
    closes_soon,
    closed_unanswered,
    rate,
    rate_comment,
    /// `{name}` stands for the score.
    rated,
    download,
    attach,
    too_long_refused,
    empty_refused,
    full_refused,
    other_refused,
    what_leaves,
    stays,
    counted,
    counted_nothing,
    counted_answered,
    counted_asked,
    counted_unknown,
    send_question,
    question_sent,
    goes_along,
    may_fit,
    sound,
    emoji,
}

impl Words {
    /// The same, for as long as the page lives: a customer changes the language a few times at most.
    #[must_use]
    pub fn kept(text: String) -> &'static Words {
        Box::leak(Box::new(Words::of(String::leak(text))))
    }

    /// Of a name in English and in Chinese, the one that fits these words.
    #[must_use]
    pub fn name<'a>(&self, [english, chinese]: &'a [String; 2]) -> &'a str {
        if self.is_spaced() { english } else { chinese }
    }

    /// Whether sentences are parted by spaces.
    fn is_spaced(&self) -> bool {
        !self.tag.starts_with("zh")
    }

    /// Sentences one after the other.
    #[must_use]
    pub fn join(&self, sentences: &[&str]) -> String {
        let mut joined = String::new();
        for sentence in sentences {
            if self.is_spaced() && !joined.is_empty() && !sentence.is_empty() {
                joined.push(' ');
            }
            joined.push_str(sentence);
        }
        joined
    }

    #[must_use]
    pub fn refused(&self, reason: Refusal) -> &'static str {
        match reason {
            Refusal::TooLong => self.too_long_refused,
            Refusal::Empty => self.empty_refused,
            Refusal::LogFull => self.full_refused,
            Refusal::NotYours
            | Refusal::NotEscalated
            | Refusal::NotNow
            | Refusal::TooMany
            | Refusal::NoFile
            | Refusal::Unknown => self.other_refused,
        }
    }
}

/// The languages there are words in, English first: what others get.
pub const LANGUAGES: [&str; 4] = ["en", "zh", "zh-hant", "ar"];

/// The words that fit a locale.
#[must_use]
pub fn language(locale: &Locale) -> &'static str {
    // The longest tag that the locale's begins with; `zh-hant` stands behind `zh`.
    let fits = |tag: &&&str| locale.as_str().strip_prefix(**tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    LANGUAGES.iter().rev().find(fits).unwrap_or(&"en")
}

/// A language's name in itself, for the switch.
#[must_use]
pub fn autonym(locale: &str) -> &str {
    match locale {
        "en" => "English",
        "zh" | "zh-hans" => "中文",
        "zh-hant" => "繁體中文",
        "ar" => "العربية",
        other => other,
    }
}

/// `text` with `{name}` filled in.
#[must_use]
pub fn named(text: &str, name: &str) -> String {
    // A text has one place for a name: a search for it as a text would bring more code than this.
    let (before, rest) = text.split_once('{').unwrap_or((text, "}"));
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    [before, name, after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 4] = [
        ("en", include_str!("../words/en.txt")),
        ("zh", include_str!("../words/zh.txt")),
        ("zh-hant", include_str!("../words/zh-hant.txt")),
        ("ar", include_str!("../words/ar.txt")),
    ];

    fn lines(file: &'static str) -> Vec<(&'static str, &'static str)> {
        file.lines().map(|line| line.split_once(": ").unwrap()).collect()
    }

    #[test]
    fn every_language_has_all_words_in_one_order_with_the_same_places_for_names() {
        let places = |text: &str| text.matches('{').count();
        let english = lines(FILES[0].1);
        for ((tag, file), language) in FILES.iter().zip(LANGUAGES) {
            assert_eq!(*tag, language);
            let words = lines(file);
            assert_eq!(words.iter().map(|(name, _)| *name).collect::<Vec<_>>(), Words::NAMES, "{tag}");
            for ((name, text), (_, english)) in words.iter().zip(&english) {
                assert!(!text.trim().is_empty() && text.trim() == *text, "{tag} {name}");
                assert_eq!(places(text), places(english), "{tag} {name}");
            }
        }
    }

    #[test]
    fn what_is_served_is_read_in_its_order() {
        let words = Words::of("ar\nالعنوان\nإغلاق");
        assert_eq!((words.tag, words.title, words.close, words.other_refused), ("ar", "العنوان", "إغلاق", ""));
    }

    #[test]
    fn each_locale_gets_its_own_words_or_the_wider_ones_or_english() {
        for (tag, expected) in [
            ("zh", "zh"),
            ("zh-hans", "zh"),
            ("zh-hant", "zh-hant"),
            ("zh-hant-hk", "zh-hant"),
            ("ar-eg", "ar"),
            ("en-gb", "en"),
            ("de", "en"),
            ("zhx", "en"),
        ] {
            assert_eq!(language(&tag.parse().unwrap()), expected, "{tag}");
        }
    }

    #[test]
    fn sentences_are_joined_as_their_language_does() {
        let [english, chinese] = ["en", "zh"].map(Words::of);
        assert_eq!(english.join(&["Next.", "", "Soon."]), "Next. Soon.");
        assert_eq!(chinese.join(&["您是下一位。", "约 3 分钟。"]), "您是下一位。约 3 分钟。");
    }

    #[test]
    fn a_name_is_filled_in_where_the_language_wants_it() {
        assert_eq!(named("{name} has joined", "Mei"), "Mei has joined");
        assert_eq!(named("抱歉，{name}", "Mei"), "抱歉，Mei");
    }
}
