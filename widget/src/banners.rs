//! Lines above the thread that say what does not work, and what can be done about it.

use std::cell::RefCell;

use chat::client::Connection;
use wire::CloseReason;

use crate::browser::{self, Timer};
use crate::draw::{Draw, Drawing, button, effect, el, memo, nothing, part, when};
use crate::session::{Chat, Session};
use crate::ui::{State, Topic};

/// A connection that is back sooner was never worth a word.
const PATIENCE_MS: u64 = 1_500;

/// What is wrong with the connection, as the state holds it.
mod trouble {
    pub(super) const NONE: u8 = 0;
    pub(super) const LOST: u8 = 1;
    pub(super) const OFFLINE: u8 = 2;
    pub(super) const OUTDATED: u8 = 3;
    pub(super) const GONE: u8 = 4;
}

#[must_use]
pub fn banners(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    let again = move |act: fn(Chat)| button(chat, "", ui.words().try_again, act).draw();
    let bare = when(
        move || ui.read(Topic::Bundle, |state| state.is_bare),
        move || banner(ui.words().no_bundle, again(Session::load_again)),
    );
    let refused = when(
        move || ui.read(Topic::View, |state| state.view.escalation_refused.is_some()),
        move || banner(ui.words().escalation_refused, again(Session::ask_for_person)),
    );
    let kept = when(move || !ui.read(Topic::Kept, |state| state.is_kept), move || banner(ui.words().not_kept, nothing()));
    vec![lost(chat), bare, refused, kept].draw()
}

fn lost(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    let now = memo(move || ui.read(Topic::View, trouble_of));
    let timer = RefCell::new(None);
    effect(move || {
        let trouble = now.get();
        let show = move || {
            let trouble = ui.peek(trouble_of);
            ui.write(Topic::Trouble, |state| state.trouble = trouble);
        };
        *timer.borrow_mut() = None;
        if trouble == trouble::NONE || ui.peek(|state| state.trouble) != trouble::NONE {
            show();
        } else {
            *timer.borrow_mut() = Timer::after(PATIENCE_MS, show);
        }
    });
    part(move || {
        let words = ui.words();
        let now = || button(chat, "", words.try_now, Session::try_now).draw();
        match ui.read(Topic::Trouble, |state| state.trouble) {
            trouble::LOST => banner(words.reconnecting, now()),
            trouble::OFFLINE => banner(words.offline, now()),
            trouble::OUTDATED => banner(words.outdated, button(chat, "", words.reload, |_| browser::reload()).draw()),
            trouble::GONE => banner(words.gone, button(chat, "", words.new_chat, Session::start_anew).draw()),
            _ => nothing(),
        }
    })
}

fn trouble_of(state: &State) -> u8 {
    let lost = if state.is_online { trouble::LOST } else { trouble::OFFLINE };
    match state.view.connection {
        Connection::Idle | Connection::Online => trouble::NONE,
        Connection::Connecting | Connection::Waiting { .. } => lost,
        Connection::Refused { reason } => match reason {
            CloseReason::ClientTooOld => trouble::OUTDATED,
            CloseReason::NotFound => trouble::GONE,
            CloseReason::ServerTooOld
            | CloseReason::Forbidden
            | CloseReason::BadFrame
            | CloseReason::TooMany
            | CloseReason::TryAgain
            | CloseReason::Replaced => lost,
        },
    }
}

fn banner(text: &'static str, button: Drawing) -> Drawing {
    el("div", "banner").set("role", "status").child(el("span", "").child(text).draw()).child(button).draw()
}
