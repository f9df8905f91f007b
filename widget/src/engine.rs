//! The intent engine in its Web Worker, as the session sees it.
//!
//! Questions asked before the engine is ready wait here. When it cannot be had at all they come back unanswered, so that the
//! session can say so; nothing is ever left hanging.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wire::{IntentId, Prediction};

use crate::browser;

/// What the engine made of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Answer,
    /// One of the choices was meant.
    Ask,
    DontKnow,
}

/// What a question tells beside its intent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tone {
    pub wants_person: bool,
    /// The name, in English and in Chinese, of a language that is neither; empty else.
    pub language: [String; 2],
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    Ready,
    Failed,
    /// The worker is no more: nothing it was asked will be answered.
    Died,
    /// What the guide made of a call; nothing if it could make nothing.
    Guided {
        run: u32,
        turn: Option<String>,
    },
    /// Best guess first; there may be none.
    Predicted {
        question: u32,
        outcome: Outcome,
        guesses: Vec<Prediction>,
        tone: Tone,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Ready,
    Failed,
    Died,
}

/// The worker and the questions it has not answered.
pub struct Engine {
    worker: Option<Worker>,
    stage: Stage,
    pack: String,
    /// In the order they were asked.
    waiting: Vec<(u32, String)>,
    next: u32,
    /// Calls of the guide that it has not answered.
    calls: u32,
}

struct Worker {
    worker: web_sys::Worker,
    _message: Closure<dyn FnMut(web_sys::MessageEvent)>,
    _error: Closure<dyn FnMut(JsValue)>,
}

impl Default for Engine {
    fn default() -> Engine {
        Engine { worker: None, stage: Stage::Loading, pack: String::new(), waiting: Vec::new(), next: 0, calls: 0 }
    }
}

impl Engine {
    /// Starts the worker on the model at this address, or hands a running one the newer model.
    pub fn load(&mut self, pack: String, sense: Option<String>, flows: bool, heard: impl Fn(Heard) + Clone + 'static) {
        if self.pack == pack {
            return;
        }
        if self.worker.is_none() || self.stage == Stage::Died {
            self.worker = Worker::start(heard);
        }
        self.stage = Stage::Loading;
        match &self.worker {
            Some(worker) => {
                let sense = sense.as_deref().map_or(JsValue::UNDEFINED, JsValue::from_str);
                worker.post(&[
                    ("kind", "load".into()),
                    ("pack", JsValue::from_str(&pack)),
                    ("sense", sense),
                    ("flows", flows.into()),
                ]);
            }
            None => self.stage = Stage::Failed,
        }
        self.pack = pack;
    }

    /// Calls the guide, with the bundle where a flow begins. False if there is no worker.
    pub fn guide(&mut self, run: u32, call: &str, [text, more]: [&str; 2], bundle: Option<&str>) -> bool {
        let Some(worker) = self.worker.as_ref().filter(|_| self.stage != Stage::Died) else { return false };
        let bundle = bundle.map_or(JsValue::UNDEFINED, JsValue::from_str);
        let (call, text, more) = (JsValue::from_str(call), text.into(), more.into());
        worker.post(&[
            ("kind", "guide".into()),
            ("run", run.into()),
            ("call", call),
            ("text", text),
            ("more", more),
            ("bundle", bundle),
        ]);
        self.calls += 1;
        true
    }

    pub fn has_guided(&mut self) {
        self.calls = self.calls.saturating_sub(1);
    }

    /// Asks, now or as soon as the engine is ready.
    pub fn predict(&mut self, text: &str) {
        let question = self.next;
        self.next = question.wrapping_add(1);
        self.waiting.push((question, text.to_owned()));
        if self.stage == Stage::Ready {
            self.send(question, text);
        }
    }

    pub fn ready(&mut self) {
        self.stage = Stage::Ready;
        for (question, text) in &self.waiting {
            self.send(*question, text);
        }
    }

    pub fn failed(&mut self) {
        self.stage = Stage::Failed;
        self.pack.clear();
    }

    /// Another worker is started with the next playbook.
    pub fn died(&mut self) {
        self.failed();
        self.stage = Stage::Died;
        self.calls = 0;
    }

    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.stage, Stage::Failed | Stage::Died)
    }

    /// The question is answered: its text, unless nobody waits for it any more.
    pub fn answered(&mut self, question: u32) -> Option<String> {
        let place = self.waiting.iter().position(|(other, _)| *other == question)?;
        Some(self.waiting.remove(place).1)
    }

    /// The questions nobody will answer.
    pub fn take_waiting(&mut self) -> Vec<String> {
        std::mem::take(&mut self.waiting).into_iter().map(|(_, text)| text).collect()
    }

    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.waiting.is_empty() || self.calls > 0
    }

    fn send(&self, question: u32, text: &str) {
        if let Some(worker) = &self.worker {
            worker.post(&[("kind", "predict".into()), ("id", question.into()), ("text", text.into())]);
        }
    }
}

impl Worker {
    fn start(heard: impl Fn(Heard) + Clone + 'static) -> Option<Worker> {
        let url = browser::document()?.body()?.get_attribute("data-engine")?;
        let options = web_sys::WorkerOptions::new();
        options.set_type(web_sys::WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&url, &options).ok()?;
        let tell = heard.clone();
        let message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            if let Some(message) = read(&event.data()) {
                tell(message);
            }
        });
        let error = Closure::<dyn FnMut(JsValue)>::new(move |_| heard(Heard::Died));
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(Worker { worker, _message: message, _error: error })
    }

    fn post(&self, members: &[(&str, JsValue)]) {
        let _ = self.worker.post_message(&browser::object(members));
    }
}

fn read(data: &JsValue) -> Option<Heard> {
    match browser::text_of(data, "kind")?.as_str() {
        "ready" => Some(Heard::Ready),
        "failed" => Some(Heard::Failed),
        "guided" => Some(Heard::Guided { run: number(data, "run")? as u32, turn: browser::text_of(data, "turn") }),
        "prediction" => {
            let outcome = match browser::text_of(data, "outcome")?.as_str() {
                "answer" => Outcome::Answer,
                "ask" => Outcome::Ask,
                _ => Outcome::DontKnow,
            };
            let guesses = browser::member(data, "guesses")
                .map(|list| js_sys::Array::from(&list).iter().filter_map(|guess| prediction(&guess)).collect());
            let language = ["language_en", "language_zh"].map(|name| browser::text_of(data, name).unwrap_or_default());
            let wants_person = browser::member(data, "wants_person").is_some_and(|wanted| wanted.is_truthy());
            let tone = Tone { wants_person, language };
            Some(Heard::Predicted { question: number(data, "id")? as u32, outcome, guesses: guesses.unwrap_or_default(), tone })
        }
        _ => None,
    }
}

fn prediction(guess: &JsValue) -> Option<Prediction> {
    let intent: IntentId = browser::text_of(guess, "intent")?.parse().ok()?;
    Some(Prediction { intent, confidence_permille: number(guess, "confidence_permille")?.clamp(0.0, 1000.0) as u16 })
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    browser::member(object, name)?.as_f64()
}
