//! The same utterance in several intents: neither can win it.

use std::collections::{BTreeMap, BTreeSet};

use intent::{TrainingSet, Variants, fold, normalize};
use serde::Serialize;

/// An utterance and the intents that have it, alike but for case, width, marks, digits and the form of characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// As its first intent writes it.
    pub utterance: String,
    /// The intents' ids; `null` is what is out of scope.
    pub intents: Vec<Option<String>>,
}

pub(super) fn duplicates(set: &TrainingSet) -> Vec<Duplicate> {
    let variants = Variants::all();
    let mut holders: BTreeMap<String, (String, BTreeSet<usize>)> = BTreeMap::new();
    let of_intents = set.intents.iter().map(|intent| &intent.utterances);
    for (class, utterances) in of_intents.chain([&set.out_of_scope]).enumerate() {
        for utterance in utterances {
            let same = normalize(&fold(utterance), &variants);
            if !same.is_empty() {
                holders.entry(same).or_insert_with(|| (utterance.clone(), BTreeSet::new())).1.insert(class);
            }
        }
    }
    let id = |class: usize| set.intents.get(class).map(|intent| intent.id.clone());
    let shared = holders.into_values().filter(|(_, classes)| classes.len() > 1);
    shared.map(|(utterance, classes)| Duplicate { utterance, intents: classes.into_iter().map(id).collect() }).collect()
}
