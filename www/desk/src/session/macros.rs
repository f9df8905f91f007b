//! Macros: run, called off, kept.

use chat::client::{Among, Input, tags};
use leptos::prelude::*;
use wire::{ConversationId, Timestamp};

use super::{Asked, Notice, Session};
use crate::host::{clock, random, storage};
use crate::macros::{self, Ending, Macro, Run, UNDO, Wrong};
use crate::snooze::presets;

/// A macro that can still be called off.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pending {
    pub(crate) name: String,
    pub(crate) until: Timestamp,
    conversation: ConversationId,
    run: Run,
    /// What stood in the composer before.
    draft: String,
}

impl Pending {
    /// Whether something still waits to be done.
    pub(crate) fn is_held_back(&self) -> bool {
        self.run.send.is_some() || self.run.ending != Ending::Nothing
    }
}

impl Session {
    fn macros_key(self) -> Option<String> {
        Some(format!("frontdesk.desk/macros/{}", self.agent()?))
    }

    pub(super) fn load_macros(self) {
        let kept = self.macros_key().and_then(|key| storage::get(&key));
        self.macros.set(kept.and_then(|text| json::from_text(&text).ok()).unwrap_or_default());
    }

    pub(crate) fn keep_macro(self, one: Macro) -> Result<(), Wrong> {
        let kept = self.macros.try_update(|all| macros::keep(all, one)).unwrap_or(Ok(()));
        self.store_macros();
        kept
    }

    pub(crate) fn drop_macro(self, name: &str) {
        self.macros.update(|all| all.retain(|one| one.name != name));
        self.store_macros();
    }

    fn store_macros(self) {
        if let Some(key) = self.macros_key() {
            storage::set(&key, &self.macros.with_untracked(json::to_text));
        }
    }

    /// Runs a macro in the conversation on screen, if that is this agent's.
    pub(crate) fn run_macro(self, name: &str) {
        let one = self.macros.with_untracked(|all| all.iter().find(|one| one.name == name).cloned());
        let Some(one) = one else { return };
        let Some(conversation) = self.open_mine() else { return self.notify(Notice::NotYours) };
        self.finish_macro();
        let on = self.view.with_untracked(|view| view.as_ref().map(|view| tags(&view.lines)).unwrap_or_default());
        let run = macros::run(&one, &self.canned_values(), &on);
        let draft = self.view_of(conversation).map(|view| view.draft).unwrap_or_default();
        if let Some(tag) = &run.tag {
            self.feed_among(conversation, Among::Tag { id: random::message_id(), tag: tag.clone(), on: true });
        }
        if let Some(text) = &run.insert {
            self.insert(conversation, text.clone());
        }
        if run.is_cut_short {
            self.notify(Notice::CutShort);
        }
        let until = clock::now() + UNDO;
        self.pending.set(Some(Pending { name: one.name, until, conversation, run, draft }));
    }

    /// Calls the last macro off: what was done is taken back, what waited is not done.
    pub(crate) fn undo_macro(self) {
        let Some(Pending { conversation, run, draft, .. }) = self.pending.try_update(std::mem::take).flatten() else { return };
        self.run_thread(conversation);
        if let Some(tag) = run.tag {
            self.feed_among(conversation, Among::Tag { id: random::message_id(), tag, on: false });
        }
        if run.insert.is_some() {
            self.type_draft(conversation, draft.clone());
            self.inserting.set(Some((conversation, Insert::Whole(draft))));
        }
        self.notify(Notice::CalledOff);
    }

    /// Does what waited, where it can no longer be called off.
    pub(super) fn finish_macro_in_time(self) {
        let is_over =
            self.pending.with_untracked(|pending| pending.as_ref().is_some_and(|pending| pending.until <= clock::now()));
        if is_over {
            self.finish_macro();
        }
    }

    fn finish_macro(self) {
        let Some(Pending { conversation, run, .. }) = self.pending.try_update(std::mem::take).flatten() else { return };
        if run.send.is_none() && run.ending == Ending::Nothing {
            return;
        }
        self.run_thread(conversation);
        if let Some(text) = run.send {
            self.feed(conversation, Input::Submit { id: random::message_id(), text, files: Vec::new() });
        }
        match run.ending {
            Ending::Nothing => {}
            Ending::Resolve => self.ask(conversation, Asked::Resolve, |id| Input::Resolve { id }),
            Ending::Transfer { to } => self.ask(conversation, Asked::Transfer, |id| Input::Transfer { id, to }),
            Ending::Snooze { until } => {
                let (weekday, hour) = clock::weekday_and_hour();
                let all = presets(weekday, hour);
                // What is over for today is the next one.
                let when = all.iter().find(|(preset, _)| *preset == until.preset()).or_else(|| all.last());
                if let Some((_, when)) = when {
                    let until = clock::moment_of(*when);
                    self.ask(conversation, Asked::Snooze, |id| Input::Snooze { id, until });
                }
            }
        }
    }

    /// Puts a text into the composer of a conversation, behind what stands there.
    pub(crate) fn insert(self, id: ConversationId, text: String) {
        self.is_noting.set(false);
        self.inserting.set(Some((id, Insert::Behind(text))));
    }
}

/// What is put into a composer from elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Insert {
    Behind(String),
    /// In place of what stands there.
    Whole(String),
}
