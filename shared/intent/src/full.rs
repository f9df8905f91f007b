//! The full engine's model: a site's pack and sense, and the encoder they share with all sites.

use std::sync::Arc;

use crate::{
    encoder::{Encoder, EncoderError},
    model::{Model, Prediction},
    normalize::fold,
    pack::{Pack, PackError},
    sense::Sense,
};

/// Decides by words and meanings together.
#[derive(Debug)]
pub struct FullModel {
    words: Model,
    sense: Sense,
    encoder: Arc<Encoder>,
}

impl FullModel {
    /// Reads the two files of a site.
    ///
    /// # Errors
    /// When one of them is damaged, or they were not trained together and with this encoder.
    pub fn from_bytes(pack: &[u8], sense: &[u8], encoder: Arc<Encoder>) -> Result<Self, PackError> {
        Self::new(Pack::from_bytes(pack)?, Sense::from_bytes(sense)?, encoder)
    }

    /// The same of what was read or trained already.
    ///
    /// # Errors
    /// When they were not trained together and with this encoder.
    pub fn new(pack: Pack, sense: Sense, encoder: Arc<Encoder>) -> Result<Self, PackError> {
        if sense.pack != pack.fingerprint() {
            return Err(PackError::Foreign("pack"));
        }
        if sense.encoder != encoder.id() {
            return Err(PackError::Foreign("encoder"));
        }
        Ok(Self { words: Model::from_pack(pack), sense, encoder })
    }

    /// The ids of the intents, in the order of the training set.
    #[must_use]
    pub fn intents(&self) -> &[String] {
        self.words.intents()
    }

    /// What the model makes of a text.
    ///
    /// # Errors
    /// [`EncoderError::Arithmetic`], as when memory runs out; words alone still answer, see [`FullModel::words`].
    pub fn predict(&self, text: &str) -> Result<Prediction, EncoderError> {
        Ok(self.words.predict_meaning(text, &self.sense, &self.encoder.encode(&fold(text))?))
    }

    /// The lite engine's model.
    #[must_use]
    pub fn words(&self) -> &Model {
        &self.words
    }
}
