//! Where the reply is written, or why it cannot be.

use leptos::ev::{ClipboardEvent, DragEvent, KeyboardEvent};
use leptos::html::Textarea;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::{ConversationId, ConversationState, limits};

use super::canned::{Calling, CannedList};
use super::note::NoteComposer;
use super::suggested::Suggested;
use super::tray::{Attach, FileTray};
use crate::app::shell::act;
use crate::board::Place;
use crate::host::keyboard;
use crate::keys::{self, Command};
use crate::session::{Insert, Session};
use crate::suggest::behind;
use crate::tray::Tray;
use crate::words::{count, files};

/// The composer where the conversation is mine; else a line that says whose it is.
#[component]
pub(crate) fn Foot(id: ConversationId) -> impl IntoView {
    let session = expect_context::<Session>();
    let place = Memo::new(move |_| session.place());
    let is_resolved = Memo::new(move |_| {
        let known = session.view.with(|view| view.as_ref().map(|view| view.state));
        known.or_else(|| session.opened.with(|opened| opened.as_ref()?.summary.as_ref().map(|summary| summary.state)))
            == Some(ConversationState::Resolved)
    });
    let may_reply = Memo::new(move |_| place.get() == Some(Place::Mine) && !is_resolved.get());
    // Only a change makes another composer: what was typed into this one stays.
    let is_noting = Memo::new(move |_| session.is_noting.get());
    view! {
        {move || match (is_noting.get(), may_reply.get()) {
            (true, _) => view! { <NoteComposer id><Switch may_reply /></NoteComposer> }.into_any(),
            (false, true) => view! { <Composer id may_reply /> }.into_any(),
            (false, false) => view! { <ReadOnly place is_resolved /> }.into_any(),
        }}
    }
}

/// Between what the customer gets and what colleagues get.
#[component]
fn Switch(may_reply: Memo<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    view! {
        <div class="switch" role="group">
            <button
                type="button"
                class="quiet small"
                aria-pressed=move || (!session.is_noting.get()).to_string()
                on:click=move |_| session.is_noting.set(false)
            >
                {move || if may_reply.get() { w().reply } else { w().close }}
            </button>
            <button
                type="button"
                class="quiet small"
                aria-pressed=move || session.is_noting.get().to_string()
                aria-keyshortcuts="m"
                on:click=move |_| session.is_noting.set(true)
            >
                {move || w().note}
            </button>
        </div>
    }
}

#[component]
fn ReadOnly(place: Memo<Option<Place>>, is_resolved: Memo<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let text = move || {
        let w = session.words();
        match place.get() {
            Some(_) | None if is_resolved.get() => w.resolved_note,
            Some(Place::Offered(_)) => w.read_only_offer,
            Some(Place::Waiting) => w.read_only_queue,
            Some(Place::Mine | Place::Elsewhere) | None => w.read_only_other,
        }
    };
    let offer = Memo::new(move |_| match place.get() {
        Some(Place::Offered(offer)) => Some(offer),
        Some(Place::Mine | Place::Waiting | Place::Elsewhere) | None => None,
    });
    let can_answer = move || {
        session.is_online() && offer.get().is_some_and(|offer| !session.answered.with(|answered| answered.contains(&offer)))
    };
    view! {
        <footer class="read-only">
            <span>{text}</span>
            <button class="plain" aria-keyshortcuts="m" on:click=move |_| session.is_noting.set(true)>
                <Glyph icon=Icon::Note />
                {move || session.words().note_write}
            </button>
            <Show when=move || offer.get().is_some()>
                <button class="primary" disabled=move || !can_answer() on:click=move |_| act(session, Command::Accept)>
                    {move || session.words().accept}
                </button>
            </Show>
        </footer>
    }
}

#[component]
fn Composer(id: ConversationId, may_reply: Memo<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let field = NodeRef::<Textarea>::new();
    // What the machine holds: it tells after a reload and when a refused message is edited again, not at each key.
    let held = Memo::new(move |_| session.view.with(|view| view.as_ref().map(|view| view.draft.clone()).unwrap_or_default()));
    let draft = RwSignal::new(held.get_untracked());
    Effect::new(move |_| draft.set(held.get()));
    let excess = Memo::new(move |_| draft.with(|draft| draft.trim().len().saturating_sub(limits::TEXT_BYTES)));
    let (has_files, is_uploading) = (
        Memo::new(move |_| session.trays.with(|trays| trays.get(&id).is_some_and(Tray::has_files))),
        Memo::new(move |_| session.trays.with(|trays| trays.get(&id).is_some_and(Tray::is_uploading))),
    );
    let can_send = Memo::new(move |_| {
        let has_something = has_files.get() || draft.with(|draft| !draft.trim().is_empty());
        has_something && !is_uploading.get() && excess.get() == 0
    });

    Effect::new(move |_| {
        let text = draft.get();
        if let Some(field) = field.get() {
            // Setting an equal value would move the caret and end a composition.
            if field.value() != text {
                field.set_value(&text);
            }
        }
    });
    Effect::new(move |_| {
        if let Some(field) = field.get()
            && session.wants_reply.get() == Some(id)
        {
            session.wants_reply.set(None);
            // The field is in the document by now.
            let _ = field.focus();
        }
    });

    let send = move || {
        if let Some(field) = field.get_untracked() {
            if session.reply(id, &field.value()) {
                draft.set(String::new());
            }
            // A field that cannot take the focus back is still there.
            let _ = field.focus();
        }
    };
    let calling = Calling::new(session, field);
    let changed = move |text: String| {
        draft.set(text.clone());
        session.type_draft(id, text);
    };
    Effect::new(move |_| {
        let for_this = session.inserting.with(|held| held.as_ref().filter(|(to, _)| *to == id).map(|(_, insert)| insert.clone()));
        let (Some(insert), Some(field)) = (for_this, field.get()) else { return };
        session.inserting.set(None);
        changed(match insert {
            Insert::Behind(text) => behind(&field.value(), &text),
            Insert::Whole(text) => text,
        });
        // The field is in the document by now.
        let _ = field.focus();
    });
    let press = move |event: KeyboardEvent| {
        if calling.press(&event, changed) {
            return;
        }
        let Some(command) = keyboard::with(&event, keys::in_text) else { return };
        event.prevent_default();
        if command == Command::Send {
            send();
        } else {
            act(session, command);
        }
    };
    let take = move |carried: Option<web_sys::DataTransfer>| {
        let files = carried.and_then(|carried| carried.files()).filter(|files| files.length() > 0);
        files.inspect(|files| session.attach(id, files)).is_some()
    };
    let is_over = RwSignal::new(false);
    let over = move |event: DragEvent| {
        if event.data_transfer().is_some_and(|carried| carried.types().includes(&"Files".into(), 0)) {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let dropped = move |event: DragEvent| {
        is_over.set(false);
        if take(event.data_transfer()) {
            event.prevent_default();
        }
    };
    let pasted = move |event: ClipboardEvent| {
        if take(event.clipboard_data()) {
            event.prevent_default();
        }
    };
    view! {
        <form
            class="composer"
            class:is-over=move || is_over.get()
            data-over=move || files::words(session.lang.get()).drop_here
            on:submit=move |event| { event.prevent_default(); send(); }
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=dropped
        >
            <Suggested />
            <Switch may_reply />
            <CannedList calling changed />
            <FileTray id />
            <Attach id />
            // The field grows with a copy of its text behind it: no height is ever computed.
            <div class="grow" data-text=move || draft.get()>
                <textarea
                    node_ref=field
                    rows="1"
                    role="combobox"
                    aria-label=move || w().reply
                    aria-expanded=move || calling.fitting.with(|fitting| !fitting.is_empty()).to_string()
                    aria-controls="canned"
                    aria-autocomplete="list"
                    aria-activedescendant=move || calling.active()
                    placeholder=move || w().reply_placeholder
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        calling.look(&text);
                        changed(text);
                    }
                    on:keydown=press
                    on:paste=pasted
                ></textarea>
            </div>
            <button class="primary" type="submit" disabled=move || !can_send.get() aria-label=move || w().send>
                <Glyph icon=Icon::Send />
            </button>
            <p class="hint" class:is-wrong=move || { excess.get() > 0 }>
                {move || match excess.get() {
                    0 if is_uploading.get() => files::words(session.lang.get()).wait_for_files.to_owned(),
                    0 => w().reply_hint.to_owned(),
                    excess => count(w().too_long, &[&excess.to_string()]),
                }}
            </p>
        </form>
    }
}
