//! Small models to begin from.

use intent::{Pack, Sense, TrainOptions, TrainingIntent, TrainingSet, train_full_by};

/// What the senses of the seeds call their encoder.
const ENCODER: &str = "none";

/// Questions of both languages, with a variant of a character and an out-of-scope class.
#[must_use]
pub fn set() -> TrainingSet {
    let intent = |id: &str, utterances: &[&str], context: &[&str]| TrainingIntent {
        id: id.to_owned(),
        utterances: utterances.iter().map(|text| (*text).to_owned()).collect(),
        context: context.iter().map(|text| (*text).to_owned()).collect(),
    };
    TrainingSet {
        intents: vec![
            intent("track", &["where is my parcel", "我的快递到哪了"], &["Open *My orders* and tap the parcel."]),
            intent("invoice", &["i need an invoice", "發票怎麼開"], &[]),
            intent("hours", &["when do you open", "几点开门"], &[]),
        ],
        out_of_scope: vec!["tell me a joke".to_owned(), "今天天气怎么样".to_owned()],
    }
}

/// A pack and a sense whose vectors have `width` numbers.
///
/// # Errors
/// Never; the vectors are made here.
pub fn trained(set: &TrainingSet, width: usize) -> anyhow::Result<(Pack, Sense)> {
    train_full_by(set, &TrainOptions::default(), ENCODER, |text| Ok(vector(text, width)))
}

/// A vector of unit length that differs from text to text.
#[must_use]
pub fn vector(text: &str, width: usize) -> Vec<f32> {
    let mut state = text.bytes().fold(0x811c_9dc5_u32, |state, byte| (state ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut numbers: Vec<f32> = (0..width)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        })
        .collect();
    let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt().max(1e-6);
    numbers.iter_mut().for_each(|number| *number /= length);
    numbers
}
