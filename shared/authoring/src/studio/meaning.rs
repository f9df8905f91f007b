//! What texts mean, where an encoder is there to tell.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::rc::Rc;

use intent::fold;

/// Tells the meaning of texts; `intent::encoder::Encoder` in the browser.
pub trait Meaning: Debug {
    /// Of the weights.
    fn id(&self) -> &str;

    /// A vector of unit length for each folded text; none where it gives up.
    fn encode(&self, texts: &[String]) -> Option<Vec<Vec<f32>>>;
}

/// Whether an encoder is there.
#[derive(Debug, Clone, Default)]
pub(super) enum Encoder {
    /// Words alone decide.
    #[default]
    None,
    /// It is on its way; a training waits for it.
    Awaited,
    There(Rc<dyn Meaning>),
}

/// Vectors of texts that were asked for, kept from one training to the next.
#[derive(Debug, Clone, Default)]
pub(super) struct Vectors {
    known: BTreeMap<String, Vec<f32>>,
}

impl Vectors {
    /// Of folded texts; none where the encoder gives up.
    pub(super) fn of(&mut self, meaning: &dyn Meaning, texts: &[String]) -> Option<Vec<Vec<f32>>> {
        let unknown: Vec<String> = texts.iter().filter(|text| !self.known.contains_key(*text)).cloned().collect();
        if !unknown.is_empty() {
            let vectors = meaning.encode(&unknown)?;
            self.known.extend(unknown.into_iter().zip(vectors));
        }
        texts.iter().map(|text| self.known.get(text).cloned()).collect()
    }

    /// How alike two texts are, from 0 to 1, where both are known: the second as it is written.
    pub(super) fn likeness(&self, vector: &[f32], text: &str) -> Option<f32> {
        let other = self.known.get(&*fold(text))?;
        Some(vector.iter().zip(other).map(|(left, right)| left * right).sum::<f32>().clamp(0.0, 1.0))
    }
}
