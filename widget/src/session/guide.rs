//! The running flow. The worker leads through it; this keeps its state and shows what each turn brings.

use chat::client::Input;
use flow::{Ending, Event, Misfit, Turn};
use wire::{FlowId, Locale};

use super::Session;
use crate::i18n::named;
use crate::ui::Prompt;

/// A flow that the worker leads through.
#[derive(Debug)]
pub(super) struct Running {
    /// Counts beginnings, so that a late turn of another one changes nothing.
    run: u32,
    /// The state to keep, once there is one.
    pub(super) state: Option<String>,
    /// The question that waits.
    prompt: Option<flow::Prompt>,
}

impl Session {
    /// `said` is the question that led here, and may hold answers.
    pub(super) fn start_flow(&'static self, id: &FlowId, said: &str) {
        self.begin(None, "start", id.as_str(), &[self.ui.locale().as_str(), " ", said].concat());
    }

    /// Continues the flow of an earlier page or another tab.
    pub(super) fn resume_flow(&'static self, state: String) {
        self.begin(Some(state.clone()), "resume", &state, "");
    }

    fn begin(&'static self, state: Option<String>, call: &str, text: &str, more: &str) {
        let run = self.runs.get().wrapping_add(1);
        self.runs.set(run);
        *self.flow.borrow_mut() = Some(Running { run, state, prompt: None });
        self.lead(call, text, more, Some(&self.playbook.borrow()));
    }

    /// A call of the guide.
    fn lead(&'static self, call: &str, text: &str, more: &str, bundle: Option<&str>) {
        let run = self.runs.get();
        if !self.engine.borrow_mut().guide(run, call, [text, more], bundle) {
            self.guided(run, None);
        }
        self.show_thinking();
    }

    /// The question that waits, in the language just chosen.
    pub(super) fn translate_flow(&'static self, locale: &Locale) {
        if self.has_flow() {
            self.lead("translate", locale.as_str(), "", None);
        }
    }

    pub(super) fn has_flow(&self) -> bool {
        self.flow.borrow().is_some()
    }

    pub(super) fn drop_flow(&self) {
        *self.flow.borrow_mut() = None;
    }

    /// What a call led to; nothing where the flow cannot go on.
    pub(super) fn guided(&'static self, run: u32, turn: Option<&str>) {
        let is_current = self.flow.borrow().as_ref().is_some_and(|flow| flow.run == run);
        if !is_current {
            return;
        }
        let turn: Option<Turn> = turn.and_then(|turn| json::from_text(turn).ok());
        let Some(Turn { events, prompt, state }) = turn else {
            return self.play(vec![Event::Ended(Ending::Broken)]);
        };
        if let Some(flow) = &mut *self.flow.borrow_mut() {
            flow.state = state;
            flow.prompt.clone_from(&prompt);
        }
        if events.is_empty() {
            self.show_prompt(prompt.map_or(Prompt::None, Prompt::Question));
        }
        self.play(events);
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
        let prompt = self.flow.borrow().as_ref().and_then(|flow| flow.prompt.clone());
        if let Some(prompt) = prompt {
            self.play(vec![Event::Ask(prompt)]);
        }
    }

    pub(super) fn step(&'static self, input: flow::Input) {
        if self.has_flow() {
            self.lead("step", &wire::encode(&input), "", None);
        }
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
                    self.drop_flow();
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
