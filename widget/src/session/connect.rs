//! The connection: opened when the client machine asks for one, which it never does before escalation.

use chat::client::Input;
use wasm_bindgen_futures::spawn_local;
use wire::CloseReason;

use super::Session;
use crate::bridge::{FromHost, Page};
use crate::browser::{self, Timer};
use crate::socket::{Heard, Socket};
use crate::ui::Topic;
use crate::visitor;

/// How long a page may be in the background before it rests.
const REST_MS: u64 = 60_000;

impl Session {
    pub(super) fn connect(&'static self) {
        // It is asked for again when the page is.
        if self.is_resting.get() {
            return;
        }
        let attempt = self.attempt.get() + 1;
        self.attempt.set(attempt);
        *self.socket.borrow_mut() = None;
        spawn_local(async move {
            let token = visitor::token(&self.place, &self.storage, Session::now()).await;
            if self.attempt.get() != attempt {
                return;
            }
            let opened = token.ok().and_then(|token| self.open(attempt, &token));
            match opened {
                Some(socket) => *self.socket.borrow_mut() = Some(socket),
                None => self.feed(Input::SocketClosed { reason: None }),
            }
        });
    }

    fn open(&'static self, attempt: u64, token: &str) -> Option<Socket> {
        let host = self.place.origin.strip_prefix("http")?;
        let url = [
            "ws",
            host,
            "/api/v1/sites/",
            self.place.site.as_str(),
            "/conversations/",
            &self.conversation().to_string(),
            "/socket",
        ]
        .concat();
        let heard = move |heard| {
            if self.attempt.get() == attempt {
                self.heard(heard);
            }
        };
        Socket::open(&url, token, heard).ok()
    }

    fn heard(&'static self, heard: Heard) {
        match heard {
            Heard::Opened => self.feed(Input::SocketOpened),
            Heard::Frame(text) => self.feed(Input::Frame { text }),
            Heard::Closed(reason) => {
                if reason == Some(CloseReason::Forbidden) {
                    visitor::forget(&self.storage);
                }
                self.feed(Input::SocketClosed { reason });
            }
        }
    }

    pub(super) fn disconnect(&self) {
        self.attempt.set(self.attempt.get() + 1);
        *self.socket.borrow_mut() = None;
    }

    /// The person asks to try at once.
    pub fn try_now(&'static self) {
        self.feed(Input::Online(true));
    }

    /// Everything the page around tells, for as long as it lives.
    pub(super) fn listen(&'static self) {
        let Some(window) = browser::window() else { return };
        self.bridge.listen(move |message| match message {
            FromHost::Page(page) => self.around(page),
            FromHost::Reset => self.forget(),
        });
        browser::listen(&window, "storage", move |event: web_sys::StorageEvent| self.stored(event.key(), event.new_value()));
        for (name, is_online) in [("online", true), ("offline", false)] {
            browser::listen(&window, name, move |_: web_sys::Event| {
                self.ui.write(Topic::View, |state| state.is_online = is_online);
                self.feed(Input::Online(is_online));
            });
        }
        if let Some(document) = browser::document() {
            browser::listen(&document, "visibilitychange", move |_: web_sys::Event| {
                self.see();
                self.rest();
            });
        }
    }

    /// A page nobody has looked at for a while gives its socket back; what it misses comes when it is looked at again. Who wants to
    /// hear of messages keeps it.
    fn rest(&'static self) {
        let timer = if browser::is_in_front() {
            if self.is_resting.take() {
                self.feed(Input::SocketClosed { reason: None });
                self.feed(Input::Online(true));
            }
            None
        } else {
            Timer::after(REST_MS, move || {
                let is_live = self.socket.borrow().is_some();
                if is_live && !browser::is_in_front() && !self.ui.peek(|state| state.has_sound) {
                    self.is_resting.set(true);
                    self.disconnect();
                    self.feed(Input::SocketClosed { reason: None });
                }
            })
        };
        self.resting.replace(timer);
    }

    fn around(&'static self, page: Page) {
        let before = self.page.replace(Some(page.clone()));
        let asked = before.as_ref().map_or_else(|| self.place.locale.as_deref().unwrap_or_default(), |before| &before.locale);
        // Only a change is a wish: it must not undo what the customer tapped since.
        if page.locale != asked {
            self.choose_locale(&page.locale);
        }
        if let Some(root) = browser::document().and_then(|document| document.document_element()) {
            let _ = root.set_attribute("class", &page.scheme);
        }
        let was_open = self.is_visible.replace(page.is_open);
        if page.is_open && !was_open {
            self.ui.tell(Topic::Opened);
            self.see();
        }
        if before.as_ref().is_none_or(|before| before.path != page.path) {
            self.ui.tell(Topic::Prompt);
        }
        if page.focus && !before.is_some_and(|before| before.focus) {
            self.ui.tell(Topic::Focus);
        }
    }
}
