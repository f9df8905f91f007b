//! A pack made ready to answer.

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
        let Pack { intents, variants, duals, decider, .. } = pack;
        Self { intents, variants, index, class_of_row, classes, duals, decider }
    }

    /// The ids of the intents, in the order of the training set.
    #[must_use]
    pub fn intents(&self) -> &[String] {
        &self.intents
    }

    /// What the model makes of a text. Never fails: an empty text, or one in another language, is not known.
    #[must_use]
    pub fn predict(&self, text: &str) -> Prediction {
        let text = normalize(&fold(text), &self.variants);
        let vector = self.index.vector(&features(&text));
        let scores = Scores::new(&self.index, &self.duals, &self.class_of_row, self.classes, &vector);
        let signals = scores.signals(self.intents.len(), self.decider.temperature);
        let out_of_scope = self.decider.outside.chance(&signals.values);
        if scores.terms == 0 {
            return Prediction { outcome: Outcome::DontKnow, ranked: self.decider.confidences(&signals), out_of_scope };
        }
        Prediction { outcome: self.decider.outcome(&signals), ranked: self.decider.confidences(&signals), out_of_scope }
    }
}
