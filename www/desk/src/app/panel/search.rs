//! Finding one of the site's conversations.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wire::listing::Listed;

use super::modal::Modal;
use crate::app::heading;
use crate::filter::{marked, summary};
use crate::host::{clock, document};
use crate::session::{Panel, Session};
use crate::words::count;

#[component]
pub(super) fn SearchPanel() -> impl IntoView {
    view! { <Modal panel=Panel::Search title=|w| w.view.search><Body /></Modal> }
}

#[component]
fn Body() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let search = session.lists.search;
    session.search_for(String::new());
    let chosen = RwSignal::new(0_usize);
    Effect::new(move |_| document::reveal(&format!("hit-{}", chosen.get())));
    let pick = move |at: usize| {
        let id = search.found.with_untracked(|found| found.get(at).map(|row| row.conversation));
        if let Some(id) = id {
            session.hide_panel();
            session.open(id);
        }
    };
    let press = move |event: KeyboardEvent| {
        let among = search.found.with_untracked(Vec::len);
        if event.is_composing() || among == 0 {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|at| *at = (*at + 1) % among),
            "ArrowUp" => chosen.update(|at| *at = (*at + among - 1) % among),
            "Enter" => pick(chosen.get_untracked().min(among - 1)),
            _ => return,
        }
        event.prevent_default();
    };
    let said = move || {
        let is_asked = search.text.with(Option::is_some);
        match search.found.with(Vec::len) {
            _ if search.is_busy.get() => w().view.search_busy.to_owned(),
            0 if is_asked => w().view.search_none.to_owned(),
            0 => String::new(),
            found => count(w().view.found, &[&found.to_string()]),
        }
    };
    view! {
        <input
            class="picker-field"
            role="combobox"
            autofocus
            autocomplete="off"
            spellcheck="false"
            maxlength="200"
            aria-label=move || w().view.search_find
            placeholder=move || w().view.search_find
            aria-expanded="true"
            aria-controls="hits"
            aria-autocomplete="list"
            aria-activedescendant=move || search.found.with(|found| (!found.is_empty()).then(|| format!("hit-{}", chosen.get())))
            on:input=move |event| {
                chosen.set(0);
                session.search_for(event_target_value(&event));
            }
            on:keydown=press
        />
        <div class="choices" id="hits" role="listbox" tabindex="-1" aria-label=move || w().view.search>
            {move || {
                let text = search.text.get().unwrap_or_default();
                search.found.get().into_iter().enumerate().map(|(at, row)| view! { <Hit at row text=text.clone() chosen pick /> }).collect_view()
            }}
        </div>
        <p class="muted choices-none" role="status">{said}</p>
        <p class="muted small panel-foot">{move || w().view.search_hint}</p>
    }
}

#[component]
fn Hit(
    at: usize,
    row: Listed,
    text: String,
    chosen: RwSignal<usize>,
    pick: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let about = summary(&row);
    let found_in = |text_of: &str| {
        marked(text_of, &text)
            .into_iter()
            .map(|(piece, is)| if is { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() })
            .collect_view()
    };
    let told = (!row.told.is_empty()).then(|| view! { <span class="hit-told">{found_in(&row.told)}</span> });
    let tags = row.tags.iter().map(|tag| view! { <span class="tag">{found_in(tag)}</span> }).collect_view();
    view! {
        <div
            id=format!("hit-{at}")
            class="choice hit"
            role="option"
            aria-selected=move || (chosen.get() == at).to_string()
            // Pressing must not take the focus from the field.
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| pick(at)
        >
            <span class="row-head">
                <b>{move || heading(session, &about)}</b>
                <time>{move || clock::moment(session.lang.get(), row.last_activity_at)}</time>
            </span>
            <span class="hit-text">{found_in(&row.preview)}</span>
            {told}
            {tags}
        </div>
    }
}
