//! What the conversation is, and what can be done with it.

use leptos::prelude::*;
use ui::hue;
use ui::icon::{Glyph, Icon};
use ui::span::short;
use wire::{ConversationState, Summary};

use crate::app::lists::{Face, heading};
use crate::board::Place;
use crate::session::{Panel, Session};
use crate::words::{count, language};

#[component]
pub(crate) fn Head() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let summary = Memo::new(move |_| session.opened.with(|opened| opened.as_ref().and_then(|opened| opened.summary.clone())));
    let is_mine = Memo::new(move |_| session.place() == Some(Place::Mine));
    view! {
        <header class="thread-head">
            <button class="icon back" aria-label=move || w().back on:click=move |_| session.close()>
                <Glyph icon=Icon::Back />
            </button>
            {move || summary.get().map(|summary| view! { <Face visitor=summary.visitor /> })}
            <div class="thread-title">
                <h1>{move || summary.get().map_or_else(|| w().conversation.to_owned(), |summary| heading(session, &summary))}</h1>
                <p>{move || summary.get().map(|summary| second_line(session, &summary))}</p>
            </div>
            <Show when=move || is_mine.get()>
                <button class="icon" title=move || w().transfer aria-label=move || w().transfer aria-keyshortcuts="f" on:click=move |_| session.show_panel(Panel::Transfer)>
                    <Glyph icon=Icon::Pass />
                </button>
                <button class="icon" title=move || w().snooze aria-label=move || w().snooze aria-keyshortcuts="z" on:click=move |_| session.show_panel(Panel::Snooze)>
                    <Glyph icon=Icon::Clock />
                </button>
                <button class="plain" title=move || w().release_hint aria-label=move || w().release aria-keyshortcuts="Shift+U" on:click=move |_| session.release()>
                    <Glyph icon=Icon::Return />
                    <span class="wide">{move || w().release}</span>
                </button>
                <button
                    class="primary"
                    title=move || w().resolve
                    aria-label=move || w().resolve
                    aria-keyshortcuts="e Control+Shift+Enter"
                    on:click=move |_| session.resolve()
                >
                    <Glyph icon=Icon::Check />
                    <span class="wide">{move || w().resolve}</span>
                </button>
            </Show>
            <Show when=move || session.is_supervisor()>
                <button
                    class="icon give"
                    title=move || w().floor.key_assign
                    aria-label=move || w().floor.key_assign
                    aria-keyshortcuts="Shift+A"
                    on:click=move |_| session.give_open()
                >
                    <Glyph icon=Icon::Assign />
                </button>
            </Show>
            <button
                class="icon"
                title=move || w().save_text
                aria-label=move || w().save_text
                on:click=move |_| {
                    let title = summary.get_untracked().map(|summary| untrack(|| heading(session, &summary)));
                    session.save_text(title.as_deref().unwrap_or(session.words_untracked().conversation));
                }
            >
                <Glyph icon=Icon::Save />
            </button>
            <button
                class="icon side-toggle"
                title=move || w().details
                aria-label=move || if session.is_side_shown.get() { w().hide_details } else { w().show_details }
                aria-expanded=move || session.is_side_shown.get().to_string()
                on:click=move |_| session.is_side_shown.update(|shown| *shown = !*shown)
            >
                <Glyph icon=Icon::Details />
            </button>
        </header>
    }
}

/// Who, in which language, and how long they have waited or who answers.
fn second_line(session: Session, summary: &Summary) -> String {
    let w = session.words();
    let mut parts =
        vec![count(w.visitor, &[&hue::handle(summary.visitor.bits())]), language(session.lang.get(), &summary.locale)];
    let state = session.view.with(|view| view.as_ref().map_or(summary.state, |view| view.state));
    let assigned =
        session.view.with(|view| view.as_ref().and_then(|view| view.assigned.clone())).or_else(|| summary.assigned.clone());
    match (state, assigned) {
        (ConversationState::Resolved, _) => parts.push(w.state_resolved.to_owned()),
        (_, Some(assigned)) if session.board.with(|board| board.is_me(assigned.agent)) => {}
        (_, Some(assigned)) => parts.push(crate::words::served_by(session.lang.get(), &assigned.name)),
        (_, None) => {
            let now = session.board.with(|board| board.desk_now(session.now.get()));
            parts.push(format!("{} {}", w.queue, short(session.lang.get(), now.since(summary.queued_at))));
        }
    }
    parts.join(" · ")
}
