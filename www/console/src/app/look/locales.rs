//! The languages of the playbook, the default first.

use book::Op;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::host::page;
use crate::session::Session;
use crate::words::{fill, locale_name};

const OFFERED: [&str; 9] = ["en", "zh", "zh-Hant", "ar", "de", "es", "fr", "ja", "ko"];

#[component]
pub(super) fn Locales() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().look;
    let locales = Memo::new(move |_| session.locales());
    let chosen = RwSignal::new(String::new());
    let free = Memo::new(move |_| {
        locales.with(|known| OFFERED.into_iter().filter(|tag| !known.iter().any(|it| it == tag)).collect::<Vec<&str>>())
    });
    let add = move |_| {
        let tag = Some(chosen.get_untracked()).filter(|tag| !tag.is_empty());
        let Some(tag) = tag.or_else(|| free.with_untracked(|free| free.first().map(|tag| (*tag).to_owned()))) else { return };
        let mut locales = locales.get_untracked();
        locales.push(tag);
        chosen.set(String::new());
        session.do_change(Op::SetLocales { locales });
    };
    let remove = move |tag: &str| {
        let locales = locales.get_untracked().into_iter().filter(|it| it != tag).collect();
        session.do_change(Op::SetLocales { locales });
        let name = locale_name(session.lang.get_untracked(), tag);
        session.tell_undoable(fill(session.words_untracked().look.locale_removed, &[&name]));
    };
    let line = move |tag: String| {
        let tag = StoredValue::new(tag);
        let name = move || tag.with_value(|tag| locale_name(session.lang.get(), tag));
        let is_first = move || locales.with(|all| tag.with_value(|tag| all.first() == Some(tag)));
        view! {
            <li>
                {name}
                <Show when=is_first><span class="tag">{move || w().locale_first}</span></Show>
                <Show when=move || !is_first()>
                    <button class="icon" aria-label=move || fill(w().locale_remove, &[&name()]) on:click=move |_| tag.with_value(|tag| remove(tag))>
                        <Glyph icon=Icon::Close />
                    </button>
                </Show>
            </li>
        }
    };
    view! {
        <fieldset class="suggestions">
            <legend>{move || w().locales}</legend>
            <ul class="locales"><For each=move || locales.get() key=Clone::clone children=line /></ul>
            <div class="add">
                <select aria-label=move || w().locale_add on:change=move |event| chosen.set(page::value(event.target()))>
                    <For
                        each=move || free.get()
                        key=|tag| *tag
                        children=move |tag| view! { <option value=tag>{move || locale_name(session.lang.get(), tag)}</option> }
                    />
                </select>
                <button class="plain" on:click=add>{move || w().locale_add}</button>
            </div>
        </fieldset>
    }
}
