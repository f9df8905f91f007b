//! Signing in.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::icon::{Glyph, Icon};
use wire::SiteId;
use wire::api::SignIn;

use crate::host::storage;
use crate::problem::Problem;
use crate::session::{Account, Session};
use crate::words::problem;

const SITE: &str = "frontdesk.desk/site";

#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let (site, email, password) = (NodeRef::<Input>::new(), NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let is_busy = RwSignal::new(false);
    let is_shown = RwSignal::new(false);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let value = |field: NodeRef<Input>| field.get_untracked().map(|input| input.value()).unwrap_or_default();
        if is_busy.get_untracked() || lock_left(session).is_some_and(|left| !left.is_zero()) {
            return;
        }
        let named = value(site).trim().to_lowercase();
        let Ok(named) = SiteId::new(&named) else {
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
                <h1 id="sign-in-title">{move || w().sign_in}</h1>
                <p class="muted">{move || w().sign_in_lead}</p>
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
                    <span class="with-button">
                        <input
                            node_ref=password
                            name="password"
                            required
                            autocomplete="current-password"
                            type=move || if is_shown.get() { "text" } else { "password" }
                        />
                        <button
                            type="button"
                            class="quiet"
                            aria-pressed=move || is_shown.get().to_string()
                            on:click=move |_| is_shown.update(|shown| *shown = !*shown)
                        >
                            {move || w().show_password}
                        </button>
                    </span>
                </label>
                <button class="primary" type="submit" disabled=move || is_busy.get()>
                    {move || if is_busy.get() { w().signing_in } else { w().sign_in }}
                </button>
            </form>
            <button type="button" class="quiet language" on:click=move |_| session.switch_language()>
                <Glyph icon=Icon::Globe />
                {move || w().switch_language}
            </button>
        </main>
    }
}

/// What is left of a lock; tracked where it is asked in a view.
fn lock_left(session: Session) -> Option<std::time::Duration> {
    match session.account.get() {
        Account::SignedOut { problem: Some(Problem::Locked { until }) } => Some(until.since(session.now.get())),
        Account::SignedOut { .. } | Account::Asking { .. } | Account::SignedIn(_) => None,
    }
}

#[component]
fn ProblemNote() -> impl IntoView {
    let session = expect_context::<Session>();
    let found = Memo::new(move |_| match session.account.get() {
        Account::SignedOut { problem } => problem,
        Account::Asking { .. } | Account::SignedIn(_) => None,
    });
    view! {
        <div role="alert">
            <Show when=move || found.get().is_some()>
                <p class="problem">
                    <Glyph icon=Icon::Warning />
                    <span>
                        {move || found.get().map(|found| problem(session.lang.get(), found, lock_left(session).unwrap_or_default()))}
                    </span>
                </p>
            </Show>
        </div>
    }
}
