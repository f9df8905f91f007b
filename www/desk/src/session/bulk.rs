//! Doing something with several conversations at once. Only this agent's can be selected.

use chat::client::{Among, Input};
use leptos::prelude::*;
use wire::ConversationId;

use super::{Asked, Session};
use crate::board::Place;
use crate::host::random;

impl Session {
    /// Selects a conversation of this agent, or no longer.
    pub(crate) fn select(self, id: ConversationId) {
        let is_mine = self.board.with_untracked(|board| board.place(id)) == Place::Mine;
        self.selected.update(|selected| {
            if !selected.remove(&id) && is_mine {
                selected.insert(id);
            }
        });
    }

    pub(crate) fn select_open(self) {
        if let Some(id) = self.open_mine() {
            self.select(id);
        }
    }

    /// What is no longer this agent's is no longer selected.
    pub(super) fn forget_selected(self) {
        let is_mine = |id: &ConversationId| self.board.with_untracked(|board| board.place(*id)) == Place::Mine;
        if self.selected.with_untracked(|selected| !selected.iter().all(is_mine)) {
            self.selected.update(|selected| selected.retain(is_mine));
        }
    }

    pub(crate) fn resolve_selected(self) {
        self.each_selected(|id| self.ask(id, Asked::Resolve, |id| Input::Resolve { id }));
    }

    pub(crate) fn release_selected(self) {
        self.each_selected(|id| self.ask(id, Asked::Release, |id| Input::Release { id }));
    }

    pub(crate) fn tag_selected(self, tag: &str) {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let has = |id| self.board.with_untracked(|board| board.summary(id).is_some_and(|summary| summary.tags.contains(&tag)));
        if !tag.is_empty() {
            self.each_selected(|id| {
                if !has(id) {
                    self.feed_among(id, Among::Tag { id: random::message_id(), tag: tag.clone(), on: true });
                }
            });
        }
    }

    /// A thread runs for each, and rests again when what was asked has been answered.
    fn each_selected(self, act: impl Fn(ConversationId)) {
        let selected = self.selected.try_update(std::mem::take).unwrap_or_default();
        for id in selected {
            self.run_thread(id);
            act(id);
        }
    }
}
