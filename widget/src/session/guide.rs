//! The running flow.

use chat::client::Input;
use flow::{Ending, Engine, Event, Misfit, Setting, State};
use wire::{FlowId, Locale};

use super::Session;
use crate::browser;
use crate::i18n::named;
use crate::ui::Prompt;

impl Session {
    /// `said` is the question that led here, and may hold answers.
    pub(super) fn start_flow(&'static self, id: &FlowId, said: &str) {
        let Some(bundle) = self.bundle() else { return };
        let (Some(flow), Some(default)) = (bundle.flow(id), bundle.default_locale()) else {
            return self.offer_person(self.ui.words_now().dont_know);
        };
        let (engine, events) = Engine::start(flow, &self.ui.locale(), &setting(default), said);
        *self.flow.borrow_mut() = Some(engine);
        self.play(events);
    }

    /// Continues the flow of an earlier page or another tab.
    pub(super) fn resume_flow(&'static self, state: State) {
        let Some(bundle) = self.bundle() else { return };
        let (Some(flow), Some(default)) = (bundle.flow(&state.flow), bundle.default_locale()) else { return };
        let (engine, events) = Engine::resume(flow, state, &setting(default));
        let prompt = engine.prompt();
        *self.flow.borrow_mut() = Some(engine);
        self.show_prompt(prompt.map_or(Prompt::None, Prompt::Question));
        if !events.is_empty() {
            self.play(events);
        }
    }

    /// The question that waits, in the language just chosen.
    pub(super) fn translate_flow(&'static self, locale: Locale) {
        let state = self.flow.borrow().as_ref().map(|engine| State { locale, ..engine.state().clone() });
        if let Some(state) = state {
            self.resume_flow(state);
            self.keep_flow();
        }
    }

    /// The person tapped a choice.
    pub fn pick(&'static self, value: &str, label: &str) {
        self.feed(Input::Submit { id: Session::new_id(), text: label.to_owned(), files: Vec::new() });
        self.step(flow::Input::Choose(value.to_owned()));
    }

    pub fn go_back(&'static self) {
        self.step(flow::Input::Back);
    }

    pub fn cancel(&'static self) {
        self.step(flow::Input::Cancel);
    }

    pub fn skip(&'static self) {
        self.step(flow::Input::Skip);
    }

    /// The question of a flow that stands, once more.
    pub(super) fn ask_again(&'static self) {
        let prompt = self.flow.borrow().as_ref().and_then(Engine::prompt);
        if let Some(prompt) = prompt {
            self.play(vec![Event::Ask(prompt)]);
        }
    }

    pub(super) fn step(&'static self, input: flow::Input) {
        let events = self.flow.borrow_mut().as_mut().map(|engine| engine.handle(input));
        self.play(events.unwrap_or_default());
    }

    fn play(&'static self, events: Vec<Event>) {
        let words = self.ui.words_now();
        for event in events {
            match event {
                Event::Say { text } => self.say(&text, None),
                Event::Ask(prompt) => {
                    self.say(&prompt.text, None);
                    self.prompt(Prompt::Question(prompt));
                }
                Event::Noted(fields) => {
                    let fields: Vec<String> =
                        fields.into_iter().map(|field| [&field.label, ": ", &field.value].concat()).collect();
                    self.say(&named(words.noted, &fields.join(" · ")), None);
                }
                Event::Doubt(text) => self.look_up(&text),
                Event::Retry { why, text } => {
                    let own = match why {
                        Misfit::Empty | Misfit::Pattern | Misfit::Range => words.misfit_text,
                        Misfit::TooLong => words.too_long,
                        Misfit::Choice => words.misfit_choice,
                    };
                    self.say(text.as_deref().unwrap_or(own), None);
                }
                Event::Changed => self.say(words.flow_changed, None),
                Event::HandOff(hand_off) => self.prompt(Prompt::Review(hand_off)),
                Event::Ended(ending) => {
                    *self.flow.borrow_mut() = None;
                    match ending {
                        Ending::HandedOff => {}
                        Ending::Done => self.prompt(Prompt::None),
                        Ending::Cancelled => {
                            self.prompt(Prompt::None);
                            self.say(words.cancelled, None);
                        }
                        Ending::Broken => self.offer_person(words.dont_know),
                    }
                }
            }
        }
        self.keep_flow();
    }
}

fn setting(default: &Locale) -> Setting {
    Setting { default: default.clone(), today: browser::today() }
}
