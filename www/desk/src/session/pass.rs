//! What ends this agent's part in a conversation, and whether the edge took it.

use chat::client::Input;
use leptos::prelude::*;
use wire::{ConversationId, MessageId, ServerFrame, Timestamp, TransferTarget};

use super::{Asked, Notice, Panel, Session};
use crate::host::{document, random};

impl Session {
    pub(crate) fn resolve(self) {
        if let Some(conversation) = self.open_mine() {
            self.ask(conversation, Asked::Resolve, |id| Input::Resolve { id });
        }
    }

    pub(crate) fn release(self) {
        if let Some(conversation) = self.open_mine() {
            self.ask(conversation, Asked::Release, |id| Input::Release { id });
        }
    }

    pub(crate) fn transfer(self, to: TransferTarget) {
        if let Some(conversation) = self.open_mine() {
            self.ask(conversation, Asked::Transfer, |id| Input::Transfer { id, to });
        }
    }

    pub(crate) fn snooze(self, until: Timestamp) {
        if let Some(conversation) = self.open_mine() {
            self.ask(conversation, Asked::Snooze, |id| Input::Snooze { id, until });
        }
    }

    pub(super) fn ask(self, conversation: ConversationId, asked: Asked, input: impl FnOnce(MessageId) -> Input) {
        let id = random::message_id();
        self.inner(|inner| inner.asked.insert(id, asked));
        self.feed(conversation, input(id));
        if !self.is_online_untracked() {
            self.notify(Notice::Later);
        }
    }

    /// Notes what became of what was asked: a refusal changes nothing on screen, so it is told.
    pub(super) fn hear_answer(self, text: &str) {
        if self.inner(|inner| inner.asked.is_empty()).unwrap_or(true) {
            return;
        }
        match wire::decode::<ServerFrame>(text) {
            Ok(ServerFrame::Ack { id, .. }) => {
                self.inner(|inner| inner.asked.remove(&id));
            }
            Ok(ServerFrame::Refused { id, reason }) => {
                if let Some(asked) = self.inner(|inner| inner.asked.remove(&id)).flatten() {
                    self.notify(Notice::Refused(asked, reason));
                }
            }
            Ok(
                ServerFrame::Welcome { .. }
                | ServerFrame::Entries { .. }
                | ServerFrame::State { .. }
                | ServerFrame::Typing { .. }
                | ServerFrame::Seen { .. }
                | ServerFrame::Here { .. }
                | ServerFrame::Unknown,
            )
            | Err(_) => {}
        }
    }

    /// Lays something over the panes, where it has something to act on.
    pub(crate) fn show_panel(self, panel: Panel) {
        let can = match panel {
            Panel::Transfer | Panel::Snooze => self.open_mine().is_some(),
            Panel::Palette
            | Panel::Replies
            | Panel::Assign
            | Panel::AssignReason
            | Panel::Alerts
            | Panel::Filters
            | Panel::Search
            | Panel::Macros => true,
        };
        if can {
            self.panel.set(Some(panel));
        }
    }

    /// Takes it away; the focus goes back to where it was.
    pub(crate) fn hide_panel(self) {
        document::close_dialog();
        self.panel.set(None);
    }
}
