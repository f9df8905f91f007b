//! All state of the desk, owned by the root and alive as long as the page.
//!
//! Components read the signals and call the methods. Sockets, timers and machines lie in `inner`, which is borrowed only inside one
//! synchronous step: an input is handled and its effects are taken out, the borrow ends, then the effects are done.

mod account;
mod alert;
mod bulk;
mod canned;
mod customer;
mod desk;
mod files;
mod floor;
mod here;
mod listing;
mod macros;
mod note;
mod open;
mod pass;
mod suggest;
mod thread;
mod unread;
mod why;

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use ui::Lang;
use wire::api::{AgentSession, CustomerCard};
use wire::{AgentId, ConversationId, FileId, MessageId, OfferId, Presence, Summary, Timestamp};

use crate::alert::Alerts;
use crate::board::{Board, Place, View};
use crate::canned::Canned;
use crate::here::Here;
use crate::host::socket::Socket;
use crate::host::timer::Timeout;
use crate::host::{clock, document, storage};
use crate::link::{Connection, Link};
use crate::macros::Macro;
use crate::problem::Problem;
use crate::reason::Why;
use crate::titles::Titles;
use crate::tray::Tray;
use crate::words::{Words, words};

pub(crate) use files::address;

const LANGUAGE: &str = "frontdesk.desk/language";
const SINGLE_KEYS: &str = "frontdesk.desk/single-keys";

pub(crate) use listing::Asked as ListAsked;
pub(crate) use macros::Insert;

/// Who is in front of the desk.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Account {
    /// Asking; `failed` where the edge did not answer and is asked again.
    Asking {
        failed: bool,
    },
    SignedOut {
        problem: Option<Problem>,
    },
    SignedIn(AgentSession),
}

/// The conversation on screen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Opened {
    pub(crate) id: ConversationId,
    /// As last told: it stays when the conversation leaves the lists.
    pub(crate) summary: Option<Summary>,
}

/// The customer's card of the conversation on screen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Customer {
    Asking,
    Known(CustomerCard),
    Failed,
}

/// What lies over the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Panel {
    Transfer,
    Snooze,
    Palette,
    Replies,
    /// To whom a conversation is given, by a supervisor.
    Assign,
    AssignReason,
    /// Sounds, notifications and quiet hours.
    Alerts,
    /// Views of the agent's own.
    Filters,
    /// Finding a conversation.
    Search,
    Macros,
}

/// What the edge was asked to do with a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Resolve,
    Release,
    Transfer,
    Snooze,
}

/// Why the agents of a conversation were asked, as far as that is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reasons {
    Asking,
    Known(Vec<Why>),
    Failed,
}

/// Something told in passing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The edge would not do it.
    Refused(Asked, wire::Refusal),
    /// It is done when the connection is back.
    Later,
    OfferGone,
    BackOnline,
    NotStored,
    /// The edge did not answer: still signed in.
    SignOutFailed,
    /// What a supervisor asked for, and what became of it.
    SupervisorsOnly,
    NothingToAnswer,
    NotConnected,
    HoldsTooMany,
    NotDone,
    Given(AgentId),
    PresenceSet,
    /// Of a macro.
    NotYours,
    CalledOff,
    CutShort,
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    pub(crate) lang: RwSignal<Lang>,
    /// Moves once a second.
    pub(crate) now: RwSignal<Timestamp>,
    pub(crate) account: RwSignal<Account>,
    pub(crate) titles: RwSignal<Titles>,
    pub(crate) board: RwSignal<Board>,
    pub(crate) connection: RwSignal<Connection>,
    pub(crate) opened: RwSignal<Option<Opened>>,
    pub(crate) view: RwSignal<Option<chat::client::View>>,
    pub(crate) customer: RwSignal<Customer>,
    /// Messages seen per conversation.
    pub(crate) reads: RwSignal<BTreeMap<ConversationId, u64>>,
    /// Conversations with a draft.
    pub(crate) drafts: RwSignal<BTreeSet<ConversationId>>,
    /// Offers that were answered and are still shown.
    pub(crate) answered: RwSignal<BTreeSet<OfferId>>,
    pub(crate) notice: RwSignal<Option<(Notice, Timestamp)>>,
    /// Files beside the replies that are being written.
    pub(crate) trays: RwSignal<BTreeMap<ConversationId, Tray>>,
    /// Told to screen readers.
    pub(crate) told: RwSignal<String>,
    /// What is written now is for colleagues.
    pub(crate) is_noting: RwSignal<bool>,
    /// The view that is listed.
    pub(crate) list: RwSignal<View>,
    /// The row that keys walked to last.
    pub(crate) walked_to: RwSignal<Option<ConversationId>>,
    /// The row that keys are passing; it is put on screen once they rest there.
    pub(crate) passing: RwSignal<Option<ConversationId>>,
    /// To do something with several at once.
    pub(crate) selected: RwSignal<BTreeSet<ConversationId>>,
    pub(crate) is_help_shown: RwSignal<bool>,
    pub(crate) panel: RwSignal<Option<Panel>>,
    pub(crate) canned: RwSignal<Vec<Canned>>,
    pub(crate) reasons: RwSignal<BTreeMap<ConversationId, Reasons>>,
    pub(crate) is_side_shown: RwSignal<bool>,
    pub(crate) has_single_keys: RwSignal<bool>,
    /// The composer takes the focus as soon as this one may be answered.
    pub(crate) wants_reply: RwSignal<Option<ConversationId>>,
    pub(crate) supervising: floor::Supervising,
    pub(crate) alerts: RwSignal<Alerts>,
    pub(crate) here: RwSignal<Here>,
    pub(crate) lists: listing::Lists,
    pub(crate) macros: RwSignal<Vec<Macro>>,
    /// The macro that can still be called off.
    pub(crate) pending: RwSignal<Option<macros::Pending>>,
    /// For the composer of a conversation, from elsewhere.
    pub(crate) inserting: RwSignal<Option<(ConversationId, Insert)>>,
    pub(crate) suggested: RwSignal<suggest::Suggested>,
    inner: StoredValue<Inner, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    link: Link,
    socket: Option<Socket>,
    timer: Option<Timeout>,
    /// What the person chose on this page; told again after each welcome.
    presence: Option<Presence>,
    capacity: Option<u8>,
    /// The page has been told all there was when it began.
    is_settled: bool,
    threads: BTreeMap<ConversationId, thread::Thread>,
    chosen: BTreeMap<FileId, files::Chosen>,
    /// Not answered yet.
    asked: BTreeMap<MessageId, Asked>,
}

impl Session {
    pub(crate) fn new() -> Self {
        let languages = document::languages();
        let chosen = storage::get(LANGUAGE).and_then(|key| Lang::ALL.into_iter().find(|lang| lang.key() == key));
        let lang = chosen.unwrap_or_else(|| Lang::preferred(languages.iter().map(String::as_str)));
        Self {
            lang: RwSignal::new(lang),
            now: RwSignal::new(clock::now()),
            account: RwSignal::new(Account::Asking { failed: false }),
            titles: RwSignal::default(),
            board: RwSignal::default(),
            connection: RwSignal::default(),
            opened: RwSignal::new(None),
            view: RwSignal::new(None),
            customer: RwSignal::new(Customer::Asking),
            reads: RwSignal::default(),
            drafts: RwSignal::default(),
            answered: RwSignal::default(),
            notice: RwSignal::new(None),
            trays: RwSignal::default(),
            told: RwSignal::default(),
            is_noting: RwSignal::new(false),
            list: RwSignal::default(),
            walked_to: RwSignal::new(None),
            passing: RwSignal::new(None),
            selected: RwSignal::default(),
            is_help_shown: RwSignal::new(false),
            panel: RwSignal::new(None),
            canned: RwSignal::default(),
            reasons: RwSignal::default(),
            is_side_shown: RwSignal::new(false),
            has_single_keys: RwSignal::new(storage::get(SINGLE_KEYS).as_deref() != Some("off")),
            wants_reply: RwSignal::new(None),
            supervising: floor::Supervising::new(),
            alerts: RwSignal::default(),
            here: RwSignal::default(),
            lists: listing::Lists::new(),
            macros: RwSignal::default(),
            pending: RwSignal::new(None),
            inserting: RwSignal::new(None),
            suggested: RwSignal::new(None),
            inner: StoredValue::new_local(Inner::default()),
        }
    }

    /// The words of the language in use; tracked.
    pub(crate) fn words(self) -> &'static Words {
        words(self.lang.get())
    }

    pub(crate) fn words_untracked(self) -> &'static Words {
        words(self.lang.get_untracked())
    }

    pub(crate) fn switch_language(self) {
        let lang = self.lang.get_untracked().other();
        storage::set(LANGUAGE, lang.key());
        self.lang.set(lang);
    }

    pub(crate) fn use_single_keys(self, on: bool) {
        storage::set(SINGLE_KEYS, if on { "on" } else { "off" });
        self.has_single_keys.set(on);
    }

    pub(crate) fn agent(self) -> Option<AgentId> {
        self.account.with_untracked(|account| match account {
            Account::SignedIn(session) => Some(session.agent.id),
            Account::Asking { .. } | Account::SignedOut { .. } => None,
        })
    }

    /// The conversation on screen; tracked.
    pub(crate) fn open_id(self) -> Option<ConversationId> {
        self.opened.with(|opened| opened.as_ref().map(|opened| opened.id))
    }

    pub(crate) fn open_id_untracked(self) -> Option<ConversationId> {
        self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id))
    }

    /// Where the conversation on screen is; tracked.
    pub(crate) fn place(self) -> Option<Place> {
        let id = self.open_id()?;
        Some(self.board.with(|board| board.place(id)))
    }

    pub(crate) fn notify(self, notice: Notice) {
        self.notice.set(Some((notice, clock::now())));
    }

    /// Does something with the innards; nothing inside may touch them again.
    fn inner<T>(self, act: impl FnOnce(&mut Inner) -> T) -> Option<T> {
        self.inner.try_update_value(act)
    }

    /// Once a second.
    pub(crate) fn tick(self) {
        let now = clock::now();
        self.now.set(now);
        self.refresh_floor();
        self.finish_macro_in_time();
        let is_over = self.notice.with_untracked(|notice| notice.is_some_and(|(_, at)| now.since(at).as_secs() >= 6));
        if is_over {
            self.notice.set(None);
        }
    }
}
