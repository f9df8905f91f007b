//! The line above the pages: how the draft fares, what can be undone; and what is told in passing.

use leptos::prelude::*;
use ui::host::document;
use ui::icon::{Glyph, Icon};

use crate::draft::{Phase, Theirs};
use crate::session::Session;
use crate::words::{ago, fill};

#[component]
pub(super) fn Bar() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().shell;
    let can_undo = Memo::new(move |_| session.view.with(|view| view.can_undo));
    let can_redo = Memo::new(move |_| session.view.with(|view| view.can_redo));
    let phase = Memo::new(move |_| session.draft.with(|draft| draft.as_ref().map(|draft| draft.phase().clone())));
    let state = move || {
        let Some(phase) = phase.get() else { return String::new() };
        match phase {
            Phase::Clean => {
                let at = session.draft.with(|draft| draft.as_ref().and_then(crate::draft::Draft::saved_at));
                match at {
                    Some(at) => fill(w().saved_ago, &[&ago(session.lang.get(), session.now.get().since(at))]),
                    None => w().saved.to_owned(),
                }
            }
            Phase::Dirty { .. } => w().unsaved.to_owned(),
            Phase::Saving { .. } => w().saving.to_owned(),
            Phase::Offline { .. } => w().offline.to_owned(),
            Phase::Conflict(_) | Phase::Refused => String::new(),
        }
    };
    let is_offline = move || phase.with(|phase| matches!(phase, Some(Phase::Offline { .. })));
    view! {
        <div class="bar">
            <p class="draft-state" class:is-offline=is_offline role="status">{state}</p>
            <button class="icon" disabled=move || !can_undo.get() title=move || w().undo aria-label=move || w().undo on:click=move |_| session.undo()>
                <Glyph icon=Icon::Return />
            </button>
            <button class="icon flipped" disabled=move || !can_redo.get() title=move || w().redo aria-label=move || w().redo on:click=move |_| session.redo()>
                <Glyph icon=Icon::Return />
            </button>
        </div>
        <Conflict phase />
    }
}

#[component]
fn Conflict(phase: Memo<Option<Phase>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().shell;
    let theirs = Memo::new(move |_| match phase.get() {
        Some(Phase::Conflict(theirs)) => Some(theirs),
        Some(Phase::Clean | Phase::Dirty { .. } | Phase::Saving { .. } | Phase::Offline { .. } | Phase::Refused) | None => None,
    });
    let is_refused = Memo::new(move |_| phase.with(|phase| *phase == Some(Phase::Refused)));
    let told = move || {
        theirs.get().map(|Theirs { by, at, .. }| {
            let by = if by.is_empty() { w().somebody.to_owned() } else { by };
            let when = at.map_or_else(String::new, |at| ago(session.lang.get(), session.now.get_untracked().since(at)));
            fill(w().conflict, &[&by, &when])
        })
    };
    let download = move |_| {
        let text = session.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.text().to_owned()));
        document::save("playbook-mine.yaml", &text.unwrap_or_default());
    };
    view! {
        <div role="alert">
            <Show when=move || theirs.with(Option::is_some)>
                <div class="banner is-bad">
                    <p><Glyph icon=Icon::Warning />{told}</p>
                    <button class="plain" on:click=move |_| session.keep_mine()>{move || w().keep_mine}</button>
                    <button class="plain" on:click=move |_| session.take_theirs()>{move || w().take_theirs}</button>
                    <button class="plain" on:click=download>{move || w().download_mine}</button>
                </div>
            </Show>
            <Show when=move || is_refused.get()>
                <p class="banner is-bad"><Glyph icon=Icon::Warning />{move || w().too_long}</p>
            </Show>
        </div>
    }
}

/// Told in passing.
#[component]
pub(super) fn NoticeLine() -> impl IntoView {
    let session = expect_context::<Session>();
    let text = move || session.notice.get().map(|notice| notice.text);
    let can_undo = Memo::new(move |_| session.notice.with(|notice| notice.as_ref().is_some_and(|notice| notice.can_undo)));
    let is_bad = move || session.notice.with(|notice| notice.as_ref().is_some_and(|notice| notice.is_bad));
    view! {
        <div class="notice" class:is-shown=move || session.notice.with(Option::is_some) class:is-bad=is_bad>
            <p role="status">{text}</p>
            <Show when=move || can_undo.get()>
                <button
                    class="plain small"
                    on:click=move |_| {
                        session.notice.set(None);
                        session.undo();
                    }
                >
                    {move || session.words().shell.undo}
                </button>
            </Show>
            <Show when=move || session.notice.with(Option::is_some)>
                <button class="icon small" aria-label=move || session.words().shell.close on:click=move |_| session.notice.set(None)>
                    <Glyph icon=Icon::Close />
                </button>
            </Show>
        </div>
        <p class="for-ears" aria-live="polite">{move || session.told.get()}</p>
    }
}
