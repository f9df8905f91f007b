//! A sense is refused, or it is read back from its own bytes the same and decides beside any pack, whatever it holds.
#![no_main]

use std::sync::LazyLock;

use intent::{Model, Outcome, Sense};
use intent_fuzz::{files::resealed, memory::within, seed};
use libfuzzer_sys::fuzz_target;

static TRAINED: LazyLock<Option<(Model, Vec<u8>)>> =
    LazyLock::new(|| seed::trained(&seed::set(), 8).ok().map(|(pack, sense)| (Model::from_pack(pack), sense.to_bytes())));

fuzz_target!(|input: &[u8]| {
    let Some((model, like)) = &*TRAINED else { return };
    within(input.len(), 256, || {
        drop(Sense::from_bytes(input));
        let Some(Ok(sense)) = resealed(input, like).map(|file| Sense::from_bytes(&file)) else { return };
        assert!(Sense::from_bytes(&sense.to_bytes()).as_ref() == Ok(&sense), "not the same when read back");
        let intents = model.intents().len();
        for (text, width) in [("where is my order 发票", 8), ("", 64), ("one", 0)] {
            let prediction = model.predict_meaning(text, &sense, &seed::vector(text, width));
            assert!(prediction.ranked.iter().all(|(intent, _)| *intent < intents));
            match prediction.outcome {
                Outcome::Answer(intent) => assert!(intent < intents),
                Outcome::Ask(choices) => assert!(choices.iter().all(|intent| *intent < intents)),
                Outcome::DontKnow => (),
            }
        }
    });
});
