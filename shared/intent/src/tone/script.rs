//! Scripts: what the letters alone tell.

/// A script, as far as languages are told by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Latin,
    Han,
    Kana,
    Cyrillic,
    Arabic,
    Devanagari,
    /// A script of one language, by its code.
    Of(&'static str),
}

/// The script of a letter. Blocks are those of the Unicode Standard; what is no letter of them has none.
pub(super) fn script(character: char) -> Option<Script> {
    Some(match character {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' => Script::Latin,
        '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Of("el"),
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{531}'..='\u{58f}' => Script::Of("hy"),
        '\u{5d0}'..='\u{5ea}' => Script::Of("he"),
        '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{6d5}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
            Script::Arabic
        }
        '\u{900}'..='\u{963}' | '\u{970}'..='\u{97f}' => Script::Devanagari,
        '\u{980}'..='\u{9ff}' => Script::Of("bn"),
        '\u{a00}'..='\u{a7f}' => Script::Of("pa"),
        '\u{a80}'..='\u{aff}' => Script::Of("gu"),
        '\u{b00}'..='\u{b7f}' => Script::Of("or"),
        '\u{b80}'..='\u{bff}' => Script::Of("ta"),
        '\u{c00}'..='\u{c7f}' => Script::Of("te"),
        '\u{c80}'..='\u{cff}' => Script::Of("kn"),
        '\u{d00}'..='\u{d7f}' => Script::Of("ml"),
        '\u{d80}'..='\u{dff}' => Script::Of("si"),
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' => Script::Of("th"),
        '\u{e80}'..='\u{eff}' => Script::Of("lo"),
        '\u{f40}'..='\u{fbc}' => Script::Of("bo"),
        '\u{1000}'..='\u{109f}' => Script::Of("my"),
        '\u{10a0}'..='\u{10ff}' => Script::Of("ka"),
        '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}' => Script::Of("ko"),
        '\u{1200}'..='\u{139f}' => Script::Of("am"),
        '\u{1780}'..='\u{17d3}' => Script::Of("km"),
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}' | '\u{ff66}'..='\u{ff9d}' => Script::Kana,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Script::Han,
        _ => return None,
    })
}

/// Which language a script of several is written in, by letters that the others lack; the most spoken one otherwise.
pub(super) fn language(script: Script, text: &str) -> Option<&'static str> {
    let has = |letters: &str| text.chars().any(|character| letters.contains(character));
    let says = |words: &[&str]| text.split(|c: char| !c.is_alphabetic()).any(|word| words.contains(&word));
    match script {
        Script::Latin | Script::Han => None,
        Script::Kana => Some("ja"),
        Script::Of(code) => Some(code),
        Script::Cyrillic => Some(match () {
            () if has("ўЎ") => "be",
            () if has("ђћЂЋ") => "sr",
            () if has("ѓќѕЃЌЅ") => "mk",
            () if has("әқңғұһӘҚҢҒҰҺ") => "kk",
            () if has("өүӨҮ") => "mn",
            () if has("їєґЇЄҐ") => "uk",
            () if has("јљњџЈЉЊЏ") => "sr",
            () if has("іІ") => "uk",
            () if has("ыэёЫЭЁ") => "ru",
            () if says(&["желим", "је", "хвала", "како", "сам", "нисам"]) => "sr",
            () if says(&["съм", "къде", "искам", "мога", "здравейте", "поръчка", "поръчката", "моята", "ли"]) => {
                "bg"
            }
            () if has("ъ") && says(&["да", "се", "на", "за"]) => "bg",
            () if says(&["де", "як", "що", "дякую"]) => "uk",
            () => "ru",
        }),
        Script::Arabic => Some(match () {
            () if has("ۇۆۈۋېەڭ") => "ug",
            () if has("ٹڈڑےںھہ") => "ur",
            () if has("پچژگکی") || says(&["است", "را", "این", "با", "که", "از", "به", "نه", "بله", "چه", "من", "سلام"]) => {
                "fa"
            }
            () => "ar",
        }),
        Script::Devanagari => Some(match () {
            () if has("ळ") || says(&["आहे", "माझी", "माझा", "माझे", "मला", "कुठे", "कसे", "आणि"]) => {
                "mr"
            }
            () if says(&["छ", "मेरो", "छैन", "हुन्छ", "गर्न", "कसरी", "र"]) => "ne",
            () => "hi",
        }),
    }
}
