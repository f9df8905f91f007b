//! The guided flow machine in the visitor's Web Worker, beside the intent engine.
//!
//! Most customers never begin a flow, so what leads through one is a program of its own: `engine/web/serve.js` loads it once a
//! playbook with flows is there, behind everything that answers questions.
//!
//! # Life
//!
//! A [`Guide`] is made of a bundle's text and leads through one flow at a time. Each call returns a [`flow::Turn`] as text: what
//! to show, the question that waits, and the state to keep. The page keeps the state and gives it back after a reload. A flow
//! ends on the bundle that its guide was made of, whatever is published meanwhile.

use flow::{Engine, Event, Setting, State, Turn};
use playbook::{BundleError, PublicBundle};
use wasm_bindgen::prelude::wasm_bindgen;
use wire::Locale;

/// A playbook, and perhaps a running flow of it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Guide {
    bundle: PublicBundle,
    setting: Setting,
    engine: Option<Engine>,
}

#[wasm_bindgen]
impl Guide {
    /// Reads a bundle; `today` counts days since 1970 where the visitor is.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: &str, today: i32) -> Result<Guide, String> {
        let bundle = PublicBundle::decode(bundle.as_bytes()).map_err(|error: BundleError| error.to_string())?;
        // Decoding has made sure of a locale.
        let Some(default) = bundle.default_locale().cloned() else { return Err("it has no locale".to_owned()) };
        Ok(Guide { bundle, setting: Setting { default, today: today.into() }, engine: None })
    }

    /// Begins a flow. `more` is the visitor's locale, a blank, and what led here. None if there is no such flow.
    #[must_use]
    pub fn start(&mut self, flow: &str, more: &str) -> Option<String> {
        let (locale, said) = more.split_once(' ')?;
        let flow = self.bundle.flows.iter().find(|other| other.id.as_str() == flow)?;
        let (engine, events) = Engine::start(flow, &Locale::new(locale).ok()?, &self.setting, said);
        Some(self.led(engine, events))
    }

    /// Goes on with a state as a turn gave it. None if it is damaged, or its flow is gone.
    #[must_use]
    pub fn resume(&mut self, state: &str) -> Option<String> {
        self.go_on(json::from_text(state).ok()?)
    }

    /// The running flow in another language.
    #[must_use]
    pub fn translate(&mut self, locale: &str) -> Option<String> {
        let state = State { locale: Locale::new(locale).ok()?, ..self.engine.as_ref()?.state().clone() };
        self.go_on(state)
    }

    /// One [`flow::Input`], as text. None if no flow runs.
    #[must_use]
    pub fn step(&mut self, input: &str) -> Option<String> {
        let mut engine = self.engine.take()?;
        let events = engine.handle(json::from_text(input).ok()?);
        Some(self.led(engine, events))
    }
}

impl Guide {
    fn go_on(&mut self, state: State) -> Option<String> {
        let (engine, events) = Engine::resume(self.bundle.flow(&state.flow)?, state, &self.setting);
        Some(self.led(engine, events))
    }

    fn led(&mut self, engine: Engine, events: Vec<Event>) -> String {
        let turn = Turn::of(&engine, events);
        self.engine = Some(engine);
        json::to_text(&turn)
    }
}

#[cfg(test)]
mod tests {
    use flow::{Ending, Input};

    use super::*;

    const SHOP: &str = include_str!("../../../www/demo/sites/shop/playbook.yaml");

    fn guide() -> Guide {
        let Ok((compiled, _)) = authoring::compile("playbook.yaml", SHOP) else { panic!("the shop's playbook compiles") };
        Guide::new(std::str::from_utf8(&compiled.public.encode()).unwrap(), 20_780).unwrap()
    }

    fn read(turn: Option<String>) -> Turn {
        json::from_text(&turn.unwrap()).unwrap()
    }

    #[test]
    fn a_flow_goes_on_from_the_state_of_its_last_turn() {
        let mut first = guide();
        let began = read(first.start("start_return", "en "));
        assert!(began.prompt.is_some() && began.events.iter().any(|event| matches!(event, Event::Say { .. })));
        let text = json::to_text(&Input::Text("LM-123456".to_owned()));
        let answered = read(first.step(&text));

        let mut second = guide();
        let resumed = read(second.resume(answered.state.as_deref().unwrap()));
        assert_eq!(resumed, Turn { events: Vec::new(), ..answered.clone() });
        let translated = read(second.translate("zh"));
        assert_ne!(translated.prompt.unwrap().text, answered.prompt.unwrap().text);
        let ended = read(second.step(&json::to_text(&Input::Cancel)));
        assert_eq!((ended.events, ended.state, ended.prompt), (vec![Event::Ended(Ending::Cancelled)], None, None));
    }

    #[test]
    fn what_cannot_be_led_is_none_and_a_damaged_bundle_says_so() {
        let mut guide = guide();
        assert_eq!(guide.step(&json::to_text(&Input::Back)), None);
        assert_eq!(guide.start("no_such_flow", "en "), None);
        assert_eq!(guide.start("start_return", "not/a locale"), None);
        assert_eq!(guide.resume("{}"), None);
        assert!(Guide::new("{", 0).unwrap_err().contains("damaged"));
    }
}
