//! The console's lab: [`authoring::studio::Studio`] in a Web Worker.
//!
//! # Life
//!
//! `web/boot.js` starts the program and hands each message to `web/serve.js`, which asks the [`Lab`] and posts what it tells. While the lab is
//! busy, the loop lets it work a little, looks for messages, and goes on; so `stop` is heard, and a change need not wait for a training.
//!
//! Messages are texts, `book::Asked` in and `book::Told` out. A program that died throws where the page hears it (`Worker.onerror`);
//! the page then starts another and opens its text there.
//!
//! # What it never does
//!
//! It asks for the encoder's weights alone, so that it decides as customers' browsers do. It sends nothing anywhere and stores nothing: the page saves the text that it is told.

use std::rc::Rc;

use authoring::studio::{Meaning, Studio};
use intent::encoder::Encoder;
use wasm_bindgen::prelude::wasm_bindgen;

/// One open playbook.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Lab {
    studio: Studio,
}

#[wasm_bindgen]
impl Lab {
    /// With nothing open. Trainings wait until the encoder has come or cannot.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Lab {
        let mut studio = Studio::new();
        studio.await_meaning();
        Lab { studio }
    }

    /// The encoder's weights are there.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the file; words alone decide then.
    pub fn meet(&mut self, weights: &[u8]) -> Result<(), String> {
        let encoder = Encoder::from_bytes(weights).map_err(|error| {
            self.studio.miss();
            error.to_string()
        })?;
        self.studio.meet(Rc::new(Meanings(encoder)));
        Ok(())
    }

    /// The encoder cannot be had: words alone decide.
    pub fn miss(&mut self) {
        self.studio.miss();
    }

    /// What is to be told of a message now, each as a text. Of what is no message, nothing.
    #[must_use]
    pub fn ask(&mut self, message: &str) -> Vec<String> {
        let Ok(asked) = json::from_text(message) else { return Vec::new() };
        self.studio.ask(asked).iter().map(json::to_text).collect()
    }

    /// Whether [`Lab::work`] has something to do.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.studio.is_busy()
    }

    /// Some milliseconds of work, and what is to be told of it.
    #[must_use]
    pub fn work(&mut self) -> Option<String> {
        self.studio.work().as_ref().map(json::to_text)
    }
}

impl Default for Lab {
    fn default() -> Lab {
        Lab::new()
    }
}

#[derive(Debug)]
struct Meanings(Encoder);

impl Meaning for Meanings {
    fn id(&self) -> &str {
        self.0.id()
    }

    fn encode(&self, texts: &[String]) -> Option<Vec<Vec<f32>>> {
        self.0.encode_all(texts).ok()
    }
}

#[cfg(test)]
mod tests {
    use book::{Answer, Asked, Request, Told};

    use super::Lab;

    fn ask(lab: &mut Lab, id: u32, request: Request) -> Vec<Told> {
        let told = lab.ask(&json::to_text(&Asked { id, request }));
        told.iter().map(|text| json::from_text(text).unwrap()).collect()
    }

    #[test]
    fn messages_go_in_and_out_as_texts() {
        let mut lab = Lab::new();
        let text = include_str!("../../../demo/sites/motors/playbook.yaml").to_owned();
        let told = ask(&mut lab, 3, Request::Open { text });
        let [Told { id: 3, answer: Answer::Opened { view } }] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((view.errors, view.is_trained), (0, false));
        assert!(lab.ask("{").is_empty());

        assert!(ask(&mut lab, 4, Request::Train).is_empty() && !lab.is_busy());
        assert!(lab.meet(b"no weights").is_err() && lab.is_busy());
        let _ = lab.work();
        let told = ask(&mut lab, 5, Request::Stop);
        assert!(told.iter().map(|told| told.id).eq([4, 5]));
        assert!(!lab.is_busy() && lab.work().is_none());
    }
}
