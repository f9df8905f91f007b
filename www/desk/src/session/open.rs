//! Which conversation is on screen.

use chat::client::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::{ConversationId, limits};

use super::{Customer, Opened, Session};
use crate::board::Place;
use crate::host::timer::sleep;
use crate::host::{document, random};

/// Keys that are held down come twice as often.
const REST_MS: u64 = 120;

impl Session {
    /// Puts a conversation on screen.
    pub(crate) fn open(self, id: ConversationId) {
        self.passing.maybe_update(|passing| passing.take().is_some());
        let before = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id));
        if before == Some(id) {
            return;
        }
        self.close();
        let summary = self.board.with_untracked(|board| board.summary(id).cloned());
        self.opened.set(Some(Opened { id, summary }));
        self.customer.set(Customer::Asking);
        // What was imported has no log.
        if !self.board.with_untracked(|board| board.is_imported(id)) {
            self.run_thread(id);
        }
        self.refresh_view();
        self.see();
        self.ask_customer(id);
    }

    /// Takes the conversation off the screen.
    pub(crate) fn close(self) {
        let Some(Opened { id, .. }) = self.opened.get_untracked() else { return };
        self.opened.set(None);
        self.view.set(None);
        self.is_side_shown.set(false);
        self.is_noting.set(false);
        self.wants_reply.set(None);
        self.forget_here();
        self.suggested.set(None);
        self.park(id);
    }

    fn refresh_view(self) {
        let Some(id) = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id)) else { return };
        self.view.set(self.view_of(id));
    }

    /// After a frame of the desk: what is on screen may have moved or changed.
    pub(super) fn follow_opened(self) {
        let Some(opened) = self.opened.get_untracked() else { return };
        let summary = self.board.with_untracked(|board| board.summary(opened.id).cloned());
        if summary.is_some() && summary != opened.summary {
            self.opened.set(Some(Opened { id: opened.id, summary }));
        }
        self.see();
    }

    /// Moves through the offers and the view that is listed.
    pub(crate) fn step_through(self, below: bool) {
        let at = untrack(|| self.cursor());
        let view = self.list.get_untracked();
        if let Some(next) = self.board.with_untracked(|board| board.neighbour(view, at, below)) {
            self.walk_to(next);
        }
    }

    /// To the first or the last of the view.
    pub(crate) fn step_to_end(self, last: bool) {
        let view = self.list.get_untracked();
        let listed = self.board.with_untracked(|board| board.listed(view));
        if let Some(id) = if last { listed.last() } else { listed.first() } {
            self.walk_to(*id);
        }
    }

    /// The row that keys go on from: the one they are passing, else the conversation on screen; tracked.
    pub(crate) fn cursor(self) -> Option<ConversationId> {
        self.passing.get().or_else(|| self.open_id())
    }

    /// Keys have come to rest: what they were passing is put on screen.
    pub(crate) fn rest(self) {
        if let Some(id) = self.passing.get_untracked() {
            self.open(id);
        }
    }

    fn walk_to(self, id: ConversationId) {
        let is_in_list = document::focus(".lists .rows :focus, .offers :focus");
        // Putting a conversation on screen opens its socket and asks who it is: not for each that is passed.
        let is_open = self.opened.with_untracked(|opened| opened.as_ref().is_some_and(|opened| opened.id == id));
        self.passing.set((!is_open).then_some(id));
        spawn_local(async move {
            sleep(REST_MS).await;
            if self.passing.try_get_untracked().flatten() == Some(id) {
                self.rest();
            }
        });
        self.walked_to.set(Some(id));
        if is_in_list {
            // Its row is drawn by then: that of the conversation on screen always is.
            request_animation_frame(move || {
                document::focus(&format!("[data-conversation=\"{id}\"]"));
            });
        }
    }

    /// The offer on screen, or the first.
    pub(crate) fn offer_at_hand(self) -> Option<(wire::OfferId, ConversationId)> {
        let at = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id));
        self.board.with_untracked(|board| {
            let shown = board.offers.iter().find(|offer| Some(offer.summary.conversation) == at);
            let offer = shown.or_else(|| board.offers.first())?;
            Some((offer.id, offer.summary.conversation))
        })
    }

    /// The conversation on screen, if it is this agent's.
    pub(crate) fn open_mine(self) -> Option<ConversationId> {
        let id = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id))?;
        (self.board.with_untracked(|board| board.place(id)) == Place::Mine).then_some(id)
    }

    pub(crate) fn type_draft(self, id: ConversationId, text: String) {
        self.feed(id, Input::Draft(text));
    }

    /// Sends a reply with the files beside it; false where it is empty or too long, and the text stays.
    pub(crate) fn reply(self, id: ConversationId, text: &str) -> bool {
        let text = text.trim();
        let (has_files, is_uploading) = self
            .trays
            .with_untracked(|trays| trays.get(&id).map_or((false, false), |tray| (tray.has_files(), tray.is_uploading())));
        if (text.is_empty() && !has_files) || is_uploading || text.len() > limits::TEXT_BYTES {
            return false;
        }
        self.feed(id, Input::Submit { id: random::message_id(), text: text.to_owned(), files: self.take_files(id) });
        true
    }
}
