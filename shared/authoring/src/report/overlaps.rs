//! Intents that are taken for each other.

use std::collections::BTreeMap;

use intent::{HeldOut, TrainingSet};
use serde::Serialize;

/// Two intents with the utterances that clash: tell them apart by more examples, or make them one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// In the order of the playbook.
    pub intents: [String; 2],
    pub clashes: Vec<Clash>,
}

/// An utterance of one intent that is taken for the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Clash {
    pub intent: String,
    pub utterance: String,
    /// The utterance of the other intent that is most like it, if it is one and no sentence of an answer.
    pub like: Option<String>,
    /// The chance that the other intent was given, from 0 to 1.
    pub confidence: f32,
}

/// `asked` are utterances of intents. Most clashes first; a pair's likeliest first.
pub(super) fn overlaps(set: &TrainingSet, asked: &[&HeldOut]) -> Vec<Overlap> {
    let id = |intent: usize| set.intents.get(intent).map(|intent| intent.id.clone()).unwrap_or_default();
    let text = |intent: usize, utterance: usize| set.intents.get(intent)?.utterances.get(utterance).cloned();
    let mut pairs: BTreeMap<(usize, usize), Vec<Clash>> = BTreeMap::new();
    for held in asked {
        let (Some(own), Some((other, confidence))) = (held.intent, held.prediction.ranked.first().copied()) else { continue };
        if own != other {
            pairs.entry((own.min(other), own.max(other))).or_default().push(Clash {
                intent: id(own),
                utterance: text(own, held.utterance).unwrap_or_default(),
                like: held.nearest.and_then(|utterance| text(other, utterance)),
                confidence,
            });
        }
    }
    let mut overlaps: Vec<Overlap> = pairs
        .into_iter()
        .map(|((left, right), mut clashes)| {
            clashes.sort_by(|left, right| right.confidence.total_cmp(&left.confidence));
            Overlap { intents: [id(left), id(right)], clashes }
        })
        .collect();
    overlaps.sort_by_key(|overlap| std::cmp::Reverse(overlap.clashes.len()));
    overlaps
}
