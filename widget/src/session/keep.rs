//! What this browser keeps of a session, and how tabs stay in step.

use chat::client::{Client, Input, Role};
use web_sys::HtmlElement;
use wire::{ConversationId, IntentId, Prediction, SkillId, Write};

use super::Session;
use crate::browser;
use crate::composer;
use crate::storage::Storage;
use crate::ui::{Prompt, Topic};

const CONVERSATION: &str = "conversation";
const PREDICTION: &str = "prediction";
const PROMPT: &str = "prompt";
const FLOW: &str = "flow";
pub(super) const LOCALE: &str = "locale";
/// What was counted of the conversation.
pub(super) const COUNTED: &str = "counted";

/// What the assistant made of the last question.
pub(super) type Guess = (Prediction, Option<SkillId>);

pub(super) fn conversation(storage: &Storage) -> ConversationId {
    let kept = storage.get(CONVERSATION).and_then(|text| text.parse().ok());
    kept.unwrap_or_else(|| ConversationId::from_bits(browser::random_bits()))
}

fn records(conversation: ConversationId) -> String {
    ["c/", &conversation.to_string(), "/"].concat()
}

pub(super) fn restore(storage: &Storage, conversation: ConversationId) -> Client {
    Client::restore(Role::Visitor, conversation, storage.under(&records(conversation)))
}

/// What was tapped is gone: whoever goes by keys is taken to what can be tapped next, or to where one writes. To the box and not to a
/// button in it, so that a key held down presses nothing.
fn pass_focus() {
    match browser::find::<HtmlElement>(".review, .choices:has(.choice:not(.quiet))") {
        Some(next) => {
            next.set_tab_index(-1);
            let _ = next.focus();
        }
        None => composer::focus(),
    }
}

impl Session {
    pub(super) fn persist(&self, writes: &[Write]) {
        let conversation = self.conversation();
        if self.storage.get(CONVERSATION).is_none() {
            self.storage.set(CONVERSATION, &conversation.to_string());
        }
        self.storage.apply(&records(conversation), writes);
        let is_kept = self.storage.is_kept();
        if is_kept != self.ui.peek(|state| state.is_kept) {
            self.ui.write(Topic::Kept, |state| state.is_kept = is_kept);
        }
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
    /// A card stays until it is sent, put away, or another flow begins: nothing that was collected is lost by a question.
    pub(super) fn prompt(&self, prompt: Prompt) {
        if matches!(prompt, Prompt::Person | Prompt::Meant(_)) && self.has_card() {
            return;
        }
        match &prompt {
            Prompt::None | Prompt::Question(_) => self.storage.remove(PROMPT),
            Prompt::Person => self.storage.set(PROMPT, "[]"),
            Prompt::Meant(intents) => self.storage.set(PROMPT, &wire::encode(intents)),
            Prompt::Review(hand_off) => {
                self.storage.set(PROMPT, &wire::encode(&(hand_off.skill.clone(), hand_off.priority, hand_off.card.clone())));
            }
        }
        self.show_prompt(prompt);
    }

    /// Whether a card waits to be sent.
    pub(super) fn has_card(&self) -> bool {
        self.ui.peek(|state| matches!(state.prompt, Prompt::Review(_)))
    }

    pub(super) fn show_prompt(&self, prompt: Prompt) {
        if self.ui.peek(|state| state.prompt != prompt) {
            let has_focus = browser::find::<HtmlElement>(".choices :focus").is_some();
            self.ui.write(Topic::Prompt, |state| {
                state.prompt = prompt;
                state.unanswered = None;
            });
            if has_focus {
                browser::before_next_frame(pass_focus);
            }
        }
    }

    pub(super) fn keep_flow(&self) {
        match self.flow.borrow().as_ref().and_then(|flow| flow.state.as_deref()) {
            Some(state) => self.storage.set(FLOW, state),
            None => self.storage.remove(FLOW),
        }
    }

    /// After the bundle is here: the prompt and the flow of the last page.
    pub(super) fn restore_prompt(&'static self) {
        if let Some(state) = self.storage.get(FLOW) {
            return self.resume_flow(state);
        }
        let Some(text) = self.storage.get(PROMPT) else { return };
        if let Ok((skill, priority, card)) = json::from_text(&text) {
            self.show_prompt(Prompt::Review(flow::HandOff { skill, priority, card }));
        } else if let Ok(intents) = json::from_text::<Vec<IntentId>>(&text) {
            self.show_prompt(if intents.is_empty() { Prompt::Person } else { Prompt::Meant(intents) });
        }
    }

    /// Another tab of this browser changed what is kept.
    pub(super) fn stored(&'static self, key: Option<String>, body: Option<String>) {
        let Some(key) = key else { return self.switch(conversation(&self.storage)) };
        let Some(key) = self.storage.own_key(&key) else { return };
        if let Some(record) = key.strip_prefix(&records(self.conversation())) {
            return self.feed(Input::Stored { key: record.to_owned(), body });
        }
        match key {
            CONVERSATION => self.switch(conversation(&self.storage)),
            PROMPT | FLOW => {
                // It ended there.
                if key == FLOW && body.is_none() {
                    self.drop_flow();
                }
                if body.is_none() && !self.storage.under("").iter().any(|(key, _)| key == PROMPT || key == FLOW) {
                    self.show_prompt(Prompt::None);
                } else {
                    self.restore_prompt();
                }
            }
            _ => {}
        }
    }

    /// Leaves this conversation for a new one. The old one stays at the edge, if it ever got there.
    pub fn start_anew(&'static self) {
        self.storage.clear(&records(self.conversation()));
        for key in [CONVERSATION, PROMPT, FLOW, PREDICTION, COUNTED] {
            self.storage.remove(key);
        }
        self.switch(ConversationId::from_bits(browser::random_bits()));
    }

    /// Forgets everything, for a page whose user has signed out.
    pub(super) fn forget(&'static self) {
        self.disconnect();
        self.storage.clear("");
        self.switch(ConversationId::from_bits(browser::random_bits()));
        self.bridge.gone();
    }

    fn switch(&'static self, conversation: ConversationId) {
        if conversation == self.conversation() {
            return;
        }
        self.disconnect();
        self.left_out.take();
        self.ui.write(Topic::Counted, |state| state.counted.clear());
        self.drop_flow();
        self.engine.borrow_mut().take_waiting();
        self.show_thinking();
        self.show_prompt(Prompt::None);
        let client = restore(&self.storage, conversation);
        self.announced.set(client.view().lines.last().map(|line| line.id));
        *self.client.borrow_mut() = client;
        self.restore_prompt();
        self.publish();
        self.feed(Input::Online(true));
    }
}
