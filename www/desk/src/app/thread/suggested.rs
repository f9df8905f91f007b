//! Answers of the playbook above the composer, each with its intent, its chance and its key.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::suggest::Suggestion;

use crate::session::Session;
use crate::words::why::percent;

#[component]
pub(super) fn Suggested() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let message = Memo::new(move |_| {
        session.view.with(|view| view.as_ref().and_then(|view| crate::suggest::unanswered(&view.lines)).map(|(id, _)| id))
    });
    Effect::new(move |_| {
        // Reading it computes it: one that is only tracked would never change.
        let _ = message.get();
        session.look_for_answers();
    });
    let found =
        Memo::new(move |_| session.suggested.with(|held| held.as_ref().map(|(_, found)| found.clone()).unwrap_or_default()));
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <div class="suggested" role="group" aria-label=move || w().desk.suggested>
                <p class="muted small"><Glyph icon=Icon::Spark />{move || w().desk.suggested}</p>
                {move || found.get().into_iter().enumerate().map(|(at, one)| view! { <One at one /> }).collect_view()}
            </div>
        </Show>
    }
}

#[component]
fn One(at: usize, one: Suggestion) -> impl IntoView {
    let session = expect_context::<Session>();
    let Suggestion { intent, confidence_permille, text } = one;
    let title = Memo::new(move |_| session.titles.with(|titles| titles.intent(&intent, session.lang.get())));
    let shown = percent(confidence_permille.into());
    view! {
        <button
            type="button"
            title=text.clone()
            aria-keyshortcuts=format!("Alt+{}", at + 1)
            on:click=move |_| session.take_answer(at)
        >
            <kbd>{format!("Alt {}", at + 1)}</kbd>
            <b>{move || title.get()}</b>
            <span class="confidence">{shown}</span>
            <span class="suggested-text">{text.clone()}</span>
        </button>
    }
}
