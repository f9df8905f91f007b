//! Canned replies: added, changed and deleted.

use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use super::modal::Modal;
use crate::canned::Canned;
use crate::session::{Panel, Session};
use crate::words::count;

#[component]
pub(super) fn RepliesPanel() -> impl IntoView {
    view! { <Modal panel=Panel::Replies title=|w| w.replies><Body /></Modal> }
}

#[component]
fn Body() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let (name, text) = (NodeRef::<Input>::new(), NodeRef::<Textarea>::new());
    let is_wrong = RwSignal::new(false);
    let change = move |one: Canned| {
        if let (Some(name), Some(text)) = (name.get_untracked(), text.get_untracked()) {
            name.set_value(&one.name);
            text.set_value(&one.text);
            // It is in the document.
            let _ = text.focus();
        }
    };
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(name), Some(text)) = (name.get_untracked(), text.get_untracked()) else { return };
        let is_kept = session.keep_canned(&name.value(), &text.value());
        is_wrong.set(!is_kept);
        if is_kept {
            name.set_value("");
            text.set_value("");
            let _ = name.focus();
        }
    };
    view! {
        <p class="muted small replies-lead">{move || w().replies_lead}</p>
        <ul class="replies" role="list">
            <Show when=move || session.canned.with(Vec::is_empty)>
                <li class="muted">{move || w().replies_empty}</li>
            </Show>
            <For each=move || session.canned.get() key=|one| (one.name.clone(), one.text.clone()) let:one>
                <Reply one change />
            </For>
        </ul>
        <form class="reply-form" on:submit=keep>
            <label for="reply-name">{move || w().reply_name}</label>
            <input id="reply-name" node_ref=name autofocus autocomplete="off" maxlength="24" on:input=move |_| is_wrong.set(false) />
            <label for="reply-text">{move || w().reply_text}</label>
            <textarea id="reply-text" node_ref=text rows="3" maxlength="2000" on:input=move |_| is_wrong.set(false)></textarea>
            <p class="wrong small" role="alert">{move || is_wrong.get().then(|| w().reply_wrong)}</p>
            <button type="submit" class="primary">{move || w().reply_keep}</button>
        </form>
    }
}

#[component]
fn Reply(one: Canned, change: impl Fn(Canned) + Copy + Send + 'static) -> impl IntoView {
    let session = expect_context::<Session>();
    let Canned { name, text } = one.clone();
    let (shown, changed, dropped, gone) = (format!("/{name}"), name.clone(), name.clone(), name);
    view! {
        <li>
            <b>{shown}</b>
            <span class="muted">{text}</span>
            <button
                type="button"
                class="icon"
                aria-label=move || count(session.words().reply_change, &[&changed])
                on:click=move |_| change(one.clone())
            >
                <Glyph icon=Icon::Note />
            </button>
            <button
                type="button"
                class="icon"
                aria-label=move || count(session.words().reply_drop, &[&dropped])
                on:click=move |_| session.drop_canned(&gone)
            >
                <Glyph icon=Icon::Close />
            </button>
        </li>
    }
}
