//! All state of the console, owned by the root and alive as long as the page.
//!
//! Components read the signals and call the methods.

mod account;
mod api;
mod edit;
mod save;
mod train;

use book::{Book, Intent, View};
use leptos::prelude::*;
use ui::Lang;
use ui::host::{clock, document, storage};
use wire::Timestamp;
use wire::api::AgentSession;
use wire::console::Publication;

use crate::draft::Draft;
use crate::host::lab::Lab;
use crate::host::page;
use crate::place::Place;
use crate::problem::Problem;
use crate::words::{Words, words};

pub(crate) use api::{get, send};
pub(crate) use edit::Edited;
pub(crate) use train::Training;

const LANGUAGE: &str = "frontdesk.console/language";

/// Who is in front of the console.
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

/// Whether the playbook is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loading {
    Asking,
    Failed,
    Ready,
    /// The lab has stopped.
    Died,
}

/// Something told in passing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Notice {
    pub(crate) text: String,
    pub(crate) is_bad: bool,
    /// It can be taken back by undo.
    pub(crate) can_undo: bool,
    at: Timestamp,
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    pub(crate) lang: RwSignal<Lang>,
    /// Moves every half second.
    pub(crate) now: RwSignal<Timestamp>,
    pub(crate) account: RwSignal<Account>,
    pub(crate) place: RwSignal<Place>,
    pub(crate) loading: RwSignal<Loading>,
    /// What the lab says the text says.
    pub(crate) view: RwSignal<View>,
    pub(crate) draft: RwSignal<Option<Draft>>,
    pub(crate) published: RwSignal<Option<Publication>>,
    pub(crate) training: RwSignal<Training>,
    pub(crate) notice: RwSignal<Option<Notice>>,
    /// Told to screen readers.
    pub(crate) told: RwSignal<String>,
    /// Grows when the text was changed by something else than fields: undo, import, another's draft.
    pub(crate) epoch: RwSignal<u32>,
    lab: StoredValue<Option<Lab>, LocalStorage>,
    edits: StoredValue<Edits>,
}

/// How many edits were sent to the lab and not answered yet, and how many were answered.
#[derive(Debug, Clone, Copy, Default)]
struct Edits {
    waiting: u32,
    done: u32,
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
            place: RwSignal::new(Place::of_hash(&page::hash())),
            loading: RwSignal::new(Loading::Asking),
            view: RwSignal::default(),
            draft: RwSignal::new(None),
            published: RwSignal::new(None),
            training: RwSignal::new(Training::Never),
            notice: RwSignal::new(None),
            told: RwSignal::default(),
            epoch: RwSignal::new(0),
            lab: StoredValue::new_local(None),
            edits: StoredValue::new(Edits::default()),
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

    /// Goes to a place of the console.
    pub(crate) fn go(self, place: &Place) {
        page::go(&place.hash());
    }

    /// Reads something of the book; none while there is none. Tracked.
    pub(crate) fn book<T>(self, read: impl FnOnce(&Book) -> T) -> Option<T> {
        self.view.with(|view| view.book.as_ref().map(read))
    }

    pub(crate) fn book_untracked<T>(self, read: impl FnOnce(&Book) -> T) -> Option<T> {
        self.view.with_untracked(|view| view.book.as_ref().map(read))
    }

    /// An intent of the book; tracked.
    pub(crate) fn intent(self, id: &str) -> Option<Intent> {
        self.book(|book| book.intents.iter().find(|intent| intent.id == id).cloned()).flatten()
    }

    /// What an intent is called; tracked.
    pub(crate) fn title_of(self, id: &str) -> String {
        let titles = self.book(|book| book.intents.iter().find(|intent| intent.id == id).map(|intent| intent.title.clone()));
        titles.flatten().map(|titles| self.of_texts(&titles)).filter(|title| !title.is_empty()).unwrap_or_else(|| id.to_owned())
    }

    /// The text of this language, or of whichever there is; tracked.
    pub(crate) fn of_texts(self, texts: &book::Texts) -> String {
        let key = self.lang.get().key();
        let own = texts.get(key).or_else(|| texts.iter().find(|(tag, _)| tag.starts_with(key)).map(|(_, text)| text));
        own.or_else(|| texts.values().next()).cloned().unwrap_or_default()
    }

    /// The locales of the playbook, the default first; tracked.
    pub(crate) fn locales(self) -> Vec<String> {
        self.book(|book| book.locales.clone()).unwrap_or_default()
    }

    /// The place among the locales of the language of the page, or of the default one.
    pub(crate) fn own_locale(self) -> usize {
        let key = self.lang.get_untracked().key();
        self.book_untracked(|book| book.locales.iter().position(|tag| tag.starts_with(key))).flatten().unwrap_or(0)
    }

    pub(crate) fn tell(self, text: impl Into<String>) {
        self.note(text.into(), false, false);
    }

    pub(crate) fn warn(self, text: impl Into<String>) {
        self.note(text.into(), true, false);
    }

    /// Told with a button that takes it back.
    pub(crate) fn tell_undoable(self, text: impl Into<String>) {
        self.note(text.into(), false, true);
    }

    fn note(self, text: String, is_bad: bool, can_undo: bool) {
        self.notice.set(Some(Notice { text, is_bad, can_undo, at: clock::now() }));
    }

    /// Every half second.
    pub(crate) fn tick(self) {
        let now = clock::now();
        self.now.set(now);
        self.save_in_time();
        let is_over = self.notice.with_untracked(|notice| {
            notice.as_ref().is_some_and(|notice| now.since(notice.at).as_secs() >= if notice.is_bad { 12 } else { 7 })
        });
        if is_over {
            self.notice.set(None);
        }
    }
}
