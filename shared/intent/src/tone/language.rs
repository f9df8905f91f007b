//! Which language a text is written in.
//!
//! The script tells most. For the Latin script words decide (`latin`), and doubt is for English: calling a short English
//! question Spanish sends a customer away, calling a Spanish one unknown costs little.

use super::{
    english,
    script::{Script, language, script},
    tongue::Tongue,
};
use crate::normalize::MAX_CHARS;

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Chinese, with a foreign name or word perhaps.
    Chinese,
    /// Chinese and English in one text.
    Mixed,
    /// Another, and which.
    Other(&'static Tongue),
    /// It cannot be told: too short, a name, a number, a misspelt word.
    Unknown,
}

impl Language {
    /// The language of a text; of a long one that of its first 600 characters. Case and diacritics may be missing.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(place, _)| place);
        let text = text.get(..end).unwrap_or_default();
        let counts = Counts::of(text);
        if let Some((script, words)) = counts.other
            && words >= counts.latin_words
            && counts.other_letters > counts.han
            && let Some(tongue) = language(script, text).and_then(Tongue::of)
        {
            return Self::Other(tongue);
        }
        if counts.kana > 0 && 5 * counts.kana >= counts.han {
            return Tongue::of("ja").map_or(Self::Unknown, Self::Other);
        }
        let words = words(text);
        if counts.han == 0 {
            return of_latin(&words);
        }
        let english = words.iter().filter(|word| english::knows(word)).count();
        if english >= 2 { Self::Mixed } else { Self::Chinese }
    }
}

#[cfg(feature = "encoder")]
fn of_latin(words: &[String]) -> Language {
    super::latin::language(words)
}

/// Without the other languages' words: English where half of the words are, otherwise unknown.
#[cfg(not(feature = "encoder"))]
fn of_latin(words: &[String]) -> Language {
    let known = words.iter().filter(|word| english::knows(word)).count();
    if known > 0 && 2 * known >= words.len() { Language::English } else { Language::Unknown }
}

/// How much of a text is in which script. A letter alone among signs counts nothing: it is part of an emoticon.
#[derive(Default)]
struct Counts {
    han: usize,
    kana: usize,
    /// Words that begin with a small letter: a name in Latin letters says nothing about the language around it.
    latin_words: usize,
    /// The first script of another language, and how many of its words.
    other: Option<(Script, usize)>,
    other_letters: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for run in text.split(|character| script(character).is_none() && !is_inside_word(character)) {
            let scripts: Vec<Script> = run.chars().filter_map(script).collect();
            let count = |wanted: Script| scripts.iter().filter(|script| **script == wanted).count();
            let han = count(Script::Han);
            counts.han += han;
            // `の` alone stands on Chinese shop signs.
            if scripts.len() > 1 {
                counts.kana += run.chars().filter(|letter| script(*letter) == Some(Script::Kana) && *letter != 'の').count();
            }
            counts.latin_words += usize::from(scripts.len() > 1 && run.starts_with(|first: char| first.is_lowercase()));
            let foreign = scripts.iter().find(|script| !matches!(script, Script::Latin | Script::Han | Script::Kana));
            if let Some(found) = foreign
                && count(*found) > 1
            {
                counts.other_letters += count(*found);
                let (_, words) = counts.other.get_or_insert((*found, 0));
                *words += 1;
            }
        }
        counts
    }
}

/// Marks that stand within words of some scripts: accents, vowel signs, joiners.
fn is_inside_word(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{5b0}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}')
}

/// The words in Latin letters, in lower case, with `'` inside. Addresses, codes and names with digits are left out.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let is_gap = |character: char| character.is_whitespace() || matches!(script(character), Some(Script::Han | Script::Kana));
    for chunk in text.split(is_gap) {
        if chunk.contains(|character: char| character.is_ascii_digit() || matches!(character, '@' | '_' | '/' | '\\' | '#')) {
            continue;
        }
        let is_outside = |character: char| {
            script(character) != Some(Script::Latin) && !is_inside_word(character) && !matches!(character, '\'' | '’' | '·')
        };
        for word in chunk.split(is_outside) {
            let word = word.trim_matches(['\'', '’', '·']).replace('’', "'").to_lowercase();
            if !word.is_empty() {
                words.push(word);
            }
        }
    }
    words
}
