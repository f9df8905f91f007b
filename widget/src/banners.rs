//! Lines above the thread that say what does not work, and what can be done about it.

use chat::client::Connection;
use leptos::prelude::*;
use wire::CloseReason;

use crate::session::{Session, use_chat};
use crate::browser::{self, Timer};

/// A connection that is back sooner was never worth a word.
const PATIENCE_MS: u64 = 1_500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Lost,
    Offline,
    Outdated,
    Gone,
}

#[component]
pub fn Banners() -> impl IntoView {
    let ui = use_chat().ui;
    let is_kept = move || ui.is_kept.get();
    let refused = Memo::new(move |_| ui.view.with(|view| view.escalation_refused));
    view! {
        <Lost/>
        <Show when=move || ui.is_bare.get()>
            <Banner text=move || ui.words().no_bundle.to_owned() action=move || ui.words().try_again act=Session::load_again/>
        </Show>
        <Show when=move || refused.get().is_some()>
            <Banner text=move || ui.words().escalation_refused.to_owned() action=move || ui.words().try_again act=Session::ask_for_person/>
        </Show>
        <Show when=move || !is_kept()>
            <div class="banner" role="status"><span>{move || ui.words().not_kept}</span></div>
        </Show>
    }
}

#[component]
fn Lost() -> impl IntoView {
    let ui = use_chat().ui;
    let trouble = Memo::new(move |_| ui.view.with(|view| trouble(view.connection, ui.is_online.get())));
    let shown = RwSignal::new(None);
    let timer = StoredValue::new_local(None);
    Effect::new(move |_| {
        let now = trouble.get();
        if now.is_none() || shown.get_untracked().is_some() {
            timer.set_value(None);
            shown.set(now);
        } else {
            timer.set_value(Timer::after(PATIENCE_MS, move || {
                shown.try_set(trouble.try_get_untracked().flatten());
            }));
        }
    });
    move || {
        let words = ui.words();
        shown.get().map(|trouble| match trouble {
            Trouble::Lost => view! { <Banner text=move || words.reconnecting.to_owned() action=move || words.try_now act=Session::try_now/> }.into_any(),
            Trouble::Offline => view! { <Banner text=move || words.offline.to_owned() action=move || words.try_now act=Session::try_now/> }.into_any(),
            Trouble::Outdated => view! { <Banner text=move || words.outdated.to_owned() action=move || words.reload act=|_| reload()/> }.into_any(),
            Trouble::Gone => view! { <Banner text=move || words.gone.to_owned() action=move || words.new_chat act=Session::start_anew/> }.into_any(),
        })
    }
}

fn trouble(connection: Connection, is_online: bool) -> Option<Trouble> {
    let lost = if is_online { Trouble::Lost } else { Trouble::Offline };
    match connection {
        Connection::Idle | Connection::Online => None,
        Connection::Connecting | Connection::Waiting { .. } => Some(lost),
        Connection::Refused { reason } => match reason {
            CloseReason::ClientTooOld => Some(Trouble::Outdated),
            CloseReason::NotFound => Some(Trouble::Gone),
            CloseReason::ServerTooOld | CloseReason::Forbidden | CloseReason::BadFrame | CloseReason::TooMany | CloseReason::TryAgain | CloseReason::Replaced => Some(lost),
        },
    }
}

fn reload() {
    if let Some(window) = browser::window() {
        let _ = window.location().reload();
    }
}

#[component]
fn Banner(
    text: impl Fn() -> String + Send + 'static,
    action: impl Fn() -> &'static str + Send + 'static,
    act: impl Fn(&std::rc::Rc<Session>) + 'static,
) -> impl IntoView {
    let chat = use_chat();
    view! {
        <div class="banner" role="status">
            <span>{text}</span>
            <button type="button" on:click=move |_| chat.run(|session| act(session))>{action}</button>
        </div>
    }
}
