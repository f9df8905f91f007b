//! The snippet, where it may work, and where it was seen.

use book::{Op, Setting};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::icon::{Glyph, Icon};
use wire::console::{ChatHost, Install};

use super::parts::{Field, found_list};
use crate::found;
use crate::host::page;
use crate::lines;
use crate::problem::Problem;
use crate::session::{Account, Session, get};
use crate::site::snippet;
use crate::words::{ago, fill};

/// Whether the chat was seen is asked again after so many of the console's half seconds.
const AGAIN: u64 = 20;

#[component]
pub(super) fn InstallPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().install;
    let host = RwSignal::new(None::<String>);
    let seen = RwSignal::new(None::<Result<Vec<Install>, Problem>>);
    let look = move || {
        spawn_local(async move {
            let list = get("/api/v1/installs").await;
            seen.try_set(Some(list));
        });
    };
    spawn_local(async move {
        if let Ok(chat) = get::<ChatHost>("/api/v1/chat").await {
            host.try_set(Some(chat.origin));
        }
    });
    Effect::new(move |count: Option<u64>| {
        session.now.track();
        let count = count.unwrap_or(0);
        if count.is_multiple_of(AGAIN) {
            look();
        }
        count + 1
    });
    let site = Memo::new(move |_| match session.account.get() {
        Account::SignedIn(it) => it.site.to_string(),
        Account::Asking { .. } | Account::SignedOut { .. } => String::new(),
    });
    let text = Memo::new(move |_| host.get().map(|host| snippet(&host, &site.get())).unwrap_or_default());
    let page_of = move || host.get().map(|host| format!("{host}/c/{}", site.get())).unwrap_or_default();
    let copy = move |_| {
        spawn_local(async move {
            let words = session.words_untracked().install;
            if page::copy(&text.get_untracked()).await { session.tell(words.copied) } else { session.warn(words.copy_failed) }
        });
    };
    let domains = Memo::new(move |_| session.book(|book| lines::to_text(&book.settings.allowed_domains)).unwrap_or_default());
    let set_domains = move |text: String, joins| {
        let domains =
            lines::of_text(&text).iter().map(|line| crate::site::host_of(line).unwrap_or_else(|| line.clone())).collect();
        session.edit(Op::SetSetting { setting: Setting::AllowedDomains { domains } }, joins);
    };
    let found = move || {
        let list = session.view.with(|view| found::of_setting(&view.findings, "allowed_domains").into_iter().cloned().collect());
        found_list(session, list, false)
    };
    let is_live = Memo::new(move |_| session.published.with(Option::is_some));
    view! {
        <section class="narrow">
            <h1 tabindex="-1">{move || w().title}</h1>
            <p class="muted lead">{move || w().lead}</p>
            <Show when=move || !is_live.get()><p class="banner"><Glyph icon=Icon::Warning />{move || w().not_published}</p></Show>
            <h2 id="snippet-title">{move || w().snippet}</h2>
            <div class="snippet">
                <pre tabindex="0" aria-labelledby="snippet-title" role="region"><code>{move || text.get()}</code></pre>
                <button class="primary" on:click=copy>{move || w().copy}</button>
            </div>
            <p class="small">
                {move || w().link}": "
                <a href=page_of target="_blank" rel="noopener">{page_of}</a>
            </p>
            <section>
                <Field
                    id="domains"
                    label=Signal::derive(move || w().domains.to_owned())
                    hint=Signal::derive(move || w().domains_hint.to_owned())
                    value=domains
                    commit=set_domains
                    rows=4
                />
                {found}
            </section>
            <section>
                <h2>{move || w().seen}</h2>
                <div aria-live="polite">
                    {move || match seen.get() {
                        None => view! { <p class="muted">{move || session.words().shell.loading}</p> }.into_any(),
                        Some(Err(_)) => view! { <p class="wrong">{move || w().seen_failed}</p> }.into_any(),
                        Some(Ok(list)) if list.is_empty() => view! { <p class="muted">{move || w().seen_none}</p> }.into_any(),
                        Some(Ok(list)) => {
                            view! { <ul class="seen">{list.into_iter().map(|it| line(session, it)).collect_view()}</ul> }.into_any()
                        }
                    }}
                </div>
            </section>
        </section>
    }
}

fn line(session: Session, install: Install) -> impl IntoView {
    let is_allowed = install.is_allowed;
    let told = move || {
        let when = ago(session.lang.get(), session.now.get_untracked().since(install.seen_at));
        fill(session.words().install.seen_on, &[&install.host, &when])
    };
    view! {
        <li class:is-refused=!is_allowed>
            <Glyph icon=if is_allowed { Icon::Check } else { Icon::Warning } />
            {told}
            {(!is_allowed).then(|| view! { <span class="wrong">" — "{move || session.words().install.refused}</span> })}
        </li>
    }
}
