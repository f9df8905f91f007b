//! The seam for the sentence encoder of the full engine.
//!
//! The lite engine decides by the lexical branch alone. The full engine loads an encoder behind it; both branches then
//! feed the same decision:
//!
//! 1. [`Encoder::encode`] turns a folded text into a vector of unit length.
//! 2. A second head over these vectors gives a score per class and the best cosine to an utterance of each.
//! 3. The logits of both heads are blended, and the two values of the encoder join the signals that `decide` weighs: on
//!    real logs the lexical signals judge best what is out of scope, the encoder judges best which intent is meant.
//!
//! A pack for the full engine carries the encoder's head and the utterances' vectors as further sections, under a
//! higher format version; the weights of the encoder are a file of their own, one for all sites.

/// Texts to vectors.
pub trait Encoder {
    /// Names weights and arithmetic: a head trained on one encoder is refused by another.
    fn id(&self) -> &str;

    /// How long the vectors are.
    fn dimensions(&self) -> usize;

    /// Writes the vector of a folded text, of unit length, into `vector`, which has [`Encoder::dimensions`] places.
    fn encode(&mut self, text: &str, vector: &mut [f32]);
}
