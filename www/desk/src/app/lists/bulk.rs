//! What can be done with all that are selected.

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::limits;

use crate::session::Session;
use crate::words::count;

#[component]
pub(super) fn Bulk() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let selected = Memo::new(move |_| session.selected.with(std::collections::BTreeSet::len));
    let field = NodeRef::<Input>::new();
    let resolve = move |_| {
        let text = count(session.words_untracked().selected_sure, &[&selected.get_untracked().to_string()]);
        if window().confirm_with_message(&text).unwrap_or(false) {
            session.resolve_selected();
        }
    };
    let press = move |event: KeyboardEvent| {
        if event.key() == "Enter"
            && !event.is_composing()
            && let Some(field) = field.get_untracked()
        {
            event.prevent_default();
            session.tag_selected(&field.value());
        }
    };
    view! {
        <Show when=move || { selected.get() > 0 }>
            <div class="bulk" role="group" aria-label=move || count(w().selected, &[&selected.get().to_string()])>
                <p role="status">{move || count(w().selected, &[&selected.get().to_string()])}</p>
                <button class="icon" title=move || w().selected_none aria-label=move || w().selected_none on:click=move |_| session.selected.set([].into())>
                    <Glyph icon=Icon::Close />
                </button>
                <button class="plain small" on:click=resolve><Glyph icon=Icon::Check />{move || w().resolve}</button>
                <button class="plain small" on:click=move |_| session.release_selected()><Glyph icon=Icon::Return />{move || w().release}</button>
                <input
                    node_ref=field
                    maxlength=limits::TAG_CHARS.to_string()
                    aria-label=move || w().selected_tag
                    placeholder=move || w().tag_add
                    on:keydown=press
                />
            </div>
        </Show>
    }
}
