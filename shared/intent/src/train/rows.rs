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

/// Features listed in a step.
const LISTED: usize = 4_000;

/// Examples that are still to be read.
#[derive(Debug)]
pub(super) struct Reading {
    left: std::vec::IntoIter<(usize, Kind, String)>,
    variants: Variants,
    seen: BTreeSet<(usize, String)>,
    characters: BTreeSet<char>,
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
            characters: BTreeSet::new(),
            postings: BTreeMap::new(),
            rows: Rows { intents: set.intents.len(), classes: set.intents.len(), ..Rows::default() },
        }
    }

    /// Reads up to so many examples, and then lists some of their features; gives the rows when all is done.
    pub(super) fn step(&mut self, most: usize) -> Option<Rows> {
        if self.left.as_slice().is_empty() {
            return self.list();
        }
        for (class, kind, text) in self.left.by_ref().take(most) {
            let folded = fold(&text);
            let text = normalize(&folded, &self.variants);
            if text.is_empty() || !self.seen.insert((class, text.clone())) {
                continue;
            }
            let rows = &mut self.rows;
            let row = rows.texts.len() as Row;
            let features = features(&text);
            features.iter().for_each(|feature| self.postings.entry(feature.hash).or_default().push((row, *feature)));
            self.characters.extend(text.chars());
            rows.folded.push(folded.into_owned());
            rows.features.push(features);
            rows.texts.push(text);
            rows.class_of_row.push(class);
            rows.kinds.push(kind);
            rows.classes = rows.classes.max(class + 1);
        }
        None
    }

    fn list(&mut self) -> Option<Rows> {
        for _ in 0..LISTED {
            let Some((hash, list)) = self.postings.pop_first() else {
                self.rows.variants = self.variants.needed_by(&self.characters);
                return Some(std::mem::take(&mut self.rows));
            };
            self.rows.postings.extend(list.into_iter().map(|(row, feature)| (hash, row, feature)));
        }
        None
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
