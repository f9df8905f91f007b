//! The desk socket: frames in, frames out, connecting again.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::hello::PROTOCOL;
use wire::{AgentFrame, CloseReason, ConversationId, DeskFrame, OfferId, Presence};

use super::{Account, Notice, Session};
use crate::alert::Event;
use crate::board::News;
use crate::host::socket::{Happening, Socket};
use crate::host::timer::Timeout;
use crate::host::{clock, random};
use crate::link::Connection;

const PATH: &str = "/api/v1/desk/socket";
const BUILD: &str = concat!("desk ", env!("CARGO_PKG_VERSION"));

impl Session {
    /// Opens the desk socket.
    pub(super) fn connect_desk(self) {
        let socket = Socket::open(PATH, move |happening| self.desk_happened(happening));
        let failed = socket.is_none();
        let old = self.inner(|inner| {
            inner.link.connecting();
            inner.timer = None;
            std::mem::replace(&mut inner.socket, socket)
        });
        spawn_local(async move { drop(old) });
        if failed {
            self.desk_closed(None);
        } else {
            self.show_connection();
        }
    }

    fn desk_happened(self, happening: Happening) {
        match happening {
            Happening::Opened => self.to_desk(&AgentFrame::Hello { protocol: PROTOCOL, build: BUILD.to_owned() }),
            // A frame that cannot be read is of a newer desk; the next whole one counts.
            Happening::Text(text) => {
                if let Ok(frame) = wire::decode::<DeskFrame>(&text) {
                    self.desk_said(frame);
                }
            }
            Happening::Closed(reason) => self.desk_closed(reason),
        }
    }

    fn desk_said(self, frame: DeskFrame) {
        let is_mine = matches!(frame, DeskFrame::Mine { .. });
        // The last of what follows a welcome.
        let is_team = matches!(frame, DeskFrame::Team { .. });
        let Some(news) = self.board.try_update(|board| board.apply(frame, clock::now())) else { return };
        match news {
            News::Nothing => {}
            News::Welcome => self.welcomed(),
            News::Offers(offers) => {
                self.tell_offers(&offers);
                self.alert_offers(&offers);
                offers.iter().for_each(|offer| self.ask_why(offer.summary.conversation));
            }
            News::OfferGone(_) => self.notify(Notice::OfferGone),
            News::Mentions(mentions) => {
                self.tell_mentions(&mentions);
                // What the page begins with is no news.
                if self.inner(|inner| inner.is_settled).unwrap_or(false) {
                    self.alert(Event::Mention, &mentions.iter().collect::<Vec<_>>());
                }
            }
            News::Messages(ids) => self.alert_of(Event::Message, &ids),
            News::Deed(by, deed) => self.hear_deed(by, deed),
        }
        let held: BTreeSet<OfferId> = self.board.with_untracked(|board| board.offers.iter().map(|offer| offer.id).collect());
        if self.answered.with_untracked(|answered| !answered.is_subset(&held)) {
            self.answered.update(|answered| answered.retain(|offer| held.contains(offer)));
        }
        self.follow_opened();
        self.look_at_mention();
        if is_team {
            self.inner(|inner| inner.is_settled = true);
        }
        if is_mine {
            self.send_what_is_left();
            self.forget_reads();
            self.forget_selected();
        }
    }

    fn welcomed(self) {
        let chosen = self.inner(|inner| {
            inner.link.welcomed();
            (inner.presence, inner.capacity)
        });
        if self.connection.with_untracked(|connection| matches!(connection, Connection::Connecting { first: false })) {
            self.notify(Notice::BackOnline);
        }
        self.show_connection();
        let (presence, capacity) = chosen.unwrap_or_default();
        if let Some(presence) = presence {
            self.set_presence(presence);
        }
        if let Some(capacity) = capacity {
            self.set_capacity(capacity);
        }
    }

    fn desk_closed(self, reason: Option<CloseReason>) {
        let now = clock::now();
        let left = self.inner(|inner| {
            inner.link.closed(reason, now, random::permille());
            inner.timer = inner.link.poll_timeout().and_then(|at| {
                let pause = u64::try_from(at.since(now).as_millis()).unwrap_or(u64::MAX);
                Timeout::after(pause, move || self.desk_timeout())
            });
            (inner.socket.take(), inner.link.connection())
        });
        let Some((socket, connection)) = left else { return };
        spawn_local(async move { drop(socket) });
        self.connection.set(connection);
        if matches!(connection, Connection::Ended { .. }) {
            self.with_session(|| ());
        }
    }

    fn desk_timeout(self) {
        // The timer that brought us here is let go after it.
        let timer = self.inner(|inner| inner.timer.take());
        spawn_local(async move { drop(timer) });
        if self.inner(|inner| inner.link.tries()).unwrap_or(0) > 1 {
            self.with_session(move || self.hurry());
        } else {
            self.hurry();
        }
    }

    /// Connects now, where it waits or has ended.
    pub(crate) fn hurry(self) {
        let is_worth = self.inner(|inner| inner.link.is_worth_hurrying()).unwrap_or(false);
        if is_worth && self.account.with_untracked(|account| matches!(account, Account::SignedIn(_))) {
            self.connect_desk();
        }
    }

    fn show_connection(self) {
        if let Some(connection) = self.inner(|inner| inner.link.connection()) {
            self.connection.set(connection);
        }
    }

    fn to_desk(self, frame: &AgentFrame) {
        let text = wire::encode(frame);
        self.inner(|inner| {
            if let Some(socket) = &inner.socket {
                socket.send(&text);
            }
        });
    }

    /// Whether the desk hears us; tracked.
    pub(crate) fn is_online(self) -> bool {
        self.connection.get() == Connection::Online
    }

    pub(super) fn is_online_untracked(self) -> bool {
        self.connection.get_untracked() == Connection::Online
    }

    pub(crate) fn set_presence(self, presence: Presence) {
        self.inner(|inner| inner.presence = Some(presence));
        self.board.update(|board| board.presence = presence);
        self.to_desk(&AgentFrame::SetPresence { presence });
    }

    pub(crate) fn set_capacity(self, capacity: u8) {
        let capacity = capacity.clamp(1, wire::limits::CAPACITY_MAX);
        self.inner(|inner| inner.capacity = Some(capacity));
        self.board.update(|board| board.capacity = capacity);
        self.to_desk(&AgentFrame::SetCapacity { capacity });
    }

    /// Takes an offer and shows its conversation.
    pub(crate) fn accept(self, offer: OfferId, conversation: ConversationId) {
        if self.answer(offer) {
            self.to_desk(&AgentFrame::Accept { offer });
            self.open(conversation);
            self.wants_reply.set(Some(conversation));
        }
    }

    pub(crate) fn decline(self, offer: OfferId) {
        if self.answer(offer) {
            self.to_desk(&AgentFrame::Decline { offer });
        }
    }

    fn answer(self, offer: OfferId) -> bool {
        let can = self.connection.get_untracked() == Connection::Online;
        can && self.answered.try_update(|answered| answered.insert(offer)).unwrap_or(false)
    }
}
