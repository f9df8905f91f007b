//! A text as clauses of tokens: words, and single characters of Chinese.

use std::sync::LazyLock;

use crate::normalize::{MAX_CHARS, Variants, is_ideograph, normalize};

/// The traditional characters that the lexicons need, with their simplified forms (see `Variants`).
static VARIANTS: LazyLock<Variants> =
    LazyLock::new(|| Variants::parse(include_str!("../../data/tone/traditional.txt").trim_end()).unwrap_or_default());

/// Tokens between two marks of punctuation.
pub(super) type Clause = Vec<String>;

/// The clauses of a text, cut after 600 characters; those without tokens are left out.
pub(super) fn clauses(text: &str) -> Vec<Clause> {
    let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(place, _)| place);
    let read = text.get(..end).unwrap_or_default();
    read.split(is_break).map(tokens).filter(|tokens| !tokens.is_empty()).collect()
}

/// The tokens of a clause: normalised, so `Don't` is `dont`, a number is `0` and a traditional character simplified.
pub(super) fn tokens(clause: &str) -> Clause {
    let mut tokens = Vec::new();
    for chunk in normalize(clause, &VARIANTS).split(' ') {
        let mut word = String::new();
        for character in chunk.chars() {
            if is_ideograph(character) {
                if !word.is_empty() {
                    tokens.push(std::mem::take(&mut word));
                }
                tokens.push(character.to_string());
            } else {
                word.push(character);
            }
        }
        if !word.is_empty() {
            tokens.push(word);
        }
    }
    tokens
}

fn is_break(character: char) -> bool {
    matches!(character, '.' | ',' | '!' | '?' | ';' | ':' | '(' | ')' | '\n' | '…')
        || matches!(character, '。' | '，' | '！' | '？' | '；' | '：' | '、' | '（' | '）' | '~' | '～')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters_are_tokens_and_punctuation_divides() {
        let found: Vec<String> = clauses("Don't wait 10 min, 轉人工wifi！！").iter().map(|clause| clause.join(" ")).collect();
        assert_eq!(found, ["dont wait 0 min", "转 人 工 wifi"]);
    }

    #[cfg(feature = "train")]
    #[test]
    fn the_traditional_characters_of_the_lexicons_are_all_there() {
        let lexicons = [
            include_str!("../../data/tone/human.txt"),
            include_str!("../../data/tone/urgency.txt"),
            include_str!("../../data/tone/sentiment.txt"),
        ];
        let needed = Variants::all().needed_by(&lexicons.into_iter().flat_map(str::chars).collect()).text();
        assert!(needed == VARIANTS.text(), "data/tone/traditional.txt should be:\n{needed}");
    }
}
