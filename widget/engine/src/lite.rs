//! The lite engine: words alone.

use intent::{Model, Pack};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::row::row;

/// A loaded model.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    model: Model,
}

#[wasm_bindgen]
impl Engine {
    /// Reads a pack.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the pack.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8]) -> Result<Engine, String> {
        let pack = Pack::from_bytes(pack).map_err(|error| error.to_string())?;
        Ok(Self { model: Model::from_pack(pack) })
    }

    /// The intents' ids, a line each. Predictions count them from zero.
    #[must_use]
    pub fn intents(&self) -> String {
        self.model.intents().join("\n")
    }

    /// What to do with a folded text; `row.rs` says what the numbers are.
    #[must_use]
    pub fn predict(&self, text: &str) -> Vec<f32> {
        row(&self.model.predict(text))
    }

    /// Whether a text, as it was typed, asks for a person.
    #[must_use]
    pub fn wants_person(&self, text: &str) -> bool {
        intent::tone::wants_human(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use intent::{TrainOptions, TrainingIntent, TrainingSet, train};

    fn pack() -> Vec<u8> {
        let intent = |id: &str, utterances: &[&str]| TrainingIntent {
            id: id.to_owned(),
            utterances: utterances.iter().map(|text| (*text).to_owned()).collect(),
            context: Vec::new(),
        };
        let set = TrainingSet {
            intents: vec![
                intent("track_order", &["where is my order", "track my parcel", "我的快递到哪了", "查询物流"]),
                intent("invoice", &["i need an invoice", "send me the receipt", "开发票", "发票怎么开"]),
                intent("store_hours", &["when do you open", "opening hours", "几点开门", "营业时间"]),
            ],
            out_of_scope: vec!["tell me a joke".to_owned(), "今天天气怎么样".to_owned()],
        };
        train(&set, &TrainOptions::default()).to_bytes()
    }

    #[test]
    fn a_known_question_names_its_intent_first() {
        let engine = Engine::new(&pack()).unwrap();
        assert_eq!(engine.intents(), "track_order\ninvoice\nstore_hours");
        for (text, place) in [("where is my order", 0.0), ("发票怎么开", 1.0), ("opening hours?", 2.0)] {
            let row = engine.predict(text);
            assert_eq!(row[2], place, "{text}: {row:?}");
            assert_eq!(row.len(), 2 + 2 * 3);
        }
    }

    #[test]
    fn the_wish_for_a_person_is_heard() {
        let engine = Engine::new(&pack()).unwrap();
        assert!(engine.wants_person("Let me talk to a human please") && engine.wants_person("转人工"));
        assert!(!engine.wants_person("where is my order"));
    }

    #[test]
    fn an_unknown_question_means_no_intent() {
        let engine = Engine::new(&pack()).unwrap();
        assert_eq!(engine.predict("zxqj")[0], 0.0);
        assert_eq!(engine.predict("")[0], 0.0);
    }

    #[test]
    fn a_damaged_pack_says_so() {
        let mut bytes = pack();
        *bytes.last_mut().unwrap() ^= 1;
        assert_eq!(Engine::new(&bytes).unwrap_err(), "the pack is damaged (checksum): load it again");
        assert_eq!(Engine::new(&[]).unwrap_err(), "the pack has 0 bytes instead of 14: load it again");
    }
}
