//! The components. They read the session's signals and call its methods; nothing is decided here.

mod bar;
mod flows;
mod install;
mod look;
mod nav;
mod new_site;
mod parts;
mod publish;
mod questions;
mod shell;
mod sign_in;
mod staff;
mod tests;
mod trial;
mod unanswered;

use leptos::prelude::*;
use ui::host::{document, timer};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::host::page;
use crate::place::Place;
use crate::session::{Account, Session};

/// Starts the console when the page has loaded.
#[wasm_bindgen(start)]
pub fn start() {
    let body = leptos::prelude::document().body();
    if let Some(body) = body {
        // The console is mounted for as long as the page lives.
        std::mem::forget(mount_to(body, App));
    }
}

#[component]
fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    session.start();
    timer::every(500, move || session.tick());
    let moved = window_event_listener(leptos::ev::hashchange, move |_| session.place.set(Place::of_hash(&page::hash())));
    let online = window_event_listener(leptos::ev::online, move |_| session.save_now());
    let left = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if !document::is_visible() {
            session.save_now();
        }
    });
    on_cleanup(move || {
        moved.remove();
        online.remove();
        left.remove();
    });
    Effect::new(move |_| document::set_language(session.lang.get()));
    Effect::new(move |_| document::set_title(&title(session)));

    let is_signed_in = Memo::new(move |_| session.account.with(|account| matches!(account, Account::SignedIn(_))));
    let is_asking = Memo::new(move |_| session.account.with(|account| matches!(account, Account::Asking { .. })));
    view! {
        <Show when=move || !is_asking.get() fallback=Asking>
            <Show when=move || is_signed_in.get() fallback=Outside>
                <shell::Shell />
            </Show>
        </Show>
    }
}

/// What the tab is called: the page first.
fn title(session: Session) -> String {
    let page = session.place.with(|place| nav::name_of(session.words(), place));
    let site = session.book(|book| book.name.clone()).map(|name| session.of_texts(&name)).filter(|name| !name.is_empty());
    match site {
        Some(site) => format!("{page} · {site} · Frontdesk"),
        None => "Frontdesk console".to_owned(),
    }
}

/// Signing in, or making a site.
#[component]
fn Outside() -> impl IntoView {
    let is_new = RwSignal::new(page::hash() == "#/new");
    view! {
        <Show when=move || is_new.get() fallback=move || view! { <sign_in::SignInPage is_new /> }>
            <new_site::NewSitePage is_new />
        </Show>
    }
}

/// Before it is known who is signed in.
#[component]
fn Asking() -> impl IntoView {
    let session = expect_context::<Session>();
    let failed = move || session.account.with(|account| *account == Account::Asking { failed: true });
    view! {
        <main class="asking" aria-busy="true">
            <span class="spinner" aria-hidden="true"></span>
            <p role="status">{move || if failed() { session.words().shell.no_network } else { session.words().shell.loading }}</p>
        </main>
    }
}
