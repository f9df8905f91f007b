//! The threads: one protocol machine per conversation looked at, and its socket while that is needed.

use chat::client::{Among, Client, Effect, Input, Role};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::{ConversationId, Write};

use super::{Account, Notice, Session};
use crate::host::socket::{Happening, Socket};
use crate::host::timer::Timeout;
use crate::host::{clock, storage};
use crate::records::{self, prefix};

/// See the module.
pub(super) struct Thread {
    client: Client,
    socket: Option<Socket>,
    timer: Option<Timeout>,
    /// Off the screen with nothing on its way: the machine may not connect.
    is_parked: bool,
}

impl Session {
    /// Has the thread of a conversation running.
    pub(super) fn run_thread(self, id: ConversationId) {
        let exists = self.inner(|inner| inner.threads.get(&id).map(|thread| thread.is_parked));
        match exists.flatten() {
            Some(false) => {}
            Some(true) => {
                self.inner(|inner| inner.threads.get_mut(&id).map(|thread| thread.is_parked = false));
                self.feed(id, Input::Online(true));
            }
            None => {
                let Some(client) = self.restored(id) else { return };
                self.inner(|inner| inner.threads.insert(id, Thread { client, socket: None, timer: None, is_parked: false }));
                self.feed(id, Input::Online(true));
            }
        }
    }

    fn restored(self, id: ConversationId) -> Option<Client> {
        let role = self.account.with_untracked(|account| match account {
            Account::SignedIn(session) => Some(Role::Agent { id: session.agent.id, name: session.agent.name.clone() }),
            Account::Asking { .. } | Account::SignedOut { .. } => None,
        })?;
        let kept = storage::records(&prefix(self.agent()?, id));
        let kept = kept.into_iter().filter(|(key, _)| records::is_kept(&Write::delete(key.clone())));
        Some(Client::restore(role, id, kept))
    }

    /// Gives the thread of a conversation one input and does what follows.
    pub(crate) fn feed(self, id: ConversationId, input: Input) {
        self.step(id, |client| client.handle(input, clock::now()));
    }

    pub(super) fn feed_among(self, id: ConversationId, among: Among) {
        self.step(id, |client| client.handle_among(among, clock::now()));
    }

    fn step(self, id: ConversationId, act: impl FnOnce(&mut Client)) {
        let effects = self.inner(|inner| {
            let thread = inner.threads.get_mut(&id)?;
            act(&mut thread.client);
            Some(std::iter::from_fn(|| thread.client.poll_effect()).collect::<Vec<_>>())
        });
        let Some(effects) = effects.flatten() else { return };
        let mut is_changed = false;
        for effect in effects {
            match effect {
                Effect::Persist(writes) => self.keep(id, &writes),
                Effect::Connect => self.connect_thread(id),
                Effect::Send(frame) => {
                    let text = wire::encode(&frame);
                    self.inner(|inner| inner.threads.get(&id)?.socket.as_ref().map(|socket| socket.send(&text)));
                }
                Effect::Disconnect => self.let_go(id),
                Effect::Changed => is_changed = true,
                // The lists show what is new.
                Effect::Notify => {}
            }
        }
        if is_changed {
            self.thread_changed(id);
        }
        self.arm(id);
    }

    fn keep(self, id: ConversationId, writes: &[Write]) {
        let Some(agent) = self.agent() else { return };
        let prefix = prefix(agent, id);
        for write in writes.iter().filter(|write| records::is_kept(write)) {
            storage::apply(&prefix, write);
            if records::is_draft(write.key()) {
                let has_draft = self.view_of(id).is_some_and(|view| !view.draft.is_empty() || !view.note.is_empty());
                if self.drafts.with_untracked(|drafts| drafts.contains(&id)) != has_draft {
                    self.drafts.update(|drafts| {
                        if has_draft {
                            drafts.insert(id);
                        } else {
                            drafts.remove(&id);
                        }
                    });
                }
            }
        }
        if storage::has_failed() && self.notice.with_untracked(Option::is_none) {
            self.notify(Notice::NotStored);
        }
    }

    fn connect_thread(self, id: ConversationId) {
        let socket =
            Socket::open(&format!("/api/v1/conversations/{id}/socket"), move |happening| self.thread_happened(id, happening));
        let failed = socket.is_none();
        let old = self.inner(|inner| inner.threads.get_mut(&id).map(|thread| std::mem::replace(&mut thread.socket, socket)));
        spawn_local(async move {
            drop(old);
            if failed {
                self.feed(id, Input::SocketClosed { reason: None });
            }
        });
    }

    fn thread_happened(self, id: ConversationId, happening: Happening) {
        match happening {
            Happening::Opened => self.feed(id, Input::SocketOpened),
            Happening::Text(text) => {
                self.hear_answer(&text);
                self.hear_here(id, &text);
                self.feed(id, Input::Frame { text });
            }
            Happening::Closed(reason) => {
                self.let_go(id);
                self.feed(id, Input::SocketClosed { reason });
            }
        }
    }

    /// Drops the socket of a thread, after the callback that may have brought us here.
    fn let_go(self, id: ConversationId) {
        let old = self.inner(|inner| inner.threads.get_mut(&id).and_then(|thread| thread.socket.take()));
        spawn_local(async move { drop(old) });
    }

    fn thread_changed(self, id: ConversationId) {
        let Some(view) = self.view_of(id) else { return };
        let is_open = self.opened.with_untracked(|opened| opened.as_ref().is_some_and(|opened| opened.id == id));
        if is_open {
            let has_unread = view.unread > 0;
            self.view.set(Some(view));
            if has_unread {
                self.see();
            }
        } else if view.pending == 0 {
            self.park(id);
        }
    }

    pub(super) fn view_of(self, id: ConversationId) -> Option<chat::client::View> {
        self.inner(|inner| inner.threads.get(&id).map(|thread| thread.client.view())).flatten()
    }

    /// Leaves the socket of a thread that is neither shown nor has something on its way.
    pub(super) fn park(self, id: ConversationId) {
        let idle = self.inner(|inner| {
            let thread = inner.threads.get_mut(&id)?;
            if thread.is_parked || thread.client.view().pending > 0 {
                return None;
            }
            thread.is_parked = true;
            let (socket, timer) = (thread.socket.take(), thread.timer.take());
            thread.client.handle(Input::SocketClosed { reason: None }, clock::now());
            while thread.client.poll_effect().is_some() {}
            Some((socket, timer))
        });
        spawn_local(async move { drop(idle) });
    }

    fn arm(self, id: ConversationId) {
        let now = clock::now();
        let old = self.inner(|inner| {
            let thread = inner.threads.get_mut(&id)?;
            let due = if thread.is_parked { None } else { thread.client.poll_timeout() };
            let timer = due.and_then(|at| {
                let pause = u64::try_from(at.since(now).as_millis()).unwrap_or(u64::MAX);
                Timeout::after(pause, move || self.step(id, |client| client.handle_timeout(clock::now())))
            });
            std::mem::replace(&mut thread.timer, timer)
        });
        spawn_local(async move { drop(old) });
    }

    /// The network came back, or the person wants to try now.
    pub(crate) fn hurry_threads(self) {
        let running = self
            .inner(|inner| inner.threads.iter().filter(|(_, thread)| !thread.is_parked).map(|(id, _)| *id).collect::<Vec<_>>());
        for id in running.unwrap_or_default() {
            self.feed(id, Input::Online(true));
        }
    }
}
