//! The frame around the pages.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use ui::host::document;
use ui::icon::{Glyph, Icon};
use wasm_bindgen::JsCast as _;

use super::bar::{Bar, NoticeLine};
use super::flows::FlowsPage;
use super::install::InstallPage;
use super::look::LookPage;
use super::nav::Nav;
use super::publish::PublishPage;
use super::questions::QuestionsPage;
use super::staff::StaffPage;
use super::tests::TestsPage;
use super::trial::TrialPage;
use super::unanswered::UnansweredPage;
use crate::host::page;
use crate::place::Place;
use crate::session::{Account, Loading, Session};
use crate::words::fill;

#[component]
pub(crate) fn Shell() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().shell;
    let pressed = window_event_listener(leptos::ev::keydown, move |event| press(session, &event));
    on_cleanup(move || pressed.remove());
    let me = Memo::new(move |_| match session.account.get() {
        Account::SignedIn(it) => Some((it.agent.name, it.site.to_string(), it.agent.role.is_editor())),
        Account::Asking { .. } | Account::SignedOut { .. } => None,
    });
    let name = move || me.get().map(|(name, ..)| name).unwrap_or_default();
    let site = move || {
        let named = session.book(|book| book.name.clone()).map(|name| session.of_texts(&name)).filter(|name| !name.is_empty());
        named.unwrap_or_else(|| me.get().map(|(_, site, _)| site).unwrap_or_default())
    };
    let may_edit = Memo::new(move |_| me.with(|me| me.as_ref().is_some_and(|(.., may)| *may)));
    let page = Memo::new(move |_| session.place.with(Place::page));
    // A page that is gone to begins at its heading, for eyes and ears.
    Effect::new(move |before: Option<Place>| {
        let now = page.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                document::focus("main h1");
            });
        }
        now
    });
    view! {
        <a class="skip" href="#content" on:click=move |event| { event.prevent_default(); page::focus_id("content"); }>
            {move || w().to_content}
        </a>
        <div class="console">
            <header class="side">
                <div class="brand"><span class="brand-mark" aria-hidden="true"></span><b>{site}</b></div>
                <Nav />
                <div class="self">
                    <span class="self-name">{name}</span>
                    <a class="quiet small" href="/">{move || w().desk}</a>
                    <button class="quiet small" on:click=move |_| session.switch_language()>
                        <Glyph icon=Icon::Globe />
                        {move || w().switch_language}
                    </button>
                    <button class="quiet small" on:click=move |_| session.sign_out()>
                        <Glyph icon=Icon::Leave />
                        {move || w().sign_out}
                    </button>
                </div>
            </header>
            <div class="middle">
                <Show when=move || may_edit.get()><Bar /></Show>
                <main id="content" tabindex="-1">
                    <Show
                        when=move || may_edit.get()
                        fallback=move || view! { <p class="empty">{move || fill(w().no_rights, &[&name()])}</p> }
                    >
                        <Pages page />
                    </Show>
                </main>
            </div>
        </div>
        <NoticeLine />
    }
}

#[component]
fn Pages(page: Memo<Place>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().shell;
    let has_book = Memo::new(move |_| session.view.with(|view| view.book.is_some()));
    move || match session.loading.get() {
        Loading::Asking => view! {
            <div class="asking" aria-busy="true">
                <span class="spinner" aria-hidden="true"></span>
                <p role="status">{move || w().loading}</p>
            </div>
        }
        .into_any(),
        Loading::Failed => view! {
            <div class="empty" role="alert">
                <p>{move || w().no_answer}</p>
                <button class="primary" on:click=move |_| session.load()>{move || w().try_again}</button>
            </div>
        }
        .into_any(),
        Loading::Died => view! {
            <div class="empty" role="alert">
                <p>{move || w().lab_died}</p>
                <button class="primary" on:click=move |_| document::reload()>{move || w().reload}</button>
            </div>
        }
        .into_any(),
        Loading::Ready => view! {
            <Show when=move || has_book.get() fallback=RawText>
                {move || match page.get() {
                    Place::Questions(_) => view! { <QuestionsPage /> }.into_any(),
                    Place::Trial => view! { <TrialPage /> }.into_any(),
                    Place::Tests => view! { <TestsPage /> }.into_any(),
                    Place::Publish(_) => view! { <PublishPage /> }.into_any(),
                    Place::Unanswered => view! { <UnansweredPage /> }.into_any(),
                    Place::Look => view! { <LookPage /> }.into_any(),
                    Place::Install => view! { <InstallPage /> }.into_any(),
                    Place::Staff => view! { <StaffPage /> }.into_any(),
                    Place::Flows(_) => view! { <FlowsPage /> }.into_any(),
                }}
            </Show>
        }
        .into_any(),
    }
}

/// The playbook where it is no YAML: its text, to be mended.
#[component]
fn RawText() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().shell;
    view! {
        <section class="raw">
            <h1 tabindex="-1">{move || w().text}</h1>
            <p class="banner is-bad"><Glyph icon=Icon::Warning />{move || w().not_yaml}</p>
            {move || super::parts::found_list(session, session.view.with(|view| view.findings.clone()), true)}
            <super::parts::WholeText />
        </section>
    }
}

/// Undo and redo of the playbook, wherever no field has the keys.
fn press(session: Session, event: &KeyboardEvent) {
    let has_modifier = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_in_field = target.is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false));
    if event.default_prevented() || !has_modifier || is_in_field {
        return;
    }
    match event.key().to_ascii_lowercase().as_str() {
        "z" if event.shift_key() => session.redo(),
        "z" => session.undo(),
        "y" => session.redo(),
        "s" => session.save_now(),
        _ => return,
    }
    event.prevent_default();
}
