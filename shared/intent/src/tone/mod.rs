//! Beyond intent: the language of a text, how it sounds, how pressing it is, and whether it asks for a person.
//!
//! A desk wants these of every message: to hand over in the right language, to put what presses before what can wait, and to
//! let go of a customer who asks for a person. All four come from one [`Tone::of`], in well under a millisecond.
//!
//! # What tells what
//!
//! - [`Language`]: the script (`script`), and within the Latin one common words (`latin`, with feature `encoder`). Doubt is for
//!   English or unknown.
//! - [`Sentiment`]: words and faces (`feeling`), and where there is a vector a linear head over both ([`SentimentHead`]).
//! - urgency and the wish for a person: patterns over words (`pattern`), the same in both engines. What they match is in
//!   `data/tone`, to be read and added to.
//!
//! # Encoders change
//!
//! A head belongs to the encoder it was trained with. [`Meaning`] carries the encoder's id beside the vector, and of another
//! encoder's the head is not asked: words decide alone. `examples/tone.rs` trains it again.
//!
//! # What it never does
//!
//! It reads no more than 600 characters, fails on none, and keeps nothing of them. A text is given as it was written: capitals count.

mod english;
mod feeling;
#[cfg(any(feature = "train", feature = "encoder"))]
mod head;
mod human;
mod language;
#[cfg(feature = "encoder")]
mod latin;
#[cfg(feature = "train")]
mod learn;
mod pattern;
mod script;
mod sentiment;
mod tokens;
mod tongue;
mod urgency;

#[cfg(any(feature = "train", feature = "encoder"))]
pub use head::SentimentHead;
pub use language::Language;
#[cfg(feature = "train")]
pub use learn::SentimentExample;
pub use sentiment::Sentiment;
pub use tongue::{TONGUES, Tongue};

use feeling::Feeling;

/// What a text tells beside its intent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// What it is written in.
    pub language: Language,
    /// How it sounds.
    pub sentiment: Sentiment,
    /// How pressing it is, from 0 to below 1; see [`Tone::is_urgent`].
    pub urgency: f32,
    /// Whether it asks for a person.
    pub wants_human: bool,
}

/// A text's vector, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Meaning<'a> {
    /// The id of the encoder that made it.
    pub encoder: &'a str,
    /// Its numbers, as many as the encoder gives.
    pub vector: &'a [f32],
}

impl Tone {
    /// What a text tells, as it was written; with its vector where there is an encoder.
    #[must_use]
    pub fn of(text: &str, meaning: Option<Meaning<'_>>) -> Self {
        let clauses = tokens::clauses(text);
        let feeling = Feeling::of(text, &clauses);
        let by_meaning = meaning.and_then(|meaning| by_meaning(feeling, meaning));
        Self {
            language: Language::of(text),
            sentiment: by_meaning.unwrap_or_else(|| sentiment::by_words(feeling)),
            urgency: urgency::score(text, &clauses),
            wants_human: human::is_wanted(&clauses),
        }
    }

    /// Whether it should be answered before others.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.urgency >= 0.5
    }
}

/// Whether a text, as it was written, asks for a person: [`Tone::wants_human`] alone, for programs whose bytes count.
#[must_use]
pub fn wants_human(text: &str) -> bool {
    human::is_wanted(&tokens::clauses(text))
}

#[cfg(feature = "encoder")]
fn by_meaning(feeling: Feeling, meaning: Meaning<'_>) -> Option<Sentiment> {
    let head = sentiment::built_in().filter(|head| head.encoder() == meaning.encoder)?;
    head.sentiment(feeling, meaning.vector)
}

#[cfg(not(feature = "encoder"))]
fn by_meaning(_feeling: Feeling, _meaning: Meaning<'_>) -> Option<Sentiment> {
    None
}
