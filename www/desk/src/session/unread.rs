//! What this agent has seen, and what waits to be seen.

use chat::client::Input;
use leptos::prelude::*;
use wire::{ConversationId, Offer, Summary};

use super::Session;
use crate::host::{document, storage};
use crate::records::{self, Kept, kept, prefix_of, read_key};
use crate::words::{count, words};

impl Session {
    /// Messages of a conversation of mine that I have not seen; tracked.
    pub(crate) fn unread(self, summary: &Summary) -> u64 {
        let read = self.reads.with(|reads| reads.get(&summary.conversation).copied().unwrap_or(0));
        summary.messages.saturating_sub(read)
    }

    /// The person has the conversation on screen in view.
    pub(crate) fn see(self) {
        let (Some(id), Some(agent)) = (self.open_mine(), self.agent()) else { return };
        if !document::is_visible() {
            return;
        }
        let messages = self.board.with_untracked(|board| board.summary(id).map_or(0, |summary| summary.messages));
        if self.reads.with_untracked(|reads| reads.get(&id).copied()) != Some(messages) {
            storage::set(&read_key(agent, id), &messages.to_string());
            self.reads.update(|reads| {
                reads.insert(id, messages);
            });
        }
        if self.view.with_untracked(|view| view.as_ref().is_some_and(|view| view.unread > 0)) {
            self.feed(id, Input::Seen);
        }
    }

    /// The next of mine with something unseen, after the one on screen.
    pub(crate) fn next_unread(self) -> Option<ConversationId> {
        let at = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id));
        self.board.with_untracked(|board| {
            let start = board.mine.iter().position(|summary| Some(summary.conversation) == at).map_or(0, |place| place + 1);
            let (before, after) = board.mine.split_at(start.min(board.mine.len()));
            let is_unread = |summary: &&Summary| {
                let read = self.reads.with_untracked(|reads| reads.get(&summary.conversation).copied().unwrap_or(0));
                summary.messages > read
            };
            after.iter().chain(before).find(is_unread).map(|summary| summary.conversation)
        })
    }

    /// Counts of conversations that are mine no more are forgotten.
    pub(super) fn forget_reads(self) {
        let Some(agent) = self.agent() else { return };
        let gone: Vec<ConversationId> = self.board.with_untracked(|board| {
            let is_gone = |id: &&ConversationId| !board.mine.iter().any(|summary| summary.conversation == **id);
            self.reads.with_untracked(|reads| reads.keys().filter(is_gone).copied().collect())
        });
        for id in &gone {
            storage::remove(&read_key(agent, *id));
        }
        if !gone.is_empty() {
            self.reads.update(|reads| reads.retain(|id, _| !gone.contains(id)));
        }
    }

    /// Messages of an earlier page that are still on their way are sent, shown or not.
    pub(super) fn send_what_is_left(self) {
        let Some(agent) = self.agent() else { return };
        for key in storage::keys(&prefix_of(agent)) {
            if let Some(Kept::Outgoing(id)) = kept(agent, &key) {
                let is_mine = self.board.with_untracked(|board| board.place(id)) == crate::board::Place::Mine;
                if is_mine && !storage::records(&records::prefix(agent, id)).is_empty() {
                    self.run_thread(id);
                }
            }
        }
    }

    /// Tells new offers to those who listen.
    pub(super) fn tell_offers(self, offers: &[Offer]) {
        let lang = self.lang.get_untracked();
        let titles = self.titles.get_untracked();
        let said: Vec<String> = offers
            .iter()
            .map(|offer| {
                let about = offer.summary.prediction.as_ref().map(|prediction| titles.intent(&prediction.intent, lang));
                count(words(lang).offer_new, &[about.as_deref().unwrap_or(&offer.summary.preview)])
            })
            .collect();
        self.told.set(said.join(". "));
    }
}
