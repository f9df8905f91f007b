//! The components. They read the session's signals and call its methods; nothing is decided here.

mod floor;
mod help;
mod lists;
mod macro_line;
mod notice;
mod panel;
mod shell;
mod side;
mod sign_in;
mod thread;

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::host::{document, timer};
use crate::session::{Account, Session};

/// Starts the desk when the page has loaded.
#[wasm_bindgen(start)]
pub fn start() {
    let body = leptos::prelude::document().body();
    if let Some(body) = body {
        // The desk is mounted for as long as the page lives.
        std::mem::forget(mount_to(body, App));
    }
}

#[component]
fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    session.start();
    timer::every(1_000, move || session.tick());
    let online = window_event_listener(leptos::ev::online, move |_| {
        session.hurry();
        session.hurry_threads();
    });
    let visible = window_event_listener(leptos::ev::visibilitychange, move |_| session.see());
    on_cleanup(move || {
        online.remove();
        visible.remove();
    });
    Effect::new(move |_| document::set_language(session.lang.get()));
    Effect::new(move |_| document::set_title(&title(session)));

    let is_signed_in = Memo::new(move |_| session.account.with(|account| matches!(account, Account::SignedIn(_))));
    let is_asking = Memo::new(move |_| session.account.with(|account| matches!(account, Account::Asking { .. })));
    view! {
        <Show when=move || !is_asking.get() fallback=Asking>
            <Show when=move || is_signed_in.get() fallback=sign_in::SignInPage>
                <shell::Shell />
            </Show>
        </Show>
    }
}

pub(crate) use lists::heading;

/// What the tab is called: how much is new first, for that is what a person looks for there.
fn title(session: Session) -> String {
    let new = session.new_things();
    let site = session.titles.with(|titles| titles.site(session.lang.get()).map(str::to_owned));
    let name = site.map_or_else(|| "Frontdesk".to_owned(), |site| format!("{site} · Frontdesk"));
    if new > 0 { format!("({new}) {name}") } else { name }
}

/// Before it is known who is signed in.
#[component]
fn Asking() -> impl IntoView {
    let session = expect_context::<Session>();
    let failed = move || session.account.with(|account| *account == Account::Asking { failed: true });
    view! {
        <main class="asking" aria-busy="true">
            <span class="spinner" aria-hidden="true"></span>
            <p role="status">{move || if failed() { session.words().no_network } else { session.words().loading }}</p>
        </main>
    }
}
