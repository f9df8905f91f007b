//! A prediction as the row of numbers that crosses to JavaScript.

use intent::{Outcome, Prediction};

/// How many intents a prediction names.
const NAMED: usize = 5;

/// How many of the intents named below are meant (0: not known, 1: answer with the first, more: ask which), the chance that the
/// text is out of scope, then for each of the likeliest intents its place in `intents` and its confidence.
pub(crate) fn row(prediction: &Prediction) -> Vec<f32> {
    let meant = match &prediction.outcome {
        Outcome::DontKnow => 0,
        Outcome::Answer(_) => 1,
        Outcome::Ask(choices) => choices.len(),
    };
    let mut row = vec![meant as f32, prediction.out_of_scope];
    for (intent, confidence) in prediction.ranked.iter().take(NAMED) {
        row.extend([*intent as f32, *confidence]);
    }
    row
}
