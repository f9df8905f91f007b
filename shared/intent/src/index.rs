//! The training utterances as an inverted index: feature, weight, and which utterances hold it.

use crate::{
    lexical::{Block, Feature},
    math::ln,
};

/// Share of a vector's squared length that the words get; the pieces get the rest.
const WORDS_SHARE: f32 = 0.4;

/// One utterance's place in the list of all.
pub(crate) type Row = u32;

/// A feature's hash, who holds it, and the feature.
pub(crate) type Posting = (u32, Row, Feature);

#[derive(Debug, Default)]
pub(crate) struct Index {
    terms: Vec<Term>,
    postings: Vec<(Row, f32)>,
    rows: usize,
    unseen_weight: f32,
}

#[derive(Debug)]
struct Term {
    hash: u32,
    weight: f32,
    first: u32,
    end: u32,
}

/// A text as a sparse vector of unit length over the terms of an index.
#[derive(Debug, Default)]
pub(crate) struct Vector {
    pub(crate) terms: Vec<(u32, f32)>,
    /// How much of the text's weight training has seen: of its words, of its pieces.
    pub(crate) coverage: [f32; 2],
}

impl Index {
    /// From the features of each utterance and its class, in the order of the rows; the classes must not decrease.
    pub(crate) fn new(utterances: &[(usize, &[Feature])], classes: usize) -> Self {
        let mut postings: Vec<Posting> = Vec::new();
        for (row, (_, features)) in (0..).zip(utterances) {
            postings.extend(features.iter().map(|feature| (feature.hash, row, *feature)));
        }
        postings.sort_unstable_by_key(|(hash, row, _)| (*hash, *row));
        let class_of_row: Vec<usize> = utterances.iter().map(|(class, _)| *class).collect();
        Self::of_postings(&postings, &class_of_row, classes)
    }

    /// The same from postings that are ordered by hash and row.
    pub(crate) fn of_postings(entries: &[Posting], class_of_row: &[usize], classes: usize) -> Self {
        let class_of = |row: Row| class_of_row.get(row as usize).copied().unwrap_or(0);
        let rarity = |holders: usize| ln((1 + classes) as f32 / (1 + holders) as f32) + 1.0;

        let mut index = Self {
            terms: Vec::new(),
            postings: Vec::with_capacity(entries.len()),
            rows: class_of_row.len(),
            unseen_weight: rarity(0),
        };
        let mut squares = vec![[0.0_f32; 2]; class_of_row.len()];
        for group in entries.chunk_by(|left, right| left.0 == right.0) {
            let Some((hash, first_row, _)) = group.first() else { continue };
            let mut holders = 1;
            let mut class = class_of(*first_row);
            for (_, row, _) in group {
                if class_of(*row) != class {
                    class = class_of(*row);
                    holders += 1;
                }
            }
            let weight = rarity(holders);
            let first = index.postings.len() as u32;
            for (_, row, feature) in group {
                let value = weight * feature.weight;
                if let Some(square) = squares.get_mut(*row as usize) {
                    *of_block(square, feature.block) += value * value;
                }
                index.postings.push((*row, value));
            }
            index.terms.push(Term { hash: *hash, weight, first, end: index.postings.len() as u32 });
        }
        let scales: Vec<[f32; 2]> = squares.iter().map(scales).collect();
        for ((row, value), (_, _, feature)) in index.postings.iter_mut().zip(entries) {
            if let Some(scale) = scales.get(*row as usize) {
                *value *= *of_block(&mut scale.clone(), feature.block);
            }
        }
        index
    }

    #[cfg(feature = "train")]
    pub(crate) fn terms(&self) -> usize {
        self.terms.len()
    }

    /// The utterances themselves as vectors.
    #[cfg(feature = "train")]
    pub(crate) fn vectors(&self) -> Vec<Vec<(u32, f32)>> {
        let mut vectors = vec![Vec::new(); self.rows];
        for (place, term) in (0..).zip(&self.terms) {
            for (row, value) in self.holders(term) {
                if let Some(vector) = vectors.get_mut(*row as usize) {
                    vector.push((place, *value));
                }
            }
        }
        vectors
    }

    /// Any other text as a vector; what training has not seen is left out but counted in `coverage`.
    pub(crate) fn vector(&self, features: &[Feature]) -> Vector {
        let mut squares = [0.0_f32; 2];
        let mut unseen = [0.0_f32; 2];
        let mut found = Vec::with_capacity(features.len());
        for feature in features {
            if let Ok(place) = self.terms.binary_search_by_key(&feature.hash, |term| term.hash) {
                let value = self.terms.get(place).map_or(0.0, |term| term.weight) * feature.weight;
                *of_block(&mut squares, feature.block) += value * value;
                found.push((place as u32, value, feature.block));
            } else {
                let value = self.unseen_weight * feature.weight;
                *of_block(&mut unseen, feature.block) += value * value;
            }
        }
        let mut scale = scales(&squares);
        let terms = found.into_iter().map(|(place, value, block)| (place, value * *of_block(&mut scale, block))).collect();
        let share = |seen: f32, unseen: f32| if seen + unseen > 0.0 { seen / (seen + unseen) } else { 0.0 };
        let ([words, pieces], [no_words, no_pieces]) = (squares, unseen);
        let coverage = [share(words, no_words), share(pieces, no_pieces)];
        Vector { terms, coverage }
    }

    /// The cosine of a vector to every utterance.
    pub(crate) fn similarities(&self, vector: &Vector) -> Vec<f32> {
        let mut similarities = vec![0.0; self.rows];
        for (place, value) in &vector.terms {
            let Some(term) = self.terms.get(*place as usize) else { continue };
            for (row, other) in self.holders(term) {
                if let Some(similarity) = similarities.get_mut(*row as usize) {
                    *similarity += value * other;
                }
            }
        }
        similarities
    }

    fn holders(&self, term: &Term) -> &[(Row, f32)] {
        self.postings.get(term.first as usize..term.end as usize).unwrap_or_default()
    }
}

fn of_block(pair: &mut [f32; 2], block: Block) -> &mut f32 {
    let [words, pieces] = pair;
    match block {
        Block::Words => words,
        Block::Pieces => pieces,
    }
}

/// What each block is multiplied by so that the whole has length one. A block that is absent leaves its share to the other.
fn scales([words, pieces]: &[f32; 2]) -> [f32; 2] {
    let root = |share: f32, square: f32| if square > 0.0 { (share / square).sqrt() } else { 0.0 };
    if *words == 0.0 {
        [0.0, root(1.0, *pieces)]
    } else if *pieces == 0.0 {
        [root(1.0, *words), 0.0]
    } else {
        [root(WORDS_SHARE, *words), root(1.0 - WORDS_SHARE, *pieces)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexical::features;

    fn index(texts: &[(usize, &str)]) -> Index {
        let all: Vec<(usize, Vec<Feature>)> = texts.iter().map(|(class, text)| (*class, features(text))).collect();
        let borrowed: Vec<(usize, &[Feature])> = all.iter().map(|(class, features)| (*class, features.as_slice())).collect();
        Index::new(&borrowed, 2)
    }

    #[test]
    fn a_training_utterance_is_wholly_like_itself() {
        let index = index(&[(0, "where is my parcel"), (0, "parcel"), (1, "我要退货")]);
        for (row, text) in ["where is my parcel", "parcel", "我要退货"].iter().enumerate() {
            let vector = index.vector(&features(text));
            assert!((index.similarities(&vector)[row] - 1.0).abs() < 1e-5);
            assert_eq!(vector.coverage[1], 1.0);
        }
    }

    #[test]
    fn unknown_text_is_like_nothing_and_uncovered() {
        let index = index(&[(0, "where is my parcel")]);
        let vector = index.vector(&features("退货"));
        assert_eq!(vector.coverage, [0.0, 0.0]);
        assert_eq!(index.similarities(&vector), [0.0]);
        assert_eq!(index.vector(&[]).coverage, [0.0, 0.0]);
    }

    #[test]
    fn words_of_fewer_classes_weigh_more() {
        let index = index(&[(0, "my parcel"), (1, "my invoice")]);
        let similarities = index.similarities(&index.vector(&features("parcel my")));
        assert!(similarities[0] > similarities[1] + 0.3, "{similarities:?}");
    }
}
