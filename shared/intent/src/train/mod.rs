//! Examples to a model.
//!
//! # Life of a training
//!
//! [`Training`] is a machine that does about a millisecond of work a step, so that a browser or an edge object can train
//! beside its other duties; [`train`] and [`train_full`] run it in one go. The steps give the same result however they are spread over time.
//!
//! 1. `rows`: each example folded, normalised, cut into features; empty ones and doubles within an intent are passed over.
//! 2. `pass` over the words: `head` is fitted with everything, and then, from there, with a part of the utterances held out, and with
//!    some of the intents held out. What the held-out ones score is what `calibrate` fits the decision on. The lite engine's [`Pack`].
//! 3. Where an encoder is there, the host encodes the texts, and a second pass over words and meanings gives the [`Sense`].
//! 4. `held_out`: what each utterance would have led to, had the model not known it: what an owner's report is made of.

mod calibrate;
mod head;
mod held_out;
mod machine;
mod pass;
mod rows;

pub use held_out::HeldOut;
pub use machine::{Step, Trained, Training};

#[cfg(feature = "encoder")]
use crate::encoder::{Encoder, EncoderError, TOGETHER};
use crate::{pack::Pack, sense::Sense};

/// What a model is trained on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrainingSet {
    /// The intents in the order in which predictions count them.
    pub intents: Vec<TrainingIntent>,
    /// Questions that the site knows it does not serve; may be empty, any language.
    pub out_of_scope: Vec<String>,
}

/// One intent's examples, of all languages together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrainingIntent {
    /// Its id. Ids should differ and hold no line break; the model does not look into them.
    pub id: String,
    /// How customers ask for it.
    pub utterances: Vec<String>,
    /// What else is known of it, but is no question: its titles, the text of its answers. Split into sentences. It
    /// brings words that the utterances lack, counts less, and never judges the thresholds.
    pub context: Vec<String>,
}

/// How careful the model is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainOptions {
    /// Largest share of all questions that may be answered directly and wrongly, as far as cross-validation can tell.
    pub wrong_share: f32,
    /// Share of out-of-scope questions among all that is expected.
    pub out_of_scope_share: f32,
    /// No answer is given directly below this chance of being right.
    pub least_confidence: f32,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self { wrong_share: 0.02, out_of_scope_share: 0.2, least_confidence: 0.6 }
    }
}

/// Trains the lite engine's model in one go.
#[must_use]
pub fn train(set: &TrainingSet, options: &TrainOptions) -> Pack {
    Training::new(set, options).run().pack
}

/// Trains both engines' models in one go.
///
/// # Errors
/// What the encoder tells, as when memory runs out.
#[cfg(feature = "encoder")]
pub fn train_full(set: &TrainingSet, options: &TrainOptions, encoder: &Encoder) -> Result<(Pack, Sense), EncoderError> {
    let training = Training::new(set, options).with_encoder(encoder.id());
    let Trained { pack, sense, .. } = training.run_by(TOGETHER, |texts| encoder.encode_all(texts))?;
    Ok((pack, sense.unwrap_or_default()))
}

/// The same with vectors from elsewhere: `encode` gives what the encoder of this id gives for a folded text.
///
/// # Errors
/// Those of `encode`.
pub fn train_full_by<E>(
    set: &TrainingSet,
    options: &TrainOptions,
    encoder: &str,
    mut encode: impl FnMut(&str) -> Result<Vec<f32>, E>,
) -> Result<(Pack, Sense), E> {
    let training = Training::new(set, options).with_encoder(encoder);
    let Trained { pack, sense, .. } = training.run_by(1, |texts| texts.iter().map(|text| encode(text)).collect())?;
    Ok((pack, sense.unwrap_or_default()))
}
