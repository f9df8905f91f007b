//! Who one talks to, the language switch, the way out.

use leptos::prelude::*;

use crate::i18n::autonym;
use crate::icon::{self, Icon};
use crate::session::use_chat;

#[component]
pub fn Header() -> impl IntoView {
    let chat = use_chat();
    let ui = chat.ui;
    let agent = Memo::new(move |_| ui.view.with(|view| view.assigned.as_ref().map(|assigned| assigned.name.clone())));
    let name = move || {
        let own = agent.get().unwrap_or_else(|| ui.owners(|bundle| Some(&bundle.settings.assistant_name)));
        if own.is_empty() { ui.words().title.to_owned() } else { own }
    };
    let initial = move || name().chars().next().map(|first| first.to_uppercase().to_string());
    let hint = move || {
        let site = ui.owners(|bundle| Some(&bundle.name));
        let role = if ui.is_escalated() { ui.words().agent_hint } else { ui.words().assistant_hint };
        if site.is_empty() { role.to_owned() } else { format!("{site} · {role}") }
    };
    let close = move |_| chat.run(|session| session.close());
    view! {
        <header class="head">
            <div class="face" aria-hidden="true">{initial}</div>
            <div class="who"><h1>{name}</h1><p>{hint}</p></div>
            <Languages/>
            <button type="button" class="plain icon" aria-label=move || ui.words().close on:click=close><Icon path=icon::CLOSE/></button>
        </header>
    }
}

/// One button per language the site is written in and the chat is not in just now.
#[component]
fn Languages() -> impl IntoView {
    let chat = use_chat();
    let ui = chat.ui;
    let others = Memo::new(move |_| {
        let now = ui.locale.get();
        ui.bundle.with(|bundle| bundle.iter().flat_map(|bundle| bundle.locales.clone()).filter(|locale| *locale != now).collect::<Vec<_>>())
    });
    move || {
        others
            .get()
            .into_iter()
            .map(|locale| {
                let tag = locale.to_string();
                let name = autonym(&tag).to_owned();
                let lang = tag.clone();
                view! { <button type="button" class="plain" lang=lang on:click=move |_| chat.run(|session| session.choose_locale(&tag))>{name}</button> }
            })
            .collect_view()
    }
}
