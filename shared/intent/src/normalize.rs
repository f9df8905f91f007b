//! Many ways to write the same question, one text.
//!
//! Two steps. [`fold`] needs Unicode's tables (NFKC, lower case): natively they come with the feature `nfkc`; in a
//! browser `text.normalize("NFKC").toLowerCase()` does it before the text enters, and not a byte of table is shipped.
//! [`normalize`] needs none and is the same everywhere.

use std::borrow::Cow;

/// Texts are cut here: a question is a sentence or two, and the cost of a prediction is bounded by it.
pub(crate) const MAX_CHARS: usize = 600;

/// NFKC and lower case, as a browser's `text.normalize("NFKC").toLowerCase()`. Without the feature `nfkc` the text is
/// returned as it is, for a caller that has folded it already.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    #[cfg(feature = "nfkc")]
    if text.is_ascii() {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(text.to_ascii_lowercase());
        }
    } else {
        use unicode_normalization::UnicodeNormalization;
        // Cut first: one character may become 18. A second cut follows in `normalize`.
        let composed: String = text.chars().take(MAX_CHARS).nfkc().collect();
        return Cow::Owned(composed.to_lowercase());
    }
    Cow::Borrowed(text)
}

/// NFKC alone. Without the feature `nfkc` the text is returned as it is, for a caller that has composed it already.
#[cfg(feature = "encoder")]
pub(crate) fn compose(text: &str) -> Cow<'_, str> {
    #[cfg(feature = "nfkc")]
    if !text.is_ascii() {
        use unicode_normalization::UnicodeNormalization;
        return Cow::Owned(text.chars().take(MAX_CHARS).nfkc().collect());
    }
    Cow::Borrowed(text)
}

/// Traditional characters and the simplified ones they are matched with, ordered by the traditional one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variants(Vec<(char, char)>);

impl Variants {
    /// The whole table (2,956 pairs, from OpenCC).
    #[cfg(feature = "train")]
    #[must_use]
    pub fn all() -> Self {
        let table = include_str!("../data/traditional.txt");
        let characters: Vec<char> = table.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars).collect();
        Self(characters.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect())
    }

    /// Only those that lead to a character of `wanted`. A character that leads elsewhere is unknown to a model of these
    /// texts in either form, so nothing is lost by leaving it out.
    #[cfg(feature = "train")]
    pub(crate) fn needed_by(&self, wanted: &std::collections::BTreeSet<char>) -> Self {
        Self(self.0.iter().copied().filter(|(_, simplified)| wanted.contains(simplified)).collect())
    }

    /// From pairs written one after the other; `None` unless ordered and complete, and no simplified form is itself a key.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut pairs: Vec<(char, char)> = Vec::with_capacity(text.len() / 6);
        let mut characters = text.chars();
        while let Some(traditional) = characters.next() {
            let simplified = characters.next()?;
            if pairs.last().is_some_and(|(last, _)| *last >= traditional) {
                return None;
            }
            pairs.push((traditional, simplified));
        }
        let table = Self(pairs);
        let closed = table.0.iter().all(|(_, simplified)| table.get(*simplified) == *simplified);
        closed.then_some(table)
    }

    pub(crate) fn text(&self) -> String {
        self.0.iter().flat_map(|(traditional, simplified)| [*traditional, *simplified]).collect()
    }

    fn get(&self, character: char) -> char {
        let found = self.0.binary_search_by_key(&character, |(traditional, _)| *traditional);
        found.ok().and_then(|place| self.0.get(place)).map_or(character, |(_, simplified)| *simplified)
    }
}

/// Whether a character is written without spaces between words: Chinese characters and Japanese kana.
pub(crate) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Lower-case words of letters, runs of digits (as `0`) and Chinese characters, divided by single spaces.
///
/// Letters other than ASCII are kept as they come; apostrophes vanish (`don't` is `dont`); any other character is a
/// space. A character is repeated at most twice. Applying it twice changes nothing.
#[must_use]
pub fn normalize(text: &str, variants: &Variants) -> String {
    let mut out = String::with_capacity(text.len().min(4 * MAX_CHARS));
    let (mut last, mut run) = (' ', 1);
    for character in text.chars().take(MAX_CHARS) {
        let Some(character) = settle(character, variants) else { continue };
        if character == last {
            run += 1;
        } else {
            (last, run) = (character, 1);
        }
        let most = if character == ' ' || character == '0' { 1 } else { 2 };
        if run <= most {
            out.push(character);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// One character; `None` for those that vanish.
fn settle(character: char, variants: &Variants) -> Option<char> {
    let wide = u32::from(character);
    let character = match wide {
        0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(' '),
        _ => character,
    };
    match character {
        'a'..='z' => Some(character),
        'A'..='Z' => Some(character.to_ascii_lowercase()),
        '0'..='9' => Some('0'),
        // Apostrophes, soft hyphen, joiners, variation selectors, combining accents left alone, byte order mark.
        '\''
        | '\u{2018}'
        | '\u{2019}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{300}'..='\u{36f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => None,
        '\0'..='\u{7f}' => Some(' '),
        // Signs, punctuation, arrows, emoji, private use.
        '\u{80}'..='\u{bf}'
        | '\u{d7}'
        | '\u{f7}'
        | '\u{2000}'..='\u{2bff}'
        | '\u{2e00}'..='\u{2e7f}'
        | '\u{3000}'..='\u{303f}'
        | '\u{30fb}' => Some(' '),
        '\u{e000}'..='\u{f8ff}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ffff}'
        | '\u{1f000}'..='\u{1ffff}'
        | '\u{e0000}'..='\u{10ffff}' => Some(' '),
        _ => Some(variants.get(character)),
    }
}

#[cfg(all(test, feature = "train", feature = "nfkc"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(normalize(&fold(text), &Variants::all()), expected, "{text}");
    }

    #[test]
    fn different_spellings_become_one_text() {
        check("  How do I set a Screen-Time limit?? ", "how do i set a screen time limit");
        check("ＷＩＦＩ　連不上！", "wifi 连不上");
        check("I don’t   know", "i dont know");
        check("Sooooo coooool", "soo cool");
        check("order LM-123456 of 12.5.", "order lm 0 of 0 0");
        check("怎樣備份手機資料", "怎样备份手机资料");
        check("哈哈哈哈哈", "哈哈");
        check("①② ﬁne Ⅳ", "0 fine iv");
        check("ÀÉ Straße", "àé straße");
        check("👍🏽 ok", " ok".trim_start());
        check("", "");
    }

    #[test]
    fn text_folded_by_a_browser_gives_the_same() {
        // The right-hand texts are what `normalize("NFKC").toLowerCase()` gives in a browser.
        for (raw, folded) in [
            ("ＷｉＦｉ 连不上", "wifi 连不上"),
            ("ﬁle №5 ㎏", "file no5 kg"),
            ("Ｈｏｗ ｍｕｃｈ？ ￥３００", "how much? ¥300"),
            ("Cafe\u{301} ΟΔΟΣ", "café οδος"),
            ("ｶﾀｶﾅ", "カタカナ"),
            ("怎樣備份手機？", "怎樣備份手機?"),
            ("İstanbul", "i\u{307}stanbul"),
        ] {
            assert_eq!(fold(raw), folded);
            assert_eq!(normalize(&fold(raw), &Variants::all()), normalize(folded, &Variants::all()));
        }
    }

    #[test]
    fn plain_text_needs_no_tables() {
        for raw in
            ["My WiFi doesn't work!", "手機螢幕破了，怎麼辦？", "ＯＬＥＤ電視　有貨嗎", "iPhone 15 Pro 保修多久?", "退貨～"]
        {
            assert_eq!(normalize(raw, &Variants::all()), normalize(&fold(raw), &Variants::all()), "{raw}");
        }
    }

    #[test]
    fn the_table_is_ordered_and_closed() {
        let all = Variants::all();
        assert_eq!(all.0.len(), 2956);
        assert_eq!(Variants::parse(&all.text()), Some(all));
        assert_eq!(Variants::parse("機机备備"), None);
        assert_eq!(Variants::parse("機"), None);
        assert_eq!(Variants::parse("a机机b"), None);
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in ".{0,80}") {
            let all = Variants::all();
            let once = normalize(&fold(&text), &all);
            prop_assert_eq!(normalize(&once, &all), once);
        }

        #[test]
        fn folding_what_is_normal_changes_nothing(text in "[a-zA-Z0-9 ,.?!'’éàüß機机備备怎么樣样，。？！Ａ-Ｚ]{0,60}") {
            let all = Variants::all();
            let once = normalize(&fold(&text), &all);
            prop_assert_eq!(normalize(&fold(&once), &all), once);
        }

        #[test]
        fn long_text_is_cut(text in "[a-z ]{700,900}") {
            prop_assert!(normalize(&text, &Variants::default()).chars().count() <= MAX_CHARS);
        }
    }
}
