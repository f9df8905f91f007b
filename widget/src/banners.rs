//! Lines above the thread that say what does not work, and what can be done about it.

use chat::client::Connection;
use leptos::prelude::*;
use wire::CloseReason;

use crate::browser::{self, Timer};
use crate::draw::{act, choice, nothing, part, several, when};
use crate::session::{Chat, Session};

/// A connection that is back sooner was never worth a word.
const PATIENCE_MS: u64 = 1_500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Trouble {
    None,
    Lost,
    Offline,
    Outdated,
    Gone,
}

#[must_use]
pub fn banners(chat: Chat) -> AnyView {
    let ui = chat.ui;
    let bare = when(
        move || ui.is_bare.get(),
        move || banner(ui.words().no_bundle, Some(choice("", ui.words().try_again, act(chat, Session::load_again)))),
    );
    let refused = when(
        move || ui.view.with(|view| view.escalation_refused.is_some()),
        move || banner(ui.words().escalation_refused, Some(choice("", ui.words().try_again, act(chat, Session::ask_for_person)))),
    );
    let kept = when(move || !ui.is_kept.get(), move || banner(ui.words().not_kept, None));
    several(vec![lost(chat), bare.into_any(), refused.into_any(), kept.into_any()])
}

fn lost(chat: Chat) -> AnyView {
    let ui = chat.ui;
    let now = Memo::new(move |_| ui.view.with(|view| trouble(view.connection, ui.is_online.get())));
    let shown = RwSignal::new(Trouble::None);
    let timer = StoredValue::new_local(None);
    Effect::new(move |_| {
        let trouble = now.get();
        if trouble == Trouble::None || shown.get_untracked() != Trouble::None {
            timer.set_value(None);
            shown.set(trouble);
        } else {
            timer.set_value(Timer::after(PATIENCE_MS, move || {
                shown.try_set(now.try_get_untracked().unwrap_or(Trouble::None));
            }));
        }
    });
    part(move || {
        let words = ui.words();
        match shown.get() {
            Trouble::None => nothing(),
            Trouble::Lost => banner(words.reconnecting, Some(choice("", words.try_now, act(chat, Session::try_now)))),
            Trouble::Offline => banner(words.offline, Some(choice("", words.try_now, act(chat, Session::try_now)))),
            Trouble::Outdated => banner(words.outdated, Some(choice("", words.reload, act(chat, |_| reload())))),
            Trouble::Gone => banner(words.gone, Some(choice("", words.new_chat, act(chat, Session::start_anew)))),
        }
    })
    .into_any()
}

fn trouble(connection: Connection, is_online: bool) -> Trouble {
    let lost = if is_online { Trouble::Lost } else { Trouble::Offline };
    match connection {
        Connection::Idle | Connection::Online => Trouble::None,
        Connection::Connecting | Connection::Waiting { .. } => lost,
        Connection::Refused { reason } => match reason {
            CloseReason::ClientTooOld => Trouble::Outdated,
            CloseReason::NotFound => Trouble::Gone,
            CloseReason::ServerTooOld
            | CloseReason::Forbidden
            | CloseReason::BadFrame
            | CloseReason::TooMany
            | CloseReason::TryAgain
            | CloseReason::Replaced => lost,
        },
    }
}

fn reload() {
    if let Some(window) = browser::window() {
        let _ = window.location().reload();
    }
}

fn banner(text: &'static str, button: Option<AnyView>) -> AnyView {
    view! { <div class="banner" role="status"><span>{text}</span>{button.unwrap_or_else(nothing)}</div> }.into_any()
}
