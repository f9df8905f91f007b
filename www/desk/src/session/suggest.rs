//! Answers of the playbook for what the customer said last. The text goes to the site's own edge and nowhere else.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::MessageId;
use wire::suggest::{Suggestion, SuggestionQuery};

use super::Session;
use crate::host::http;
use crate::suggest::unanswered;

/// Answers, and for which message.
pub(crate) type Suggested = Option<(MessageId, Vec<Suggestion>)>;

impl Session {
    /// After the thread on screen has changed: asks once for each message, while the conversation is this agent's.
    pub(crate) fn look_for_answers(self) {
        let asked = self.open_mine().and_then(|_| self.view.with_untracked(|view| unanswered(&view.as_ref()?.lines)));
        let Some((message, text)) = asked else {
            return self.suggested.maybe_update(|held| held.take().is_some());
        };
        if self.suggested.with_untracked(|held| held.as_ref().is_some_and(|(held, _)| *held == message)) {
            return;
        }
        let locale = self.opened.with_untracked(|opened| {
            let summary = opened.as_ref()?.summary.as_ref()?;
            let spoken = summary.tone.as_ref().and_then(|tone| tone.language.clone());
            Some(spoken.unwrap_or_else(|| summary.locale.clone()))
        });
        let Some(locale) = locale else { return };
        self.suggested.set(Some((message, Vec::new())));
        spawn_local(async move {
            let query = SuggestionQuery { text, locale };
            // Without an answer there is nothing to suggest.
            if let Ok(found) = http::ask::<_, Vec<Suggestion>>("POST", "/api/v1/suggestions", &query).await {
                self.suggested.try_maybe_update(|held| {
                    let is_current = held.as_ref().is_some_and(|(held, _)| *held == message);
                    if is_current {
                        *held = Some((message, found));
                    }
                    (is_current, ())
                });
            }
        });
    }

    /// Puts one of the answers into the composer; sending it is up to the agent.
    pub(crate) fn take_answer(self, at: usize) {
        let text = self.suggested.with_untracked(|held| Some(held.as_ref()?.1.get(at)?.text.clone()));
        if let (Some(id), Some(text)) = (self.open_mine(), text) {
            self.insert(id, text);
        }
    }
}
