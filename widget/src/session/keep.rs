//! What this browser keeps of a session, and how tabs stay in step.

use std::rc::Rc;

use chat::client::{Client, Input, Role};
use leptos::prelude::*;
use wire::{ConversationId, IntentId, Prediction, SkillId, Write};

use super::Session;
use crate::browser;
use crate::storage::Storage;
use crate::ui::Prompt;

const CONVERSATION: &str = "conversation";
const PREDICTION: &str = "prediction";
const PROMPT: &str = "prompt";
const FLOW: &str = "flow";
pub(super) const LOCALE: &str = "locale";

/// What the assistant made of the last question.
pub(super) type Guess = (Prediction, Option<SkillId>);

pub(super) fn conversation(storage: &Storage) -> ConversationId {
    let kept = storage.get(CONVERSATION).and_then(|text| text.parse().ok());
    kept.unwrap_or_else(|| ConversationId::from_bits(browser::random_bits()))
}

fn records(conversation: ConversationId) -> String {
    format!("c/{conversation}/")
}

pub(super) fn restore(storage: &Storage, conversation: ConversationId) -> Client {
    Client::restore(Role::Visitor, conversation, storage.under(&records(conversation)))
}

impl Session {
    pub(super) fn persist(&self, writes: &[Write]) {
        let conversation = self.conversation();
        if self.storage.get(CONVERSATION).is_none() {
            self.storage.set(CONVERSATION, &conversation.to_string());
        }
        self.storage.apply(&records(conversation), writes);
        self.ui.is_kept.set(self.storage.is_kept());
    }

    pub(super) fn keep_guess(&self, guess: Option<&Guess>) {
        match guess {
            Some(guess) => self.storage.set(PREDICTION, &wire::encode(guess)),
            None => self.storage.remove(PREDICTION),
        }
    }

    pub(super) fn guess(&self) -> Option<Guess> {
        json::from_text(&self.storage.get(PREDICTION)?).ok()
    }

    /// Shows a prompt and keeps it for the next page. A flow's question is kept as the flow's state.
    pub(super) fn prompt(&self, prompt: Prompt) {
        match &prompt {
            Prompt::None | Prompt::Question(_) => self.storage.remove(PROMPT),
            Prompt::Person => self.storage.set(PROMPT, "[]"),
            Prompt::Meant(intents) => self.storage.set(PROMPT, &wire::encode(intents)),
            Prompt::Review(hand_off) => {
                self.storage.set(PROMPT, &wire::encode(&(hand_off.skill.clone(), hand_off.priority, hand_off.card.clone())));
            }
        }
        self.ui.prompt.set(prompt);
    }

    pub(super) fn keep_flow(&self) {
        match &*self.flow.borrow() {
            Some(engine) if engine.state().is_running() => self.storage.set(FLOW, &wire::encode(engine.state())),
            Some(_) | None => self.storage.remove(FLOW),
        }
    }

    /// After the bundle is here: the prompt and the flow of the last page.
    pub(super) fn restore_prompt(self: &Rc<Self>) {
        let kept = self.storage.get(FLOW).and_then(|text| json::from_text(&text).ok());
        if let Some(state) = kept {
            return self.resume_flow(state);
        }
        let Some(text) = self.storage.get(PROMPT) else { return };
        if let Ok((skill, priority, card)) = json::from_text(&text) {
            self.ui.prompt.set(Prompt::Review(flow::HandOff { skill, priority, card }));
        } else if let Ok(intents) = json::from_text::<Vec<IntentId>>(&text) {
            self.ui.prompt.set(if intents.is_empty() { Prompt::Person } else { Prompt::Meant(intents) });
        }
    }

    /// Another tab of this browser changed what is kept.
    pub(super) fn stored(self: &Rc<Self>, key: Option<String>, body: Option<String>) {
        let Some(key) = key else { return self.switch(conversation(&self.storage)) };
        let Some(key) = self.storage.own_key(&key) else { return };
        if let Some(record) = key.strip_prefix(&records(self.conversation())) {
            return self.feed(Input::Stored { key: record.to_owned(), body });
        }
        match key {
            CONVERSATION => self.switch(conversation(&self.storage)),
            PROMPT | FLOW => {
                if body.is_none() && !self.storage.under("").iter().any(|(key, _)| key == PROMPT || key == FLOW) {
                    self.ui.prompt.set(Prompt::None);
                    *self.flow.borrow_mut() = None;
                } else {
                    self.restore_prompt();
                }
            }
            _ => {}
        }
    }

    /// Leaves this conversation for a new one. The old one stays at the edge, if it ever got there.
    pub fn start_anew(self: &Rc<Self>) {
        self.storage.clear(&records(self.conversation()));
        for key in [CONVERSATION, PROMPT, FLOW, PREDICTION] {
            self.storage.remove(key);
        }
        self.switch(ConversationId::from_bits(browser::random_bits()));
    }

    /// Forgets everything, for a page whose user has signed out.
    pub(super) fn forget(self: &Rc<Self>) {
        self.disconnect();
        self.storage.clear("");
        self.switch(ConversationId::from_bits(browser::random_bits()));
        self.bridge.gone();
    }

    fn switch(self: &Rc<Self>, conversation: ConversationId) {
        if conversation == self.conversation() {
            return;
        }
        self.disconnect();
        *self.flow.borrow_mut() = None;
        self.engine.borrow_mut().take_waiting();
        self.ui.is_thinking.set(false);
        self.ui.prompt.set(Prompt::None);
        let client = restore(&self.storage, conversation);
        self.announced.set(client.view().lines.last().map(|line| line.id));
        *self.client.borrow_mut() = client;
        self.restore_prompt();
        self.publish();
        self.feed(Input::Online(true));
    }
}
