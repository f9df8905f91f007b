//! Answers of the playbook that an agent may use: `POST /api/v1/suggestions`.

use json::Json;

use crate::{IntentId, Locale};

/// Answers suggested at once: what fits above a composer.
pub const SUGGESTIONS: usize = 3;

/// What a customer said. It is looked at by the site's own object, and neither stored nor told on.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct SuggestionQuery {
    /// At most `limits::TEXT_BYTES`.
    pub text: String,
    /// The language to answer in where the text tells none, if the site has it.
    pub locale: Locale,
}

/// An answer that may fit.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Suggestion {
    /// The intent it is the answer to.
    pub intent: IntentId,
    /// The calibrated chance that this is what was meant, in thousandths.
    pub confidence_permille: u16,
    /// The answer as plain text.
    pub text: String,
}
