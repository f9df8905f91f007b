//! Text to features to decision: the intent model of the assistant.
//!
//! A site owner writes a dozen example utterances per intent, in English and Chinese. [`train`] turns them into a
//! [`Pack`], a small file that the visitor's browser, the edge and the owner's console load alike; a [`Model`] made of
//! it answers [`Model::predict`] in well under a millisecond.
//!
//! # Life of a question
//!
//! 1. [`fold`]: NFKC and lower case (the browser's own, or the feature `nfkc`).
//! 2. [`normalize`]: full-width to ASCII, traditional Chinese to simplified, digits to one class, runs of a letter
//!    tamed, everything that is neither letter nor digit to a space.
//! 3. `lexical`: words, pairs of words and pieces of words; characters, pairs and triples of Chinese. Hashed by a
//!    function defined here, so that a pack means the same everywhere.
//! 4. `index`: weights (rarer among the intents weighs more), unit length, and the similarity to every training
//!    utterance, through an inverted index.
//! 5. `head`: a multinomial logistic regression in its dual form. Its weights are a linear combination of the training
//!    utterances, so the pack holds the utterances and a few small numbers for each, not a table of features: this is
//!    smaller, and the utterances are needed for the next step anyhow.
//! 6. `decide`: several signals, put together by small logistic functions fitted on cross-validation, give one of three
//!    outcomes: [`Outcome::Answer`], [`Outcome::Ask`] (two or three intents), [`Outcome::DontKnow`].
//!
//! # Words and meanings
//!
//! The full engine (feature `encoder`) adds what a text means: `encoder` turns it into a vector, and a [`Sense`], a second file
//! of the site beside its pack, holds a head over words and meanings together and a decision of its own. The three together are
//! a [`FullModel`]; the lite engine answers with the pack alone until they are there.
//!
//! # Out of scope
//!
//! It is a class of its own. The site's `out_of_scope` utterances train it; whole intents left out in turn stand for
//! the questions nobody thought of when the thresholds are set.
//!
//! # What it never does
//!
//! No IO, no clock, no randomness, no threads, no hash-map order: the same training set gives the same pack byte for
//! byte. Logarithm and exponential are our own, so a browser and a server compute the same bits. A damaged pack is a
//! [`PackError`], never a panic. Training is a machine, [`Training::step`], so that it can run in slices.
//!
//! # Features of the crate
//!
//! `nfkc` and `train` are on by default; the lite engine in the browser switches both off. `encoder` brings the sentence
//! encoder, and with it candle.

mod bytes;
mod decide;
#[cfg(feature = "encoder")]
pub mod encoder;
#[cfg(feature = "train")]
pub mod eval;
#[cfg(feature = "encoder")]
mod full;
mod head;
mod index;
mod lexical;
mod logistic;
mod math;
mod model;
mod normalize;
mod pack;
#[cfg(any(feature = "train", feature = "encoder"))]
mod sense;
pub mod tone;
#[cfg(feature = "train")]
mod train;

pub use decide::Outcome;
#[cfg(feature = "encoder")]
pub use full::FullModel;
pub use model::{Model, Prediction};
pub use normalize::{Variants, fold, normalize};
pub use pack::{Pack, PackError};
#[cfg(any(feature = "train", feature = "encoder"))]
pub use sense::Sense;
pub use tone::{Language, Meaning, Sentiment, Tone};
#[cfg(all(feature = "train", feature = "encoder"))]
pub use train::train_full;
#[cfg(feature = "train")]
pub use train::{HeldOut, Step, TrainOptions, Trained, Training, TrainingIntent, TrainingSet, train, train_full_by};
