//! The middle pane: one conversation.

mod banner;
mod canned;
mod composer;
mod files;
mod head;
mod here;
mod lines;
mod note;
mod row;
mod suggested;
mod tags;
mod tray;

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::session::Session;

#[component]
pub(crate) fn ThreadPane() -> impl IntoView {
    let session = expect_context::<Session>();
    let open = Memo::new(move |_| session.open_id());
    view! {
        <main class="thread" aria-label=move || session.words().conversation>
            <banner::Banner />
            // Another conversation is another thread: nothing of the old one stays, its scroll place and its text field neither.
            {move || match open.get() {
                Some(id) if session.board.with_untracked(|board| board.is_imported(id)) => view! {
                    <head::Head />
                    <Imported />
                }.into_any(),
                Some(id) => view! {
                    <head::Head />
                    <here::HereLine />
                    <tags::Tags />
                    <lines::Lines />
                    <composer::Foot id />
                }.into_any(),
                None => view! { <Nothing /> }.into_any(),
            }}
        </main>
    }
}

/// A conversation of the time before.
#[component]
fn Imported() -> impl IntoView {
    let session = expect_context::<Session>();
    let preview =
        session.opened.with_untracked(|opened| opened.as_ref()?.summary.as_ref().map(|summary| summary.preview.clone()));
    view! {
        <div class="nothing">
            <span class="nothing-mark"><Glyph icon=Icon::Inbox /></span>
            <h2>{move || session.words().view.imported}</h2>
            <p>{move || session.words().view.imported_lead}</p>
            {preview.filter(|preview| !preview.is_empty()).map(|preview| view! { <blockquote>{preview}</blockquote> })}
        </div>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <div class="nothing">
            <span class="nothing-mark"><Glyph icon=Icon::Inbox /></span>
            <h1>{move || session.words().nothing_open}</h1>
            <p>{move || session.words().nothing_open_lead}</p>
        </div>
    }
}
