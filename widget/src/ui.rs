//! What components read: signals that the session writes and nobody else.

use std::sync::Arc;

use chat::client::View;
use flow::HandOff;
use leptos::prelude::*;
use playbook::{Localized, PublicBundle};
use wire::{ConversationState, IntentId, Locale};

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

/// The signals. All belong to the root, which lives as long as the page.
#[derive(Clone, Copy)]
pub struct Ui {
    pub view: RwSignal<View>,
    /// What stands in the composer. Apart from the view, which typing does not change.
    pub draft: RwSignal<String>,
    pub bundle: RwSignal<Option<Arc<PublicBundle>>>,
    /// The answers could not be loaded.
    pub is_bare: RwSignal<bool>,
    pub locale: RwSignal<Locale>,
    pub prompt: RwSignal<Prompt>,
    /// The assistant looks for an answer.
    pub is_thinking: RwSignal<bool>,
    /// Whether the browser keeps what is said.
    pub is_kept: RwSignal<bool>,
    pub is_online: RwSignal<bool>,
    /// Raised whenever the customer asks for the chat: the composer takes the focus.
    pub focus: RwSignal<u32>,
    /// Raised when the panel becomes visible: a hidden thread cannot scroll.
    pub shown: RwSignal<u32>,
    /// Read to people who do not see the thread.
    pub announcement: RwSignal<String>,
}

impl Ui {
    #[must_use]
    pub fn new(view: View, locale: Locale) -> Ui {
        Ui {
            draft: RwSignal::new(view.draft.clone()),
            view: RwSignal::new(view),
            bundle: RwSignal::new(None),
            is_bare: RwSignal::new(false),
            locale: RwSignal::new(locale),
            prompt: RwSignal::new(Prompt::None),
            is_thinking: RwSignal::new(false),
            is_kept: RwSignal::new(true),
            is_online: RwSignal::new(true),
            focus: RwSignal::new(0),
            shown: RwSignal::new(0),
            announcement: RwSignal::new(String::new()),
        }
    }

    /// The chat's own words, tracked.
    #[must_use]
    pub fn words(self) -> &'static Words {
        self.locale.with(|locale| Words::of(locale.as_str()))
    }

    #[must_use]
    pub fn words_now(self) -> &'static Words {
        self.locale.with_untracked(|locale| Words::of(locale.as_str()))
    }

    /// An owner's text in the visitor's language, tracked; empty until the bundle is here.
    pub fn owners(self, pick: impl Fn(&PublicBundle) -> Option<&Localized<String>>) -> String {
        self.bundle.with(|bundle| {
            let read = |bundle: &PublicBundle| {
                let default = bundle.default_locale()?;
                Some(
                    self.locale.with(|locale| pick(bundle).map(|text| text.text(locale, default).to_owned())).unwrap_or_default(),
                )
            };
            bundle.as_deref().and_then(read).unwrap_or_default()
        })
    }

    /// Whether people answer now, not the assistant.
    #[must_use]
    pub fn is_escalated(self) -> bool {
        self.view.with(is_escalated)
    }
}

#[must_use]
pub fn is_escalated(view: &View) -> bool {
    view.is_escalating || view.state != ConversationState::Pending
}
