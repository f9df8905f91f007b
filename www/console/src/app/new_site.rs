//! Making a site.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::Lang;
use ui::host::storage;
use wire::console::NewSite;
use wire::{Locale, SiteId};

use super::sign_in::{LanguageButton, ProblemNote, SITE, turn};
use crate::host::page;
use crate::problem::Problem;
use crate::session::{Account, Session};
use crate::site::{code_of, host_of};
use crate::words::{fill, locale_name};

/// As the edge asks for.
const PASSWORD_CHARS: usize = 8;
const LOCALES: [&str; 8] = ["en", "zh", "ar", "de", "es", "fr", "ja", "ko"];

#[component]
pub(crate) fn NewSitePage(is_new: RwSignal<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().sign;
    let field = |start: &str| RwSignal::new(start.to_owned());
    let (name, code, locale, domain) = (field(""), field(""), field(session.lang.get_untracked().key()), field(""));
    let (person, email, password, invitation) = (field(""), field(""), field(""), field(""));
    let is_own_code = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let refuse = |why: &str| session.account.set(Account::SignedOut { problem: Some(Problem::Said(why.to_owned())) });
        let words = session.words_untracked().sign;
        let typed = code.get_untracked().trim().to_lowercase();
        let (Ok(site), Ok(tag)) = (SiteId::new(&typed), Locale::new(&locale.get_untracked())) else {
            page::focus_id("new-code");
            return refuse(words.bad_site);
        };
        let Some(domain) = host_of(&domain.get_untracked()) else {
            page::focus_id("new-domain");
            return refuse(words.bad_domain);
        };
        if password.with_untracked(|password| password.chars().count() < PASSWORD_CHARS) {
            page::focus_id("new-password");
            return refuse(words.short_password);
        }
        storage::set(SITE, site.as_str());
        let body = NewSite {
            code: invitation.get_untracked().trim().to_owned(),
            site,
            name: name.get_untracked().trim().to_owned(),
            locale: tag,
            person: person.get_untracked().trim().to_owned(),
            email: email.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
            domain,
        };
        is_busy.set(true);
        spawn_local(async move {
            session.make_site(body).await;
            is_busy.try_set(false);
        });
    };
    let named = move |text: String| {
        if !is_own_code.get_untracked() {
            code.set(code_of(&text));
        }
        name.set(text);
    };
    view! {
        <main class="sign-in">
            <form class="sign-in-card wide" on:submit=submit aria-labelledby="new-title">
                <div class="brand"><span class="brand-mark" aria-hidden="true"></span>"Frontdesk"</div>
                <h1 id="new-title">{move || w().new_title}</h1>
                <p class="muted">{move || w().new_lead}</p>
                <ProblemNote />
                <Line id="new-name" label=move || w().name hint=move || w().name_hint.to_owned() value=name put=named />
                <Line
                    id="new-code"
                    label=move || w().code
                    hint=move || w().code_hint.to_owned()
                    value=code
                    put=move |text| {
                        is_own_code.set(true);
                        code.set(text);
                    }
                />
                <label>
                    <span>{move || w().locale}</span>
                    <select id="new-locale" on:change=move |event| locale.set(page::value(event.target()))>
                        {move || {
                            let lang: Lang = session.lang.get();
                            let options = LOCALES.map(|tag| {
                                view! { <option value=tag selected=move || locale.get() == tag>{locale_name(lang, tag)}</option> }
                            });
                            options.collect_view()
                        }}
                    </select>
                </label>
                <Line
                    id="new-domain"
                    label=move || w().domain
                    hint=move || w().domain_hint.to_owned()
                    value=domain
                    put=move |text| domain.set(text)
                />
                <Line id="new-person" label=move || w().person value=person put=move |text| person.set(text) complete="name" />
                <Line id="new-email" label=move || w().email value=email put=move |text| email.set(text) kind="email" complete="username" />
                <Line
                    id="new-password"
                    label=move || w().password
                    hint=move || fill(w().new_password_hint, &[&PASSWORD_CHARS.to_string()])
                    value=password
                    put=move |text| password.set(text)
                    kind="password"
                    complete="new-password"
                />
                <Line
                    id="new-invitation"
                    label=move || w().invitation
                    hint=move || w().invitation_hint.to_owned()
                    value=invitation
                    put=move |text| invitation.set(text)
                    kind="password"
                    complete="off"
                />
                <button class="primary" type="submit" disabled=move || is_busy.get()>
                    {move || if is_busy.get() { w().creating } else { w().create }}
                </button>
                <button type="button" class="plain" on:click=move |_| turn(session, is_new, false)>
                    {move || w().have_site}
                </button>
            </form>
            <LanguageButton />
        </main>
    }
}

#[component]
fn Line(
    id: &'static str,
    #[prop(into)] label: Signal<&'static str>,
    #[prop(into, optional)] hint: Signal<String>,
    value: RwSignal<String>,
    put: impl Fn(String) + 'static,
    #[prop(optional)] kind: &'static str,
    #[prop(optional)] complete: &'static str,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    view! {
        <div class="line">
            <label for=id>{move || label.get()}</label>
            <input
                id=id
                name=id
                type=if kind.is_empty() { "text" } else { kind }
                required
                autocomplete=if complete.is_empty() { "off" } else { complete }
                spellcheck="false"
                aria-describedby=hint_id.clone()
                prop:value=move || value.get()
                on:input=move |event| put(page::value(event.target()))
            />
            <small id=hint_id class="muted">{move || hint.get()}</small>
        </div>
    }
}
