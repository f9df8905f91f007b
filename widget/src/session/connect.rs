//! The connection: opened when the client machine asks for one, which it never does before escalation.

use std::rc::Rc;

use chat::client::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::CloseReason;

use super::Session;
use crate::bridge::FromHost;
use crate::browser;
use crate::socket::{Heard, Socket};
use crate::visitor;

impl Session {
    pub(super) fn connect(self: &Rc<Self>) {
        let attempt = self.attempt.get() + 1;
        self.attempt.set(attempt);
        *self.socket.borrow_mut() = None;
        let session = Rc::clone(self);
        spawn_local(async move {
            let token = visitor::token(&session.place, &session.storage, Session::now()).await;
            if session.attempt.get() != attempt {
                return;
            }
            let opened = token.ok().and_then(|token| session.open(attempt, &token));
            match opened {
                Some(socket) => *session.socket.borrow_mut() = Some(socket),
                None => session.feed(Input::SocketClosed { reason: None }),
            }
        });
    }

    fn open(self: &Rc<Self>, attempt: u64, token: &str) -> Option<Socket> {
        let host = self.place.origin.replacen("http", "ws", 1);
        let url = format!("{host}/api/v1/sites/{}/conversations/{}/socket", self.place.site, self.conversation());
        let session = Rc::downgrade(self);
        let heard = move |heard| {
            if let Some(session) = session.upgrade().filter(|session| session.attempt.get() == attempt) {
                session.heard(heard);
            }
        };
        Socket::open(&url, token, heard).ok()
    }

    fn heard(self: &Rc<Self>, heard: Heard) {
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
    pub fn try_now(self: &Rc<Self>) {
        self.feed(Input::Online(true));
    }

    /// Everything the page around tells, for as long as it lives.
    pub(super) fn listen(self: &Rc<Self>) {
        let Some(window) = browser::window() else { return };
        let session = Rc::clone(self);
        self.bridge.listen(move |message| match message {
            FromHost::Visible { open, focus } => session.visible(open, focus),
            FromHost::Locale(tag) => session.choose_locale(&tag),
            FromHost::Reset => session.forget(),
        });
        let session = Rc::clone(self);
        browser::listen(&window, "storage", move |event: web_sys::StorageEvent| session.stored(event.key(), event.new_value()));
        for (name, is_online) in [("online", true), ("offline", false)] {
            let session = Rc::clone(self);
            browser::listen(&window, name, move |_: web_sys::Event| {
                session.ui.is_online.set(is_online);
                session.feed(Input::Online(is_online));
            });
        }
        if let Some(document) = browser::document() {
            let session = Rc::clone(self);
            browser::listen(&document, "visibilitychange", move |_: web_sys::Event| session.see());
        }
    }

    fn visible(self: &Rc<Self>, open: bool, focus: bool) {
        self.is_visible.set(open);
        if open {
            self.ui.shown.update(|count| *count += 1);
            self.see();
        }
        if focus {
            self.ui.focus.update(|count| *count += 1);
        }
    }
}
