//! Normalised text to hashed features.
//!
//! A token is a word of letters and digits, or one Chinese character; `我的wifi连不上` is 我, 的, wifi, 连, 不, 上.
//! Two blocks of features are made and each is later scaled to its own length, so that the many pieces of long words do
//! not drown the words:
//!
//! | Block | Features |
//! |---|---|
//! | words | words; pairs of neighbouring tokens; triples of neighbouring characters |
//! | pieces | 2 to 5 neighbouring letters of `_word_` (edges marked, nothing across words); single characters |
//!
//! Pieces carry misspellings and endings. A feature is counted once per text.
//!
//! The hash is FNV-1a over 32 bits of the kind and of each part followed by `0xff` (which no UTF-8 text holds), finished
//! with the mixer of MurmurHash3. It is part of the pack format: changing it, or anything in this file or in
//! `normalize`, makes a new [`RECIPE`].

use crate::normalize::is_ideograph;

/// The version of the road from text to features. A pack of another recipe is refused.
pub(crate) const RECIPE: u8 = 1;

/// Pairs of words are more often chance than words or pairs of characters are.
const WORD_PAIR_WEIGHT: f32 = 0.7;
const SHORTEST_PIECE: usize = 2;
const LONGEST_PIECE: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Block {
    Words,
    Pieces,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Feature {
    pub(crate) hash: u32,
    pub(crate) block: Block,
    pub(crate) weight: f32,
}

#[derive(Clone, Copy)]
enum Kind {
    Token = 1,
    Pair = 2,
    Triple = 3,
    Piece = 4,
}

fn hash(kind: Kind, parts: &[&str]) -> u32 {
    let mut state = 0x811c_9dc5_u32;
    let mut take = |byte: u8| state = (state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    take(kind as u8);
    for part in parts {
        part.bytes().for_each(&mut take);
        take(0xff);
    }
    state = (state ^ (state >> 16)).wrapping_mul(0x85eb_ca6b);
    state = (state ^ (state >> 13)).wrapping_mul(0xc2b2_ae35);
    state ^ (state >> 16)
}

/// Words and Chinese characters of a normalised text, in order.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for word in text.split(' ') {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let end = if is_ideograph(first) { first.len_utf8() } else { rest.find(is_ideograph).unwrap_or(rest.len()) };
            let (token, after) = rest.split_at(end);
            tokens.push(token);
            rest = after;
        }
    }
    tokens
}

fn is_character(token: &str) -> bool {
    token.chars().next().is_some_and(is_ideograph)
}

/// The features of a normalised text, ordered by hash, each once.
pub(crate) fn features(text: &str) -> Vec<Feature> {
    let tokens = tokens(text);
    let mut features = Vec::with_capacity(text.len() * 4);
    let mut add = |kind, parts: &[&str], block, weight| features.push(Feature { hash: hash(kind, parts), block, weight });
    for token in &tokens {
        if is_character(token) {
            add(Kind::Token, &[token], Block::Pieces, 1.0);
        } else {
            add(Kind::Token, &[token], Block::Words, 1.0);
            pieces(token, |piece| add(Kind::Piece, &[piece], Block::Pieces, 1.0));
        }
    }
    for pair in tokens.windows(2) {
        let weight = if pair.iter().any(|token| is_character(token)) { 1.0 } else { WORD_PAIR_WEIGHT };
        add(Kind::Pair, pair, Block::Words, weight);
    }
    for triple in tokens.windows(3) {
        if triple.iter().all(|token| is_character(token)) {
            add(Kind::Triple, triple, Block::Words, 1.0);
        }
    }
    features.sort_unstable_by_key(|feature| feature.hash);
    features.dedup_by_key(|feature| feature.hash);
    features
}

fn pieces(word: &str, mut each: impl FnMut(&str)) {
    let marked = format_marked(word);
    let mut starts: Vec<usize> = marked.char_indices().map(|(at, _)| at).collect();
    starts.push(marked.len());
    for length in SHORTEST_PIECE..=LONGEST_PIECE {
        for (from, to) in starts.iter().zip(starts.iter().skip(length)) {
            if let Some(piece) = marked.get(*from..*to) {
                each(piece);
            }
        }
    }
}

fn format_marked(word: &str) -> String {
    let mut marked = String::with_capacity(word.len() + 2);
    marked.push('_');
    marked.push_str(word);
    marked.push('_');
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_sentences_divide_into_words_and_characters() {
        assert_eq!(tokens("我的 wifi连不上 so"), ["我", "的", "wifi", "连", "不", "上", "so"]);
        assert_eq!(tokens(""), Vec::<&str>::new());
    }

    #[test]
    fn a_feature_is_counted_once() {
        assert_eq!(features("no no").len(), features("no").len() + 1);
    }

    #[test]
    fn the_hash_stays_as_it_is() {
        // Packs in caches and on disks depend on these.
        assert_eq!(hash(Kind::Token, &["wifi"]), 0x0a30_0d38);
        assert_eq!(hash(Kind::Pair, &["连", "不"]), 0x39f6_c9e8);
        assert_ne!(hash(Kind::Pair, &["ab", "c"]), hash(Kind::Pair, &["a", "bc"]));
    }

    #[test]
    fn pieces_know_the_edges_of_a_word() {
        let mut all = Vec::new();
        pieces("hi", |piece| all.push(piece.to_owned()));
        assert_eq!(all, ["_h", "hi", "i_", "_hi", "hi_", "_hi_"]);
    }
}
