//! Who waits.

use leptos::prelude::*;
use wire::{QueueItem, Summary};

use super::row::{self, Pressing, heading};
use crate::session::Session;
use crate::words::{count, waiting};

#[component]
pub(crate) fn Queue() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let items =
        Memo::new(move |_| session.board.with(|board| board.others_waiting().into_iter().cloned().collect::<Vec<QueueItem>>()));
    let total = Memo::new(move |_| session.board.with(|board| board.queue_total));
    let listed = Memo::new(move |_| session.board.with(|board| board.queue.len() as u64));
    let oldest = Memo::new(move |_| session.board.with(|board| board.oldest_wait()));
    let longest = move || oldest.get().map(|at| count(w().longest_wait, &[&row::since(session, at)]));
    view! {
        <section class="queue" aria-labelledby="queue-title">
            <h2 id="queue-title">
                {move || w().queue}
                <span class="count">{move || total.get()}</span>
                <span class="longest">{longest}</span>
            </h2>
            <Show when=move || total.get() == 0>
                <p class="hollow">{move || w().queue_empty}</p>
            </Show>
            <For each=move || items.get() key=|item| item.summary.conversation let:item>
                <QueueRow first=item.summary />
            </For>
            <Show when=move || { total.get() > listed.get() }>
                <p class="hollow">{move || count(w().queue_more, &[&(total.get() - listed.get()).to_string()])}</p>
            </Show>
        </section>
    }
}

#[component]
fn QueueRow(first: Summary) -> impl IntoView {
    let session = expect_context::<Session>();
    let id = first.conversation;
    let summary = row::newest(session, first);
    let is_open = row::is_open(session, id);
    let wait = move || {
        let now = session.board.with(|board| board.desk_now(session.now.get()));
        waiting(session.lang.get(), now.since(summary.with(|summary| summary.queued_at)))
    };
    let second = move || offered_to(session, id).unwrap_or_else(|| summary.with(|summary| summary.preview.clone()));
    let skill =
        move || summary.with(|summary| row::skill(session, summary)).map(|skill| view! { <span class="tag">{skill}</span> });
    view! {
        <button
            class="row waiting"
            class:is-open=move || is_open.get()
            data-conversation=id.to_string()
            aria-current=move || is_open.get().then_some("true")
            on:click=move |_| session.open(id)
        >
            <span class="row-text">
                <span class="row-head">
                    <b>{move || summary.with(|summary| heading(session, summary))}</b>
                    <time title=wait>{move || row::since(session, summary.with(|summary| summary.queued_at))}</time>
                </span>
                <span class="row-foot">
                    <Pressing priority=Signal::derive(move || summary.with(|summary| summary.priority)) />
                    <span class="row-preview">{second}</span>
                    {skill}
                </span>
            </span>
        </button>
    }
}

/// Who is being asked to take it, in words; tracked.
fn offered_to(session: Session, id: wire::ConversationId) -> Option<String> {
    let name = session.board.with(|board| {
        let item = board.queue.iter().find(|item| item.summary.conversation == id)?;
        board.colleague(item.offered_to?).map(str::to_owned)
    })?;
    Some(count(session.words().offered, &[&name]))
}
