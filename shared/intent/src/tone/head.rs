//! A linear head over a text's meaning and its words of feeling.

use super::{
    feeling::{Feeling, SIGNALS},
    sentiment::Sentiment,
};
use crate::{
    bytes::{Writer, open, seal},
    pack::PackError,
    sense::Steps,
};

const MAGIC: &[u8; 4] = b"FDIT";
const FORMAT: u8 = 1;
/// Negative, neutral, positive.
pub(super) const CLASSES: [Sentiment; 3] = [Sentiment::Negative, Sentiment::Neutral, Sentiment::Positive];

/// Multinomial logistic regression over the vector of one encoder.
#[derive(Clone, Debug, PartialEq)]
pub struct SentimentHead {
    /// The encoder whose vectors it understands.
    pub(super) encoder: String,
    pub(super) classes: Vec<Class>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Class {
    pub(super) meaning: Steps,
    pub(super) signals: [f32; SIGNALS],
    pub(super) bias: f32,
}

impl SentimentHead {
    /// The encoder whose vectors it understands.
    #[must_use]
    pub fn encoder(&self) -> &str {
        &self.encoder
    }

    /// The likeliest class; `None` for a vector of another length.
    pub(super) fn sentiment(&self, feeling: Feeling, meaning: &[f32]) -> Option<Sentiment> {
        let mut best: Option<(f32, Sentiment)> = None;
        for (class, sentiment) in self.classes.iter().zip(CLASSES) {
            if class.meaning.values.len() != meaning.len() {
                return None;
            }
            let words: f32 = class.signals.iter().zip(feeling.signals()).map(|(weight, signal)| weight * signal).sum();
            let score = class.bias + words + class.meaning.product(meaning);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, sentiment));
            }
        }
        best.map(|(_, sentiment)| sentiment)
    }

    /// The head as a file: as a pack, with `FDIT` before it. The encoder's id; the length of its vectors; of each class a
    /// step and a byte for each number, the signals' weights and the constant.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Writer::default();
        body.text(&self.encoder);
        body.number(self.classes.first().map_or(0, |class| class.meaning.values.len()));
        for class in &self.classes {
            body.float(class.meaning.step);
            body.0.extend(class.meaning.values.iter().map(|value| value.cast_unsigned()));
            class.signals.iter().for_each(|weight| body.float(*weight));
            body.float(class.bias);
        }
        seal(*MAGIC, FORMAT, &body)
    }

    /// Reads a head.
    ///
    /// # Errors
    /// When the bytes are not a whole, undamaged head of this program's version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackError> {
        let mut body = open(bytes, *MAGIC, FORMAT)?;
        let encoder = body.text()?.to_owned();
        let width = body.count()?;
        let mut classes = Vec::new();
        for _ in CLASSES {
            let step = body.float()?;
            let values = body.take(width)?.iter().map(|byte| byte.cast_signed()).collect();
            classes.push(Class { meaning: Steps { step, values }, signals: body.floats()?, bias: body.float()? });
        }
        if !body.0.is_empty() {
            return Err(PackError::Content("length"));
        }
        Ok(Self { encoder, classes })
    }
}
