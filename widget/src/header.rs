//! Who one talks to, the language switch, the way out.

use leptos::prelude::*;

use crate::draw::{act, part, several, text};
use crate::i18n::autonym;
use crate::icon::{self, icon};
use crate::session::{Chat, Session};

#[must_use]
pub fn header(chat: Chat) -> AnyView {
    let ui = chat.ui;
    let name = move || {
        let agent = ui.view.with(|view| view.assigned.as_ref().map(|assigned| assigned.name.clone()));
        let own = agent.unwrap_or_else(|| ui.owners(|bundle| Some(&bundle.settings.assistant_name)));
        if own.is_empty() { ui.words().title.to_owned() } else { own }
    };
    let initial = move || name().chars().take(1).collect();
    let hint = move || {
        let site = ui.owners(|bundle| Some(&bundle.name));
        let role = if ui.is_escalated() { ui.words().agent_hint } else { ui.words().assistant_hint };
        if site.is_empty() { role.to_owned() } else { [site.as_str(), " · ", role].concat() }
    };
    view! {
        <header class="head">
            <div class="face" aria-hidden="true">{text(initial)}</div>
            <div class="who"><h1>{text(name)}</h1><p>{text(hint)}</p></div>
            {part(move || languages(chat))}
            <button type="button" class="plain icon" aria-label=text(move || ui.words().close.to_owned()) on:click=act(chat, |session| Session::close(session))>
                {icon(icon::CLOSE)}
            </button>
        </header>
    }
    .into_any()
}

/// One button per language the site is written in and the chat is not in just now.
fn languages(chat: Chat) -> AnyView {
    let now = chat.ui.locale.get();
    let locales = chat.ui.bundle.with(|bundle| bundle.as_ref().map(|bundle| bundle.locales.clone()).unwrap_or_default());
    let mut parts = Vec::new();
    for locale in locales {
        if locale != now {
            let tag = locale.to_string();
            let name = autonym(&tag).to_owned();
            let switch = act(chat, move |session| session.choose_locale(locale.as_str()));
            parts.push(view! { <button type="button" class="plain" lang=tag on:click=switch>{name}</button> }.into_any());
        }
    }
    several(parts)
}
