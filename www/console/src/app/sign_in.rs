//! Signing in.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::storage;
use ui::icon::{Glyph, Icon};
use wire::SiteId;
use wire::api::SignIn;

use crate::problem::Problem;
use crate::session::{Account, Session};

pub(super) const SITE: &str = "frontdesk.console/site";

#[component]
pub(crate) fn SignInPage(is_new: RwSignal<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().sign;
    let (site, email, password) = (NodeRef::<Input>::new(), NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let is_busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let value = |field: NodeRef<Input>| field.get_untracked().map(|input| input.value()).unwrap_or_default();
        if is_busy.get_untracked() {
            return;
        }
        let Ok(named) = SiteId::new(&value(site).trim().to_lowercase()) else {
            session.account.set(Account::SignedOut { problem: Some(Problem::WrongCredentials) });
            return;
        };
        storage::set(SITE, named.as_str());
        let body = SignIn { site: named, email: value(email).trim().to_owned(), password: value(password) };
        is_busy.set(true);
        spawn_local(async move {
            session.sign_in(body).await;
            is_busy.try_set(false);
            if let Some(field) = password.try_get_untracked().flatten() {
                // A field that is gone needs no focus.
                let _ = field.focus();
                field.select();
            }
        });
    };
    view! {
        <main class="sign-in">
            <form class="sign-in-card" on:submit=submit aria-labelledby="sign-in-title">
                <div class="brand"><span class="brand-mark" aria-hidden="true"></span>"Frontdesk"</div>
                <h1 id="sign-in-title">{move || w().title}</h1>
                <p class="muted">{move || w().lead}</p>
                <ProblemNote />
                <label>
                    <span>{move || w().site}</span>
                    <input
                        node_ref=site
                        name="site"
                        required
                        autocomplete="organization"
                        autocapitalize="none"
                        spellcheck="false"
                        placeholder=move || w().site_hint
                        value=storage::get(SITE).unwrap_or_default()
                    />
                </label>
                <label>
                    <span>{move || w().email}</span>
                    <input node_ref=email name="email" type="email" required autocomplete="username" />
                </label>
                <label>
                    <span>{move || w().password}</span>
                    <input node_ref=password name="password" type="password" required autocomplete="current-password" />
                </label>
                <button class="primary" type="submit" disabled=move || is_busy.get()>
                    {move || if is_busy.get() { w().entering } else { w().enter }}
                </button>
                <button type="button" class="plain" on:click=move |_| turn(session, is_new, true)>
                    {move || w().new_site}
                </button>
            </form>
            <LanguageButton />
        </main>
    }
}

/// To the other of the two pages; what went wrong on this one is no news there.
pub(super) fn turn(session: Session, is_new: RwSignal<bool>, to: bool) {
    session.account.set(Account::SignedOut { problem: None });
    is_new.set(to);
}

#[component]
pub(super) fn LanguageButton() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <button type="button" class="quiet language" on:click=move |_| session.switch_language()>
            <Glyph icon=Icon::Globe />
            {move || session.words().shell.switch_language}
        </button>
    }
}

#[component]
pub(super) fn ProblemNote() -> impl IntoView {
    let session = expect_context::<Session>();
    let text = Memo::new(move |_| match session.account.get() {
        Account::SignedOut { problem } => problem.map(|problem| problem.text(session.lang.get())),
        Account::Asking { .. } | Account::SignedIn(_) => None,
    });
    view! {
        <div role="alert">
            <Show when=move || text.with(Option::is_some)>
                <p class="problem"><Glyph icon=Icon::Warning /><span>{move || text.get()}</span></p>
            </Show>
        </div>
    }
}
