//! A pack is refused, or it is read back from its own bytes the same and predicts, whatever it holds.
#![no_main]

use std::sync::LazyLock;

use intent::{Model, Outcome, Pack};
use intent_fuzz::{files::resealed, memory::within, seed};
use libfuzzer_sys::fuzz_target;

static LIKE: LazyLock<Vec<u8>> =
    LazyLock::new(|| seed::trained(&seed::set(), 8).map(|(pack, _)| pack.to_bytes()).unwrap_or_default());

fuzz_target!(|input: &[u8]| {
    let like = &*LIKE;
    within(input.len(), 2048, || {
        drop(Pack::from_bytes(input));
        let Some(Ok(pack)) = resealed(input, like).map(|file| Pack::from_bytes(&file)) else { return };
        assert!(Pack::from_bytes(&pack.to_bytes()).as_ref() == Ok(&pack), "not the same when read back");
        let model = Model::from_pack(pack);
        let intents = model.intents().len();
        for text in ["where is my order 发票", "", "one"] {
            let prediction = model.predict(text);
            assert!(prediction.ranked.iter().all(|(intent, _)| *intent < intents));
            match prediction.outcome {
                Outcome::Answer(intent) => assert!(intent < intents),
                Outcome::Ask(choices) => assert!(choices.iter().all(|intent| *intent < intents)),
                Outcome::DontKnow => (),
            }
        }
    });
});
