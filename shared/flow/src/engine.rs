//! The machine.

use playbook::flow::{LATER, LOCALE_SLOT, SEVERAL};
use playbook::{Action, Arm, Ask, Choice, Flow, Localized, Question};
use wire::{Card, CardField, Locale, SlotId, StepId, limits};

use crate::find::{Found, Said, exact, find};
use crate::state::GIVEN_MAX;
use crate::words::{command, corrects};
use crate::{Day, Ending, Event, Given, HandOff, Input, Misfit, Offer, Pattern, Prompt, State};

/// What the host knows and the flow does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Fills in for missing translations.
    pub default: Locale,
    /// Where the visitor is.
    pub today: Day,
}

/// A running flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    flow: Flow,
    setting: Setting,
    state: State,
}

impl Engine {
    /// Begins `flow` in `locale`. `said` is what led to it, and may answer questions before they are asked.
    #[must_use]
    pub fn start(flow: &Flow, locale: &Locale, setting: &Setting, said: &str) -> (Engine, Vec<Event>) {
        let (id, version, locale) = (flow.id.clone(), flow.version, locale.clone());
        let state = State { flow: id, version, locale, given: Vec::new(), told: Vec::new(), at: None };
        let mut engine = Engine { flow: flow.clone(), setting: setting.clone(), state };
        let noted = engine.hear(said, &mut Said::new(said), &[]);
        let mut events = Vec::new();
        engine.go(flow.start.clone(), &mut events);
        note(noted, &mut events);
        (engine, events)
    }

    /// Continues from a stored state. In the version it was stored for, nothing is said anew; in another, the answers that
    /// still fit are kept and the next question is asked.
    #[must_use]
    pub fn resume(flow: &Flow, state: State, setting: &Setting) -> (Engine, Vec<Event>) {
        if state.version == flow.version && state.flow == flow.id {
            return (Engine { flow: flow.clone(), setting: setting.clone(), state }, Vec::new());
        }
        let (mut engine, mut said) = Engine::start(flow, &state.locale, setting, "");
        let given = state.given.into_iter().map(|given| (true, given));
        for (was_given, given) in given.chain(state.told.into_iter().map(|told| (false, told))) {
            let ask = engine.ask_of(&given.step).filter(|ask| ask.slot == given.slot);
            let Some(value) = ask.and_then(|ask| engine.refit(ask, &given.value)) else { continue };
            if was_given && engine.state.at.as_ref() == Some(&given.step) {
                said.clear();
                engine.give(value, &mut said);
            } else {
                engine.state.told.push(Given { value, ..given });
            }
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
            Input::Choose(value) => match self.ask().map(|(_, ask)| self.fit(ask, &value, &Said::new(&value))) {
                Some(Ok((_, _, value))) => self.give(value, &mut events),
                Some(Err(why)) => self.retry(why, &mut events),
                None => {}
            },
            Input::Text(text) => self.text(&text, false, &mut events),
            Input::Insist(text) => self.text(&text, true, &mut events),
            Input::Back => self.back(&mut events),
            Input::Skip => self.skip(&mut events),
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
        let offer = |value: &str, label: &str| Offer { value: value.to_owned(), label: label.to_owned() };
        let choices = match &ask.question {
            Question::Choice { choices, .. } => {
                choices.iter().map(|choice| offer(&choice.value, self.read(&choice.label))).collect()
            }
            Question::Rating => ["1", "2", "3", "4", "5"].map(|score| offer(score, score)).to_vec(),
            Question::File { later } => vec![offer(LATER, self.read(later))],
            Question::Text { .. }
            | Question::Number(_)
            | Question::Date(_)
            | Question::Time
            | Question::Email
            | Question::Phone => Vec::new(),
        };
        Some(Prompt {
            step: step.clone(),
            slot: ask.slot.clone(),
            text: self.read(&ask.prompt).to_owned(),
            choices,
            many: matches!(ask.question, Question::Choice { many: true, .. }),
            can_skip: ask.optional,
            can_go_back: !self.state.given.is_empty(),
        })
    }

    fn ask(&self) -> Option<(&StepId, &Ask)> {
        let at = self.state.at.as_ref()?;
        Some((at, self.ask_of(at)?))
    }

    fn ask_of(&self, step: &StepId) -> Option<&Ask> {
        match &self.flow.step(step)?.action {
            Action::Ask(ask) => Some(ask),
            Action::Say { .. } | Action::Branch { .. } | Action::HandOff(_) | Action::End => None,
        }
    }

    /// An answer of the question goes before a word that steers the flow, and a correction before an answer.
    fn text(&mut self, text: &str, insists: bool, events: &mut Vec<Event>) {
        let Some((step, ask)) = self.ask() else { return };
        let (step, mut said) = (step.clone(), Said::new(text));
        if let Some(value) = exact(&ask.question, text) {
            return self.give(value, events);
        }
        match command(text) {
            Some(Input::Cancel) => return self.end(Ending::Cancelled, events),
            Some(Input::Back) => return self.back(events),
            Some(Input::Skip) if ask.optional => return self.skip(events),
            Some(Input::Skip | Input::Text(_) | Input::Insist(_) | Input::Choose(_)) | None => {}
        }
        let today = self.setting.today;
        // What can only mean this question is no correction of another: "no more than 80 km/h".
        let answers = find(&ask.question, &said, text, false, today).is_some();
        if corrects(&mut said) && !answers && self.correct(text, &said, events) {
            return;
        }
        let mut said = Said::new(text);
        let Some((_, ask)) = self.ask() else { return };
        let is_open = ask.question == Question::Text { pattern: None };
        let asks = text.trim_end().ends_with(['?', '？', '吗', '呢']);
        if is_open && !insists && asks {
            return events.push(Event::Doubt(text.to_owned()));
        }
        match self.fit(ask, text, &said) {
            Ok((from, to, value)) => {
                said.blot(from, to);
                let noted = self.hear(text, &mut said, &[step]);
                self.give(value, events);
                note(noted, events);
            }
            Err(why) => {
                let noted = self.hear(text, &mut said, &[step]);
                if !noted.is_empty() {
                    events.extend(self.prompt().map(Event::Ask));
                    note(noted, events);
                } else if !insists && (why == Misfit::Choice || why == Misfit::Pattern && (asks || !has_digit(text))) {
                    events.push(Event::Doubt(text.to_owned()));
                } else {
                    self.retry(why, events);
                }
            }
        }
    }

    fn retry(&self, why: Misfit, events: &mut Vec<Event>) {
        let retry = self.ask().map_or("", |(_, ask)| self.read(&ask.retry));
        events.push(Event::Retry { why, text: (!retry.is_empty()).then(|| retry.to_owned()) });
    }

    fn skip(&mut self, events: &mut Vec<Event>) {
        match self.ask() {
            Some((_, ask)) if ask.optional => self.give(String::new(), events),
            Some(_) | None => self.retry(Misfit::Empty, events),
        }
    }

    /// Keeps the answer and goes on.
    fn give(&mut self, value: String, events: &mut Vec<Event>) {
        let Some((step, ask)) = self.ask() else { return };
        let (step, slot, next) = (step.clone(), ask.slot.clone(), ask.next.clone());
        self.take_told(&step);
        self.state.given.push(Given { step, slot, value });
        self.go(next, events);
    }

    /// What was told for a step, if anything: it is told no longer.
    fn take_told(&mut self, step: &StepId) -> Option<Given> {
        let place = self.state.told.iter().position(|told| told.step == *step)?;
        Some(self.state.told.remove(place))
    }

    /// Keeps what `text` answers of questions that wait their turn, those of the steps `but` apart; returns what is new of it.
    fn hear(&mut self, text: &str, said: &mut Said, but: &[StepId]) -> Vec<CardField> {
        let mut heard: Vec<(StepId, String)> = Vec::new();
        // Numbers last: what is left then is no part of a date.
        for is_number in [false, true] {
            for (step, ask) in self.flow.asks() {
                let is_open = !but.contains(step) && !self.state.given.iter().any(|given| given.slot == ask.slot);
                if is_open
                    && matches!(ask.question, Question::Number(_)) == is_number
                    && let Some(Ok((from, to, value))) = find(&ask.question, said, text, false, self.setting.today)
                {
                    said.blot(from, to);
                    heard.push((step.clone(), value));
                }
            }
        }
        let mut noted: Vec<CardField> = Vec::new();
        for (step, value) in heard {
            let Some(ask) = self.ask_of(&step) else { continue };
            let (slot, field) = (ask.slot.clone(), self.shown(ask, &value));
            let known = self.take_told(&step);
            if known.is_none_or(|known| known.value != value) && !noted.contains(&field) {
                noted.push(field);
            }
            self.state.told.push(Given { step, slot, value });
        }
        noted
    }

    /// Looks for the last answer that `said` puts right; the answers behind it are given again, as far as they are still asked for.
    fn correct(&mut self, text: &str, said: &Said, events: &mut Vec<Event>) -> bool {
        let (given, told) = (&self.state.given, &self.state.told);
        let mut found = None;
        for place in (0..given.len() + told.len()).rev() {
            let old = given.get(place).or_else(|| told.get(place - given.len()));
            let Some((old, ask)) = old.and_then(|old| Some((old, self.ask_of(&old.step)?))) else { continue };
            if ask.question != (Question::Text { pattern: None })
                && let Ok((_, _, value)) = self.fit(ask, text, said)
                && value != old.value
            {
                found = Some((place, old.step.clone(), old.slot.clone(), self.shown(ask, &value), value));
                break;
            }
        }
        let Some((place, step, slot, field, value)) = found else { return false };
        let mut noted = vec![field];
        noted.extend(self.hear(text, &mut said.clone(), std::slice::from_ref(&step)));
        if place < self.state.given.len() {
            let mut behind = self.state.given.split_off(place);
            if let Some(wrong) = behind.first_mut() {
                wrong.value = value;
            }
            behind.append(&mut self.state.told);
            self.state.told = behind;
            self.go(step, events);
            // What stands between the questions was read before.
            events.retain(|event| !matches!(event, Event::Say { .. }));
        } else {
            self.take_told(&step);
            self.state.told.push(Given { step, slot, value });
            events.extend(self.prompt().map(Event::Ask));
        }
        note(noted, events);
        true
    }

    /// What `answer` gives to a question beside which it was said, and where it stands.
    fn fit(&self, ask: &Ask, answer: &str, said: &Said) -> Result<Found, Misfit> {
        let answer = answer.trim();
        if answer.is_empty() {
            return Err(Misfit::Empty);
        }
        if answer.len() > limits::CARD_VALUE_BYTES {
            return Err(Misfit::TooLong);
        }
        let whole = |value: String| Ok((0, 0, value));
        if let Some(value) = exact(&ask.question, answer).or_else(|| exact(&ask.question, &said.left())) {
            return whole(value);
        }
        let otherwise = match &ask.question {
            Question::Text { pattern: None } => return whole(answer.to_owned()),
            // The compiler has checked the pattern; a bundle made by hand with a bad one accepts anything.
            Question::Text { pattern: Some(pattern) } if Pattern::new(pattern).is_err() => return whole(answer.to_owned()),
            Question::Choice { .. } | Question::File { .. } | Question::Rating => Misfit::Choice,
            Question::Text { .. }
            | Question::Number(_)
            | Question::Date(_)
            | Question::Time
            | Question::Email
            | Question::Phone => Misfit::Pattern,
        };
        match find(&ask.question, said, answer, true, self.setting.today) {
            Some(Ok(found)) => Ok(found),
            Some(Err(())) => Err(Misfit::Range),
            None => Err(otherwise),
        }
    }

    /// A stored value, if it is still one.
    fn refit(&self, ask: &Ask, value: &str) -> Option<String> {
        if value.is_empty() && ask.optional {
            return Some(String::new());
        }
        self.fit(ask, value, &Said::new(value)).ok().map(|(_, _, value)| value)
    }

    fn back(&mut self, events: &mut Vec<Event>) {
        if let Some(last) = self.state.given.pop() {
            self.state.at = Some(last.step.clone());
            self.state.told.insert(0, last);
        }
        match self.prompt() {
            Some(prompt) => events.push(Event::Ask(prompt)),
            None => self.end(Ending::Broken, events),
        }
    }

    /// Passes steps until one waits for the visitor, and questions whose answer was told. Between two answers each step is passed once
    /// at most: nothing changes, so a second time would be for ever.
    fn go(&mut self, from: StepId, events: &mut Vec<Event>) {
        let mut at = from;
        let mut left = self.flow.steps.len();
        while let Some(step) = self.flow.step(&at) {
            at = match &step.action {
                Action::Say { text, next } => {
                    events.push(Event::Say { text: self.read(text).to_owned() });
                    next.clone()
                }
                Action::Branch { arms, otherwise } => {
                    arms.iter().find(|arm| self.is_taken(arm)).map_or(otherwise, |arm| &arm.next).clone()
                }
                Action::Ask(_) if self.state.given.len() > GIVEN_MAX => break,
                Action::Ask(ask) => {
                    let next = ask.next.clone();
                    if let Some(told) = self.take_told(&at) {
                        self.state.given.push(told);
                        left = self.flow.steps.len() + 1;
                        next
                    } else {
                        self.state.at = Some(at);
                        events.extend(self.prompt().map(Event::Ask));
                        return;
                    }
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
            if left == 0 {
                break;
            }
            left -= 1;
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
        let ask = self.ask_of(&given.step)?;
        (!given.value.is_empty()).then(|| self.shown(ask, &given.value))
    }

    /// As an agent reads it, and the visitor.
    fn shown(&self, ask: &Ask, value: &str) -> CardField {
        let label = if ask.label.is_empty() { &ask.prompt } else { &ask.label };
        let mut shown = value.to_owned();
        match &ask.question {
            Question::Choice { choices, .. } => {
                let is_chosen = |choice: &&Choice| value.split(SEVERAL).any(|value| value == choice.value);
                let labels: Vec<&str> = choices.iter().filter(is_chosen).map(|choice| self.read(&choice.label)).collect();
                if !labels.is_empty() {
                    shown = labels.join(", ");
                }
            }
            Question::Rating => shown.push_str(" / 5"),
            Question::File { later } => self.read(later).clone_into(&mut shown),
            Question::Text { .. }
            | Question::Number(_)
            | Question::Date(_)
            | Question::Time
            | Question::Email
            | Question::Phone => {}
        }
        CardField { slot: ask.slot.clone(), label: self.read(label).to_owned(), value: shown }
    }

    fn is_taken(&self, arm: &Arm) -> bool {
        if arm.slot.as_str() == LOCALE_SLOT {
            let rest = self.state.locale.as_str().strip_prefix(arm.is.as_str());
            return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        }
        self.state.slot(&arm.slot).is_some_and(|value| value.split(SEVERAL).any(|value| value == arm.is))
    }

    fn read<'a>(&self, text: &'a Localized<String>) -> &'a str {
        text.text(&self.state.locale, &self.setting.default)
    }
}

/// What a pattern wants is mostly a number, so that a line with one tries to answer.
fn has_digit(text: &str) -> bool {
    text.contains(|char: char| char.is_ascii_digit())
}

/// Behind what is said on the way and before the question, a hand-off or the end.
fn note(noted: Vec<CardField>, events: &mut Vec<Event>) {
    if !noted.is_empty() {
        let place = events.iter().position(|event| !matches!(event, Event::Say { .. })).unwrap_or(events.len());
        events.insert(place, Event::Noted(noted));
    }
}
