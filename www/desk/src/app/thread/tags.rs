//! The tags of the conversation on screen: taken off by a press, added by writing.

use chat::client::tags;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::limits;

use crate::session::Session;
use crate::words::count;

#[component]
pub(crate) fn Tags() -> impl IntoView {
    let session = expect_context::<Session>();
    let tags = Memo::new(move |_| session.view.with(|view| view.as_ref().map(|view| tags(&view.lines)).unwrap_or_default()));
    let field = NodeRef::<leptos::html::Input>::new();
    let press = move |event: KeyboardEvent| {
        let Some(field) = field.get_untracked() else { return };
        match event.key().as_str() {
            "Enter" | "," if !event.is_composing() => {
                event.prevent_default();
                session.tag(&field.value(), true);
                field.set_value("");
            }
            "Escape" => {
                field.set_value("");
                // It has the focus, so it can lose it.
                let _ = field.blur();
            }
            _ => {}
        }
    };
    view! {
        <div class="tags" role="group" aria-label=move || session.words().tags>
            <For each=move || tags.get() key=String::clone let:tag>
                <Tag tag />
            </For>
            <Show when=move || { tags.with(Vec::len) < limits::TAGS }>
                <input
                    node_ref=field
                    maxlength=limits::TAG_CHARS.to_string()
                    aria-label=move || session.words().tag_add
                    placeholder=move || session.words().tag_add
                    aria-keyshortcuts="t"
                    on:keydown=press
                />
            </Show>
        </div>
    }
}

#[component]
fn Tag(tag: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let (shown, named) = (tag.clone(), tag.clone());
    let label = move || count(session.words().tag_remove, &[&named]);
    view! {
        <span class="tag">
            {shown}
            <button aria-label=label on:click=move |_| session.tag(&tag, false)><Glyph icon=Icon::Close /></button>
        </span>
    }
}
