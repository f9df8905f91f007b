//! The machine.

use playbook::{Action, Ask, Flow, Localized, Question};
use wire::{Card, CardField, Locale, SlotId, StepId, limits};

use crate::fold::fold;
use crate::state::GIVEN_MAX;
use crate::words::command;
use crate::{Ending, Event, Given, HandOff, Input, Misfit, Offer, Pattern, Prompt, State};

/// A running flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    flow: Flow,
    default: Locale,
    state: State,
}

impl Engine {
    /// Begins `flow` in `locale`; `default` fills in for missing translations.
    #[must_use]
    pub fn start(flow: &Flow, locale: &Locale, default: &Locale) -> (Engine, Vec<Event>) {
        let state = State { flow: flow.id.clone(), version: flow.version, locale: locale.clone(), given: Vec::new(), at: None };
        let mut engine = Engine { flow: flow.clone(), default: default.clone(), state };
        let mut events = Vec::new();
        engine.go(flow.start.clone(), &mut events);
        (engine, events)
    }

    /// Continues from a stored state. In the version it was stored for, nothing is said anew; in another, the answers that
    /// still fit are kept and the next question is asked.
    #[must_use]
    pub fn resume(flow: &Flow, state: State, default: &Locale) -> (Engine, Vec<Event>) {
        if state.version == flow.version && state.flow == flow.id {
            return (Engine { flow: flow.clone(), default: default.clone(), state }, Vec::new());
        }
        let (mut engine, mut said) = Engine::start(flow, &state.locale, default);
        for given in state.given {
            let is_same_question = engine.ask().is_some_and(|(step, ask)| *step == given.step && ask.slot == given.slot);
            if !is_same_question {
                break;
            }
            let mut events = Vec::new();
            if engine.answer(&given.value, &mut events).is_err() {
                break;
            }
            said = events;
        }
        let mut events = vec![Event::Changed];
        // What was said on the way was read before; the question, a hand-off or the end is news.
        events.extend(said.into_iter().filter(|event| !matches!(event, Event::Say { .. })));
        (engine, events)
    }

    /// One turn. After the end nothing happens any more.
    pub fn handle(&mut self, input: Input) -> Vec<Event> {
        let mut events = Vec::new();
        if self.ask().is_none() {
            return events;
        }
        match input {
            Input::Choose(value) => self.take(&value, &mut events),
            Input::Text(text) => self.text(&text, &mut events),
            Input::Back => self.back(&mut events),
            Input::Cancel => self.end(Ending::Cancelled, &mut events),
        }
        events
    }

    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    #[must_use]
    pub fn flow(&self) -> &Flow {
        &self.flow
    }

    /// The question that waits, for drawing it again after a reload.
    #[must_use]
    pub fn prompt(&self) -> Option<Prompt> {
        let (step, ask) = self.ask()?;
        let choices = match &ask.question {
            Question::Text { .. } => Vec::new(),
            Question::Choice { choices } => choices
                .iter()
                .map(|choice| Offer { value: choice.value.clone(), label: self.read(&choice.label).to_owned() })
                .collect(),
        };
        Some(Prompt {
            step: step.clone(),
            slot: ask.slot.clone(),
            text: self.read(&ask.prompt).to_owned(),
            choices,
            can_go_back: !self.state.given.is_empty(),
        })
    }

    fn ask(&self) -> Option<(&StepId, &Ask)> {
        let at = self.state.at.as_ref()?;
        match &self.flow.step(at)?.action {
            Action::Ask(ask) => Some((at, ask)),
            Action::Say { .. } | Action::Branch { .. } | Action::HandOff(_) | Action::End => None,
        }
    }

    /// An answer of the question goes before a word that steers the flow.
    fn text(&mut self, text: &str, events: &mut Vec<Event>) {
        let is_choice = self.ask().is_some_and(|(_, ask)| matches!(ask.question, Question::Choice { .. }));
        if is_choice && self.fit(text).is_ok() {
            return self.take(text, events);
        }
        match command(text) {
            Some(Input::Cancel) => self.end(Ending::Cancelled, events),
            Some(Input::Back) => self.back(events),
            Some(Input::Text(_) | Input::Choose(_)) | None => self.take(text, events),
        }
    }

    fn take(&mut self, answer: &str, events: &mut Vec<Event>) {
        if let Err(why) = self.answer(answer, events) {
            let retry = self.ask().map_or("", |(_, ask)| self.read(&ask.retry));
            events.push(Event::Retry { why, text: (!retry.is_empty()).then(|| retry.to_owned()) });
        }
    }

    /// Keeps the answer and goes on, or changes nothing.
    fn answer(&mut self, answer: &str, events: &mut Vec<Event>) -> Result<(), Misfit> {
        let value = self.fit(answer)?;
        let Some((step, ask)) = self.ask() else { return Ok(()) };
        let (given, next) = (Given { step: step.clone(), slot: ask.slot.clone(), value }, ask.next.clone());
        self.state.given.push(given);
        if self.state.given.len() > GIVEN_MAX {
            self.end(Ending::Broken, events);
        } else {
            self.go(next, events);
        }
        Ok(())
    }

    /// The value that `answer` gives to the question that waits.
    fn fit(&self, answer: &str) -> Result<String, Misfit> {
        let Some((_, ask)) = self.ask() else { return Err(Misfit::Choice) };
        let answer = answer.trim();
        if answer.is_empty() {
            return Err(Misfit::Empty);
        }
        if answer.len() > limits::CARD_VALUE_BYTES {
            return Err(Misfit::TooLong);
        }
        match &ask.question {
            // The compiler has checked the pattern; a bundle made by hand with a bad one accepts anything.
            Question::Text { pattern } => match pattern.as_deref().map(Pattern::new) {
                Some(Ok(pattern)) => pattern.find(answer).ok_or(Misfit::Pattern),
                Some(Err(_)) | None => Ok(answer.to_owned()),
            },
            Question::Choice { choices } => {
                let folded = fold(answer);
                let by_value = choices.iter().find(|choice| choice.value == answer);
                let by_label = || choices.iter().find(|choice| choice.label.iter().any(|(_, label)| fold(label) == folded));
                let by_folded_value = || choices.iter().find(|choice| fold(&choice.value) == folded);
                let found = by_value.or_else(by_label).or_else(by_folded_value);
                found.map(|choice| choice.value.clone()).ok_or(Misfit::Choice)
            }
        }
    }

    fn back(&mut self, events: &mut Vec<Event>) {
        if let Some(last) = self.state.given.pop() {
            self.state.at = Some(last.step);
        }
        match self.prompt() {
            Some(prompt) => events.push(Event::Ask(prompt)),
            None => self.end(Ending::Broken, events),
        }
    }

    /// Passes steps until one waits for the visitor. Each step once at most: nothing changes between questions, so a
    /// second time would be for ever.
    fn go(&mut self, from: StepId, events: &mut Vec<Event>) {
        let mut at = from;
        for _ in 0..=self.flow.steps.len() {
            let Some(step) = self.flow.step(&at) else { break };
            at = match &step.action {
                Action::Say { text, next } => {
                    events.push(Event::Say { text: self.read(text).to_owned() });
                    next.clone()
                }
                Action::Branch { arms, otherwise } => {
                    let taken = arms.iter().find(|arm| self.state.slot(&arm.slot) == Some(arm.is.as_str()));
                    taken.map_or(otherwise, |arm| &arm.next).clone()
                }
                Action::Ask(_) => {
                    self.state.at = Some(at);
                    events.extend(self.prompt().map(Event::Ask));
                    return;
                }
                Action::HandOff(hand_off) => {
                    let said = self.read(&hand_off.say).to_owned();
                    let card = self.card(&hand_off.title, &hand_off.card);
                    let (skill, priority) = (hand_off.skill.clone(), hand_off.priority);
                    if !said.is_empty() {
                        events.push(Event::Say { text: said });
                    }
                    events.push(Event::HandOff(HandOff { skill, priority, card }));
                    return self.end(Ending::HandedOff, events);
                }
                Action::End => return self.end(Ending::Done, events),
            };
        }
        self.end(Ending::Broken, events);
    }

    fn end(&mut self, ending: Ending, events: &mut Vec<Event>) {
        self.state.at = None;
        events.push(Event::Ended(ending));
    }

    /// Slots that were never asked for leave no field.
    fn card(&self, title: &Localized<String>, slots: &[SlotId]) -> Card {
        let title = if title.is_empty() { &self.flow.title } else { title };
        let fields = slots.iter().take(limits::CARD_FIELDS).filter_map(|slot| self.field(slot)).collect();
        Card { flow: self.flow.id.clone(), version: self.flow.version, title: self.read(title).to_owned(), fields }
    }

    fn field(&self, slot: &SlotId) -> Option<CardField> {
        let given = self.state.given.iter().rev().find(|given| given.slot == *slot)?;
        let (_, ask) = self.flow.asks().find(|(step, _)| **step == given.step)?;
        let label = if ask.label.is_empty() { &ask.prompt } else { &ask.label };
        let value = match &ask.question {
            Question::Text { .. } => given.value.as_str(),
            Question::Choice { choices } => choices
                .iter()
                .find(|choice| choice.value == given.value)
                .map_or(given.value.as_str(), |choice| self.read(&choice.label)),
        };
        Some(CardField { slot: slot.clone(), label: self.read(label).to_owned(), value: value.to_owned() })
    }

    fn read<'a>(&self, text: &'a Localized<String>) -> &'a str {
        text.text(&self.state.locale, &self.default)
    }
}
