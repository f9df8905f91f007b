//! This agent's conversations.

use leptos::prelude::*;
use wire::Summary;

use super::row::{self, Face, heading};
use crate::host::clock;
use crate::session::Session;
use crate::words::count;

#[component]
pub(crate) fn Mine() -> impl IntoView {
    let session = expect_context::<Session>();
    let mine = Memo::new(move |_| session.board.with(|board| board.mine.clone()));
    view! {
        <section class="mine" aria-labelledby="mine-title">
            <h2 id="mine-title">
                {move || session.words().mine}
                <span class="count">{move || mine.with(Vec::len)}</span>
            </h2>
            <Show when=move || mine.with(Vec::is_empty)>
                <p class="hollow">{move || session.words().mine_empty}</p>
            </Show>
            <For each=move || mine.get() key=|summary| summary.conversation let:summary>
                <MineRow first=summary />
            </For>
        </section>
    }
}

#[component]
fn MineRow(first: Summary) -> impl IntoView {
    let session = expect_context::<Session>();
    let (id, visitor) = (first.conversation, first.visitor);
    let summary = row::newest(session, first);
    let is_open = row::is_open(session, id);
    let unread = Memo::new(move |_| if is_open.get() { 0 } else { summary.with(|summary| session.unread(summary)) });
    let has_draft = Memo::new(move |_| !is_open.get() && session.drafts.with(|drafts| drafts.contains(&id)));
    view! {
        <button
            class="row"
            class:is-open=move || is_open.get()
            class:is-unread=move || { unread.get() > 0 }
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
                    <Show when=move || has_draft.get()>
                        <em class="draft">{move || session.words().unread_draft}</em>
                    </Show>
                    <Show when=move || session.board.with(|board| board.is_called(id))>
                        <span class="tag pressing" title=move || session.words().mentions>"@"</span>
                    </Show>
                    {move || summary.with(|summary| summary.tags.first().cloned()).map(|tag| view! { <span class="tag">{tag}</span> })}
                    <span class="row-preview">{move || summary.with(|summary| summary.preview.clone())}</span>
                    <Show when=move || { unread.get() > 0 }>
                        <span class="badge" role="img" aria-label=move || count(session.words().unread, &[&unread.get().to_string()])>
                            {move || unread.get()}
                        </span>
                    </Show>
                </span>
            </span>
        </button>
    }
}
