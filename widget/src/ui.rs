//! What components read: one state that the session writes and nobody else, and a trigger per topic of it.
//!
//! A signal for each thing would be a type for each thing, and every type brings its own copy of the reactive system's code.

use std::cell::RefCell;
use std::rc::Rc;

use chat::client::View;
use flow::HandOff;
use playbook::{Localized, PageBundle};
use wire::api::Outlook;
use wire::fact::PredictedOutcome;
use wire::{ConversationState, IntentId, Locale};

use crate::draw::Trigger;
use crate::i18n::Words;

/// What waits for a tap under the last line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Prompt {
    #[default]
    None,
    /// The assistant is not sure: which of these was meant?
    Meant(Vec<IntentId>),
    /// A person can help.
    Person,
    /// A flow asks this.
    Question(flow::Prompt),
    /// A flow wants to hand over this card.
    Review(HandOff),
}

/// An outcome, without the question.
pub type Counted = (Option<IntentId>, PredictedOutcome);

/// What changes together. Components that read a topic are drawn anew when it is written.
#[derive(Debug, Clone, Copy)]
pub enum Topic {
    /// The conversation and its connection.
    View,
    Draft,
    /// The owner's content, or that it could not be loaded.
    Bundle,
    Locale,
    Prompt,
    /// The assistant looks for an answer.
    Thinking,
    /// Whether the browser keeps what is said.
    Kept,
    /// The customer asked for the chat.
    Focus,
    /// The panel became visible: a hidden thread cannot scroll.
    Opened,
    /// Whether the thread is scrolled to its end.
    Place,
    /// What is wrong with the connection, once that has lasted.
    Trouble,
    Announcement,
    /// What was counted of this conversation.
    Counted,
    /// Whether new messages are heard.
    Sound,
}

const TOPICS: usize = Topic::Sound as usize + 1;

/// The state.
#[derive(Debug)]
pub struct State {
    pub view: View,
    /// What stands in the composer. Apart from the view, which typing does not change.
    pub draft: String,
    pub bundle: Option<Rc<PageBundle>>,
    /// The answers could not be loaded.
    pub is_bare: bool,
    pub locale: Locale,
    /// The chat's own, of [`Topic::Locale`].
    pub words: &'static Words,
    pub prompt: Prompt,
    /// A question the assistant had no answer to, which may be sent to improve them. Of [`Topic::Prompt`].
    pub unanswered: Option<String>,
    /// The newest last.
    pub counted: Vec<Counted>,
    pub has_sound: bool,
    pub is_thinking: bool,
    pub is_kept: bool,
    pub is_online: bool,
    pub is_at_end: bool,
    pub trouble: u8,
    /// What somebody who waits may expect, as far as the host has told. Of [`Topic::View`].
    pub outlook: Option<Outlook>,
    /// Read to people who do not see the thread.
    pub announcement: String,
}

/// The state and its topics.
pub struct Ui {
    state: RefCell<State>,
    topics: [Trigger; TOPICS],
}

impl Ui {
    #[must_use]
    pub fn new(view: View, locale: Locale, words: &'static Words) -> Ui {
        let state = State {
            draft: view.draft.clone(),
            view,
            bundle: None,
            is_bare: false,
            locale,
            words,
            prompt: Prompt::None,
            unanswered: None,
            counted: Vec::new(),
            has_sound: false,
            is_thinking: false,
            is_kept: true,
            is_online: true,
            is_at_end: true,
            trouble: 0,
            outlook: None,
            announcement: String::new(),
        };
        Ui { state: RefCell::new(state), topics: std::array::from_fn(|_| Trigger::default()) }
    }

    /// Reads what belongs to a topic; who calls is called again when it changes.
    pub fn read<T>(&self, topic: Topic, read: impl FnOnce(&State) -> T) -> T {
        self.track(topic);
        self.peek(read)
    }

    /// Reads without being called again.
    pub fn peek<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.state.borrow())
    }

    pub fn write(&self, topic: Topic, write: impl FnOnce(&mut State)) {
        write(&mut self.state.borrow_mut());
        self.tell(topic);
    }

    /// To be called again when the topic changes.
    pub fn track(&self, topic: Topic) {
        if let Some(topic) = self.topics.get(topic as usize) {
            topic.track();
        }
    }

    /// Says that the topic has changed, or happened.
    pub fn tell(&self, topic: Topic) {
        if let Some(topic) = self.topics.get(topic as usize) {
            topic.notify();
        }
    }

    /// The chat's own words.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        self.read(Topic::Locale, |state| state.words)
    }

    /// The same, without being called again.
    #[must_use]
    pub fn words_now(&self) -> &'static Words {
        self.peek(|state| state.words)
    }

    #[must_use]
    pub fn locale(&self) -> Locale {
        self.peek(|state| state.locale.clone())
    }

    #[must_use]
    pub fn bundle(&self) -> Option<Rc<PageBundle>> {
        self.peek(|state| state.bundle.clone())
    }

    /// An owner's text in the visitor's language; empty until the bundle is here.
    pub fn owners(&self, pick: impl Fn(&PageBundle) -> Option<&Localized<String>>) -> String {
        self.track(Topic::Locale);
        self.read(Topic::Bundle, |state| {
            let bundle = state.bundle.as_ref()?;
            Some(pick(bundle)?.text(&state.locale, bundle.default_locale()?).to_owned())
        })
        .unwrap_or_default()
    }

    /// Whether people answer now, not the assistant.
    #[must_use]
    pub fn is_escalated(&self) -> bool {
        self.read(Topic::View, |state| is_escalated(&state.view))
    }
}

#[must_use]
pub fn is_escalated(view: &View) -> bool {
    view.is_escalating || view.state != ConversationState::Pending
}
