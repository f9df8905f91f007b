//! Where a note calls this agent, in conversations that are not theirs.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::Summary;

use super::row::{self, Face, heading};
use crate::host::clock;
use crate::session::Session;

#[component]
pub(crate) fn Mentions() -> impl IntoView {
    let session = expect_context::<Session>();
    let called =
        Memo::new(move |_| session.board.with(|board| board.called_elsewhere().into_iter().cloned().collect::<Vec<Summary>>()));
    view! {
        <Show when=move || called.with(|called| !called.is_empty())>
            <section class="mentions" aria-labelledby="mentions-title">
                <h2 id="mentions-title">
                    {move || session.words().mentions}
                    <span class="count">{move || called.with(Vec::len)}</span>
                </h2>
                <For each=move || called.get() key=|summary| summary.conversation let:summary>
                    <MentionRow first=summary />
                </For>
            </section>
        </Show>
    }
}

#[component]
fn MentionRow(first: Summary) -> impl IntoView {
    let session = expect_context::<Session>();
    let (id, visitor) = (first.conversation, first.visitor);
    let summary = row::newest(session, first);
    let is_open = row::is_open(session, id);
    view! {
        <button
            class="row is-unread"
            class:is-open=move || is_open.get()
            data-conversation=id.to_string()
            aria-current=move || is_open.get().then_some("true")
            on:click=move |_| session.open(id)
        >
            <Face visitor />
            <span class="row-text">
                <span class="row-head">
                    <b>{move || summary.with(|summary| heading(session, summary))}</b>
                    <time>{move || clock::moment(session.lang.get(), summary.with(|summary| summary.last_activity_at))}</time>
                </span>
                <span class="row-foot">
                    <span class="tag pressing"><Glyph icon=Icon::Note />{move || session.words().note}</span>
                    <span class="row-preview">{move || summary.with(|summary| summary.preview.clone())}</span>
                </span>
            </span>
        </button>
    }
}
