//! A question and its answer, all within this browser; what is counted are labels.

use chat::client::Input;
use playbook::{Intent, PageBundle, Reply};
use wasm_bindgen_futures::spawn_local;
use wire::api::{Outcome as Counted, Outcomes};
use wire::fact::PredictedOutcome;
use wire::{IntentId, Prediction};

use super::{Session, keep};
use crate::engine::{Heard, Outcome, Tone};
use crate::fetch::{self, FetchError};
use crate::i18n::named;
use crate::titles;
use crate::ui::{Prompt, Topic, is_escalated};

/// Outcomes that could not be counted yet are kept for the next try, at most this many.
const UNCOUNTED_MAX: usize = 50;
/// Outcomes that the customer is shown.
const COUNTED_SHOWN: usize = 30;

/// What goes on between a question and its answer.
#[derive(Default)]
pub(super) struct Questions {
    uncounted: Vec<Outcomes>,
}

impl Session {
    /// The person has sent what stands in the composer.
    pub fn submit(&'static self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.feed(Input::Submit { id: Session::new_id(), text: text.to_owned(), files: Vec::new() });
        if self.is_escalated() {
            return;
        }
        if self.has_flow() {
            return self.step(flow::Input::Text(text.to_owned()));
        }
        if !self.has_card() {
            self.prompt(Prompt::None);
        }
        self.look_up(text);
    }

    pub(super) fn look_up(&'static self, text: &str) {
        self.engine.borrow_mut().predict(text);
        self.without_engine();
        self.show_thinking();
    }

    /// The person tapped a title: no engine is needed to know what it means.
    pub fn choose(&'static self, intent: &IntentId) {
        let Some(bundle) = self.bundle() else { return };
        let Some(found) = bundle.intent(intent) else { return };
        let title = self.owners(&found.title);
        // It was what was being written.
        self.draft(String::new());
        self.feed(Input::Submit { id: Session::new_id(), text: title, files: Vec::new() });
        self.prompt(Prompt::None);
        // The suggestions went with the first line.
        self.ui.tell(Topic::Focus);
        self.keep_guess(Some(&(Prediction { intent: intent.clone(), confidence_permille: 1000 }, found.skill.clone())));
        self.reply(found, "");
    }

    /// None of the titles was it.
    pub fn choose_none(&'static self) {
        self.feed(Input::Submit { id: Session::new_id(), text: self.ui.words_now().none_of_these.to_owned(), files: Vec::new() });
        // The guess was wrong: no agent should be chosen for it.
        self.keep_guess(None);
        self.count(None, PredictedOutcome::DontKnow);
        self.offer_person(self.ui.words_now().dont_know);
    }

    pub(super) fn engine_heard(&'static self, heard: Heard) {
        match heard {
            Heard::Ready => self.engine.borrow_mut().ready(),
            Heard::Failed => {
                self.engine.borrow_mut().failed();
                self.without_engine();
            }
            Heard::Died => {
                self.engine.borrow_mut().died();
                self.without_engine();
                self.guided(self.runs.get(), None);
            }
            Heard::Guided { run, turn } => {
                self.engine.borrow_mut().has_guided();
                self.guided(run, turn.as_deref());
            }
            Heard::Predicted { question, outcome, guesses, tone } => {
                let asked = self.engine.borrow_mut().answered(question);
                if let Some(text) = asked.filter(|_| !self.is_escalated()) {
                    self.decided(&text, &outcome, guesses, &tone);
                }
            }
        }
        self.show_thinking();
    }

    fn decided(&'static self, text: &str, outcome: &Outcome, guesses: Vec<Prediction>, tone: &Tone) {
        let Some(bundle) = self.bundle() else { return };
        // In a flow only a sure answer is one; whatever else was typed is the flow's again. At its end it is the team's, with the card.
        let has_flow = self.has_flow();
        if (has_flow || self.has_card()) && !tone.wants_person {
            let sure = guesses.first().filter(|_| *outcome == Outcome::Answer).and_then(|guess| bundle.intent(&guess.intent));
            if let Some(intent) = sure.filter(|intent| matches!(intent.reply, Reply::Answer(_))) {
                self.count(Some(intent.id.clone()), PredictedOutcome::Answered);
                self.reply(intent, text);
                return self.ask_again();
            }
            if has_flow {
                return self.step(flow::Input::Insist(text.to_owned()));
            }
            self.count(None, PredictedOutcome::DontKnow);
            return self.say(self.ui.words_now().dont_know, None);
        }
        let known: Vec<(Prediction, &Intent)> =
            guesses.into_iter().filter_map(|guess| bundle.intent(&guess.intent).map(|intent| (guess, intent))).collect();
        let best = known.first();
        let words = self.ui.words_now();
        let is_foreign = !words.name(&tone.language).is_empty();
        let keep = |is_likely: bool| {
            let guess = best.map(|(guess, intent)| (guess.clone(), intent.skill.clone().filter(|_| is_likely)));
            self.keep_guess(guess.as_ref());
        };
        if tone.wants_person {
            // What it is about says who that should be, where that is clear.
            if *outcome == Outcome::Answer {
                keep(true)
            } else {
                self.keep_guess(None)
            }
            self.count(None, PredictedOutcome::DontKnow);
            return self.offer_person(words.person_offered);
        }
        match (outcome, best) {
            (Outcome::Answer, Some((guess, intent))) => {
                keep(true);
                self.count(Some(guess.intent.clone()), PredictedOutcome::Answered);
                self.reply(intent, text);
            }
            (Outcome::Ask, Some((guess, _))) if !is_foreign => {
                keep(true);
                self.count(Some(guess.intent.clone()), PredictedOutcome::Asked);
                self.say(words.did_you_mean, None);
                self.prompt(Prompt::Meant(known.iter().take(3).map(|(guess, _)| guess.intent.clone()).collect()));
            }
            (Outcome::DontKnow | Outcome::Ask, _) | (_, None) => {
                // A weak guess is a hint for the agent, but must not choose who that is.
                keep(false);
                self.count(None, PredictedOutcome::DontKnow);
                let name = words.name(&tone.language);
                if is_foreign {
                    self.offer_person(&named(words.other_language, name));
                } else {
                    self.offer_person(words.dont_know);
                    self.ui.write(Topic::Prompt, |state| state.unanswered = Some(text.to_owned()));
                }
            }
        }
    }

    fn reply(&'static self, intent: &Intent, said: &str) {
        match &intent.reply {
            Reply::Answer(answer) => {
                let Some(bundle) = self.bundle() else { return };
                let Some(default) = bundle.default_locale() else { return };
                let text = answer.get(&self.ui.locale(), default).map(playbook::Answer::to_text);
                self.say(&text.unwrap_or_default(), Some(intent.id.clone()));
            }
            Reply::Flow(flow) => self.start_flow(flow, said),
            Reply::HandOff => self.offer_person(self.ui.words_now().person_offered),
        }
    }

    pub(super) fn offer_person(&'static self, text: &str) {
        self.say(text, None);
        self.prompt(Prompt::Person);
    }

    /// Where there is no engine, titles that share words with the question are better than nothing, and said to be that.
    pub(super) fn without_engine(&'static self) {
        let is_bare = self.ui.peek(|state| state.is_bare);
        if !is_bare && !self.engine.borrow().has_failed() {
            return;
        }
        let asked = self.engine.borrow_mut().take_waiting();
        let words = self.ui.words_now();
        for text in asked {
            if self.has_flow() {
                self.step(flow::Input::Insist(text));
                continue;
            }
            let near = self.bundle().map(|bundle| titles::near(&bundle, &text)).unwrap_or_default();
            if !near.is_empty() {
                self.say(words.maybe_titles, None);
                self.prompt(Prompt::Meant(near));
            } else {
                self.offer_person(if is_bare { words.no_bundle } else { words.no_engine });
            }
        }
        self.show_thinking();
    }

    pub(super) fn start_engine(&'static self, bundle: &PageBundle) {
        let pack = self.place.api(&["pack/", &bundle.pack].concat());
        let sense = bundle.sense.as_ref().map(|sense| self.place.api(&["sense/", sense].concat()));
        self.engine.borrow_mut().load(pack, sense, bundle.has_flows(), move |heard| self.engine_heard(heard));
    }

    pub(super) fn show_thinking(&self) {
        let is_busy = self.engine.borrow().is_busy() && !self.is_escalated();
        if is_busy != self.ui.peek(|state| state.is_thinking) {
            self.ui.write(Topic::Thinking, |state| state.is_thinking = is_busy);
        }
    }

    /// A line of the assistant. Silent once people answer.
    pub(super) fn say(&'static self, text: &str, intent: Option<IntentId>) {
        if !text.is_empty() && !self.is_escalated() {
            let at = Session::now();
            self.feed(Input::Say { id: Session::new_id(), at, from_visitor: false, text: text.to_owned(), intent });
        }
    }

    pub(super) fn is_escalated(&self) -> bool {
        is_escalated(&self.client.borrow().view())
    }

    pub(super) fn owners(&self, text: &playbook::Localized<String>) -> String {
        let bundle = self.bundle();
        let default = bundle.as_deref().and_then(|bundle| bundle.default_locale());
        default.map(|default| text.text(&self.ui.locale(), default).to_owned()).unwrap_or_default()
    }

    fn count(&'static self, intent: Option<IntentId>, outcome: PredictedOutcome) {
        let mut counted = self.ui.peek(|state| state.counted.clone());
        if counted.len() == COUNTED_SHOWN {
            counted.remove(0);
        }
        counted.push((intent.clone(), outcome));
        self.storage.set(keep::COUNTED, &wire::encode(&counted));
        self.ui.write(Topic::Counted, |state| state.counted = counted);
        let outcomes = vec![Counted { intent, outcome, locale: self.ui.locale() }];
        let mut batches = std::mem::take(&mut self.questions.borrow_mut().uncounted);
        batches.push(Outcomes { batch: Session::new_id(), outcomes });
        spawn_local(async move {
            for batch in batches {
                let sent = fetch::post(&self.place.api("facts"), None, Some(&wire::encode(&batch))).await;
                // A batch keeps its id, so one that did arrive counts once.
                let uncounted = &mut self.questions.borrow_mut().uncounted;
                if sent == Err(FetchError::Unreachable) && uncounted.len() < UNCOUNTED_MAX {
                    uncounted.push(batch);
                }
            }
        });
    }
}
