//! The full engine: words and meanings.

use std::sync::Arc;

use intent::{FullModel, Language, encoder};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::row::row;

/// The sentence encoder's weights, made ready once for every model of this page.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Encoder(Arc<encoder::Encoder>);

#[wasm_bindgen]
impl Encoder {
    /// Reads a weights file.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the file.
    #[wasm_bindgen(constructor)]
    pub fn new(weights: &[u8]) -> Result<Encoder, String> {
        encoder::Encoder::from_bytes(weights).map(|encoder| Self(Arc::new(encoder))).map_err(|error| error.to_string())
    }

    /// The vector of a text.
    ///
    /// # Errors
    /// A sentence, as when memory runs out.
    pub fn encode(&self, text: &str) -> Result<Vec<f32>, String> {
        self.0.encode(text).map_err(|error| error.to_string())
    }
}

/// A loaded model; the same to its users as the lite engine's.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    model: FullModel,
}

#[wasm_bindgen]
impl Engine {
    /// Reads a pack and its sense.
    ///
    /// # Errors
    /// A sentence that says what is wrong with one of them, or that they do not belong together.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8], sense: &[u8], encoder: &Encoder) -> Result<Engine, String> {
        let model = FullModel::from_bytes(pack, sense, Arc::clone(&encoder.0)).map_err(|error| error.to_string())?;
        Ok(Self { model })
    }

    /// The intents' ids, a line each. Predictions count them from zero.
    #[must_use]
    pub fn intents(&self) -> String {
        self.model.intents().join("\n")
    }

    /// What to do with a folded text; `row.rs` says what the numbers are. Words alone decide where the encoder gives up.
    #[must_use]
    pub fn predict(&self, text: &str) -> Vec<f32> {
        row(&self.model.predict(text).unwrap_or_else(|_| self.model.words().predict(text)))
    }

    /// Where a text, as it was typed, is neither English nor Chinese, its language's name in English and in Chinese, a line each; else
    /// nothing.
    #[must_use]
    pub fn language(&self, text: &str) -> String {
        match Language::of(text) {
            Language::Other(tongue) => [tongue.english, tongue.chinese].join("\n"),
            Language::English | Language::Chinese | Language::Mixed | Language::Unknown => String::new(),
        }
    }
}
