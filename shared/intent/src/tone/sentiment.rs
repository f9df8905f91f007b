//! Whether a customer sounds pleased or displeased.

use super::feeling::Feeling;

/// How a text sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sentiment {
    /// Displeased.
    Negative,
    /// Neither, as most questions.
    Neutral,
    /// Pleased.
    Positive,
}

/// By words and faces alone.
pub(super) fn by_words(feeling: Feeling) -> Sentiment {
    match feeling.balance().signum() {
        1 => Sentiment::Positive,
        -1 => Sentiment::Negative,
        _ => Sentiment::Neutral,
    }
}

/// The head that comes with the crate, if it is whole.
#[cfg(feature = "encoder")]
pub(super) fn built_in() -> Option<&'static super::SentimentHead> {
    use std::sync::LazyLock;

    static HEAD: LazyLock<Option<super::SentimentHead>> =
        LazyLock::new(|| super::SentimentHead::from_bytes(include_bytes!("../../weights/sentiment.bin")).ok());
    HEAD.as_ref()
}
