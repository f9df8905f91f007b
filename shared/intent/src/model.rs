//! A pack made ready to answer.

#[cfg(any(feature = "train", feature = "encoder"))]
use crate::sense::Sense;
use crate::{
    decide::{Decider, Outcome, Scores},
    head::Duals,
    index::Index,
    lexical::features,
    normalize::{Variants, fold, normalize},
    pack::Pack,
};

/// Predicts the intent of a text.
#[derive(Debug)]
pub struct Model {
    intents: Vec<String>,
    variants: Variants,
    index: Index,
    /// The utterances of each row as the pack holds them, where they are asked for.
    #[cfg(feature = "train")]
    utterances: Vec<String>,
    class_of_row: Vec<usize>,
    classes: usize,
    duals: Duals,
    decider: Decider,
}

/// What the model makes of one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// What to do.
    pub outcome: Outcome,
    /// Every intent (an index into [`Model::intents`]) with its confidence, likeliest first. The first one's confidence
    /// is the calibrated chance that it is right; all together are at most one.
    pub ranked: Vec<(usize, f32)>,
    /// The calibrated chance that none of the intents is meant.
    pub out_of_scope: f32,
}

impl Model {
    /// Builds the index; the only costly part of loading (some ten milliseconds for a thousand utterances).
    #[must_use]
    pub fn from_pack(pack: Pack) -> Self {
        let classes = pack.classes();
        let mut class_of_row = Vec::new();
        let mut rows = Vec::new();
        for (class, utterances) in pack.utterances.iter().enumerate() {
            for utterance in utterances {
                class_of_row.push(class);
                rows.push(features(utterance));
            }
        }
        let borrowed: Vec<_> = class_of_row.iter().copied().zip(rows.iter().map(Vec::as_slice)).collect();
        let index = Index::new(&borrowed, classes);
        #[cfg(feature = "train")]
        let utterances = pack.utterances.iter().flatten().cloned().collect();
        let Pack { intents, variants, duals, decider, .. } = pack;
        Self {
            intents,
            variants,
            index,
            #[cfg(feature = "train")]
            utterances,
            class_of_row,
            classes,
            duals,
            decider,
        }
    }

    /// The ids of the intents, in the order of the training set.
    #[must_use]
    pub fn intents(&self) -> &[String] {
        &self.intents
    }

    /// What the model makes of a text. Never fails: an empty text, or one in another language, is not known.
    #[must_use]
    pub fn predict(&self, text: &str) -> Prediction {
        self.decide(&self.scores(text, &self.duals), &self.decider)
    }

    /// What training has seen that shares something with a text, the likest first: the intent's place (one past the last: out of scope), the
    /// normalised utterance, and its likeness by words, from 0 to 1.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn alike(&self, text: &str) -> Vec<(usize, String, f32)> {
        let text = normalize(&fold(text), &self.variants);
        let similarities = self.index.similarities(&self.index.vector(&features(&text)));
        let rows = similarities.into_iter().zip(&self.class_of_row).zip(&self.utterances);
        let mut alike: Vec<(usize, String, f32)> = rows
            .filter(|((likeness, _), _)| *likeness > 0.0)
            .map(|((likeness, class), utterance)| (*class, utterance.clone(), likeness))
            .collect();
        alike.sort_by(|left, right| right.2.total_cmp(&left.2));
        alike
    }

    /// The same with the meaning of the folded text, as the sense's encoder gives it.
    #[cfg(any(feature = "train", feature = "encoder"))]
    #[must_use]
    pub fn predict_meaning(&self, text: &str, sense: &Sense, meaning: &[f32]) -> Prediction {
        self.decide(&sense.join(self.scores(text, &sense.duals), meaning), &sense.decider)
    }

    fn scores(&self, text: &str, duals: &Duals) -> Scores {
        let text = normalize(&fold(text), &self.variants);
        let vector = self.index.vector(&features(&text));
        Scores::new(&self.index, duals, &self.class_of_row, self.classes, &vector)
    }

    fn decide(&self, scores: &Scores, decider: &Decider) -> Prediction {
        let signals = scores.signals(self.intents.len(), decider.temperature);
        let out_of_scope = decider.outside.chance(&signals.values);
        if scores.terms == 0 && scores.meant.is_none() {
            return Prediction { outcome: Outcome::DontKnow, ranked: decider.confidences(&signals), out_of_scope };
        }
        Prediction { outcome: decider.outcome(&signals), ranked: decider.confidences(&signals), out_of_scope }
    }
}
