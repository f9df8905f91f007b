//! The examples, made ready one by one.

use std::collections::{BTreeMap, BTreeSet};

use super::TrainingSet;
use crate::{
    index::{Index, Posting, Row},
    lexical::{Feature, features},
    normalize::{Variants, fold, normalize},
};

/// Examples as training sees them: a row each, those of an intent side by side, out of scope last.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) intents: usize,
    /// The intents, and one more where something is out of scope.
    pub(super) classes: usize,
    /// Before `normalize`, for an encoder.
    pub(super) folded: Vec<String>,
    pub(super) texts: Vec<String>,
    pub(super) features: Vec<Vec<Feature>>,
    pub(super) class_of_row: Vec<usize>,
    pub(super) kinds: Vec<Kind>,
    pub(super) variants: Variants,
    /// Of all rows, ordered by hash and row.
    postings: Vec<Posting>,
}

/// What a row was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The utterance at this place of its intent's list.
    Utterance(usize),
    /// A sentence of a title or an answer.
    Context,
}

impl Kind {
    pub(super) fn place(&self) -> Option<usize> {
        match self {
            Self::Utterance(place) => Some(*place),
            Self::Context => None,
        }
    }
}

/// Examples that are still to be read.
#[derive(Debug)]
pub(super) struct Reading {
    left: std::vec::IntoIter<(usize, Kind, String)>,
    variants: Variants,
    seen: BTreeSet<(usize, String)>,
    postings: BTreeMap<u32, Vec<(Row, Feature)>>,
    rows: Rows,
}

impl Reading {
    pub(super) fn new(set: &TrainingSet) -> Self {
        let mut left = Vec::new();
        let utterances = |class: usize, texts: &[String]| {
            let utterance = move |(place, text): (usize, &String)| (class, Kind::Utterance(place), text.clone());
            texts.iter().enumerate().map(utterance).collect::<Vec<_>>()
        };
        for (class, intent) in set.intents.iter().enumerate() {
            left.extend(utterances(class, &intent.utterances));
            let context = intent.context.iter().flat_map(|text| sentences(text));
            left.extend(context.map(|text| (class, Kind::Context, text.to_owned())));
        }
        left.extend(utterances(set.intents.len(), &set.out_of_scope));
        Self {
            left: left.into_iter(),
            variants: Variants::all(),
            seen: BTreeSet::new(),
            postings: BTreeMap::new(),
            rows: Rows { intents: set.intents.len(), classes: set.intents.len(), ..Rows::default() },
        }
    }

    /// Reads up to so many examples; gives the rows when all are read.
    pub(super) fn step(&mut self, most: usize) -> Option<Rows> {
        for _ in 0..most {
            let Some((class, kind, text)) = self.left.next() else { return Some(self.finish()) };
            let folded = fold(&text);
            let text = normalize(&folded, &self.variants);
            if text.is_empty() || !self.seen.insert((class, text.clone())) {
                continue;
            }
            let rows = &mut self.rows;
            let row = rows.texts.len() as Row;
            let features = features(&text);
            features.iter().for_each(|feature| self.postings.entry(feature.hash).or_default().push((row, *feature)));
            rows.folded.push(folded.into_owned());
            rows.features.push(features);
            rows.texts.push(text);
            rows.class_of_row.push(class);
            rows.kinds.push(kind);
            rows.classes = rows.classes.max(class + 1);
        }
        None
    }

    fn finish(&mut self) -> Rows {
        let mut rows = std::mem::take(&mut self.rows);
        rows.variants = self.variants.needed_by(rows.texts.iter().map(String::as_str));
        let of_hash = std::mem::take(&mut self.postings).into_iter();
        rows.postings =
            of_hash.flat_map(|(hash, list)| list.into_iter().map(move |(row, feature)| (hash, row, feature))).collect();
        rows
    }
}

impl Rows {
    pub(super) fn is_context(&self, row: usize) -> bool {
        self.kinds.get(row) == Some(&Kind::Context)
    }

    /// The index of some rows, renumbered in their order.
    pub(super) fn index(&self, kept: &[usize]) -> Index {
        let mut new_row = vec![None; self.texts.len()];
        for (new, old) in (0..).zip(kept) {
            if let Some(place) = new_row.get_mut(*old) {
                *place = Some(new);
            }
        }
        let kept_posting = |(hash, row, feature): &Posting| Some((*hash, new_row.get(*row as usize).copied()??, *feature));
        let postings: Vec<Posting> = self.postings.iter().filter_map(kept_posting).collect();
        Index::of_postings(&postings, &self.classes_of(kept), self.classes)
    }

    pub(super) fn classes_of(&self, rows: &[usize]) -> Vec<usize> {
        rows.iter().filter_map(|row| self.class_of_row.get(*row).copied()).collect()
    }
}

/// A text of several sentences in either language, one by one.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?', '。', '！', '？', '；', '\n']).map(str::trim).filter(|sentence| sentence.chars().count() > 3)
}
