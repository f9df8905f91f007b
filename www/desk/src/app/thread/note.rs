//! Where a note to colleagues is written, and who it calls.

use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::{AgentId, ConversationId, limits};

use crate::app::shell::act;
use crate::host::keyboard;
use crate::keys::{self, Command};
use crate::mention::{asked, completed, fitting};
use crate::session::Session;
use crate::words::count;

/// The composer of notes; its child leads back to the reply, where there may be one.
#[component]
pub(crate) fn NoteComposer(id: ConversationId, children: Children) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let field = NodeRef::<Textarea>::new();
    let held = Memo::new(move |_| session.view.with(|view| view.as_ref().map(|view| view.note.clone()).unwrap_or_default()));
    let note = RwSignal::new(held.get_untracked());
    Effect::new(move |_| note.set(held.get()));
    // What stands before the caret after an `@`.
    let written = RwSignal::new(None::<String>);
    let chosen = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        let written = written.get();
        let team = session.board.with(|board| board.colleagues());
        written.map(|written| fitting(&team, &written).into_iter().take(6).cloned().collect::<Vec<_>>()).unwrap_or_default()
    });
    let excess = Memo::new(move |_| note.with(|note| note.trim().len().saturating_sub(limits::TEXT_BYTES)));
    let can_save = Memo::new(move |_| note.with(|note| !note.trim().is_empty()) && excess.get() == 0);
    Effect::new(move |_| {
        let text = note.get();
        if let Some(field) = field.get()
            && field.value() != text
        {
            field.set_value(&text);
        }
    });
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // It is in the document by now.
            let _ = field.focus();
        }
    });
    let caret = move |text: &str| -> usize {
        let units = field.get_untracked().and_then(|field| field.selection_end().ok().flatten());
        units.map_or(text.len(), |units| bytes_of(text, units as usize))
    };
    let changed = move |text: String| {
        let place = caret(&text);
        written.set(text.get(..place).and_then(asked).map(str::to_owned));
        chosen.set(0);
        session.type_note(id, text.clone());
        note.set(text);
    };
    let call = move |name: &str| {
        let text = note.get_untracked();
        if let (Some((text, place)), Some(field)) = (completed(&text, caret(&text), name), field.get_untracked()) {
            let units = u32::try_from(text.get(..place).unwrap_or_default().encode_utf16().count()).unwrap_or(u32::MAX);
            field.set_value(&text);
            // The field has this many characters.
            let _ = field.set_selection_range(units, units);
            let _ = field.focus();
            changed(text);
            written.set(None);
        }
    };
    let save = move || {
        if let Some(field) = field.get_untracked() {
            if session.keep_note(id, &field.value()) {
                note.set(String::new());
                written.set(None);
            }
            // A field that cannot take the focus back is still there.
            let _ = field.focus();
        }
    };
    let press = move |event: KeyboardEvent| {
        let among = found.with_untracked(Vec::len);
        if among > 0 && !event.is_composing() {
            let picked = found.with_untracked(|found| found.get(chosen.get_untracked()).map(|(_, name)| name.clone()));
            match (event.key().as_str(), picked) {
                ("ArrowDown", _) => chosen.update(|at| *at = (*at + 1) % among),
                ("ArrowUp", _) => chosen.update(|at| *at = (*at + among - 1) % among),
                ("Escape", _) => written.set(None),
                ("Enter" | "Tab", Some(name)) => call(&name),
                _ => return,
            }
            return event.prevent_default();
        }
        match keyboard::with(&event, keys::in_text) {
            Some(Command::Send) => {
                event.prevent_default();
                save();
            }
            Some(command) => {
                event.prevent_default();
                act(session, command);
            }
            None => {}
        }
    };
    view! {
        <form class="composer noting" on:submit=move |event| { event.prevent_default(); save(); }>
            {children()}
            <Show when=move || found.with(|found| !found.is_empty())>
                <ul class="callable" id="callable" role="listbox" aria-label=move || w().colleagues_found>
                    {move || found.get().into_iter().enumerate().map(|(at, who)| view! { <Callable at who chosen call /> }).collect_view()}
                </ul>
            </Show>
            <div class="grow" data-text=move || note.get()>
                <textarea
                    node_ref=field
                    rows="1"
                    role="combobox"
                    aria-label=move || w().note_to_team
                    aria-expanded=move || found.with(|found| !found.is_empty()).to_string()
                    aria-controls="callable"
                    aria-autocomplete="list"
                    aria-activedescendant=move || found.with(|found| (!found.is_empty()).then(|| format!("callable-{}", chosen.get())))
                    placeholder=move || w().note_placeholder
                    on:input=move |event| changed(event_target_value(&event))
                    on:keydown=press
                ></textarea>
            </div>
            <button class="primary" type="submit" disabled=move || !can_save.get() aria-label=move || w().note_save>
                <Glyph icon=Icon::Note />
            </button>
            <p class="hint" class:is-wrong=move || { excess.get() > 0 }>
                {move || match excess.get() {
                    0 => w().note_hint.to_owned(),
                    excess => count(w().too_long, &[&excess.to_string()]),
                }}
            </p>
        </form>
    }
}

/// A colleague who can be called.
#[component]
fn Callable(
    at: usize,
    who: (AgentId, String),
    chosen: RwSignal<usize>,
    call: impl Fn(&str) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let name = who.1.clone();
    view! {
        <li
            id=format!("callable-{at}")
            role="option"
            aria-selected=move || (chosen.get() == at).to_string()
            // Pressing must not take the focus from the field.
            on:mousedown=move |event| { event.prevent_default(); call(&name); }
        >
            "@"{who.1}
        </li>
    }
}

/// How many bytes so many UTF-16 units of a text are.
pub(super) fn bytes_of(text: &str, units: usize) -> usize {
    let mut left = units;
    let end = text.char_indices().find(|(_, c)| {
        let is_end = left == 0;
        left = left.saturating_sub(c.len_utf16());
        is_end
    });
    end.map_or(text.len(), |(place, _)| place)
}
