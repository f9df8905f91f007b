//! One row: who and what about, how pressing, what was said last.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::{ConversationId, Summary};

use super::row::{self, Badges, DueClock, Face, Pressing, heading};
use crate::board::Place;
use crate::host::clock;
use crate::session::Session;
use crate::words::count;

#[component]
pub(super) fn ListRow(id: ConversationId, at: Memo<usize>) -> impl IntoView {
    let session = expect_context::<Session>();
    let Some(first) = session.board.with_untracked(|board| board.summary(id).cloned()) else { return ().into_any() };
    let visitor = first.visitor;
    let summary = row::newest(session, first);
    let is_open = row::is_open(session, id);
    let place = Memo::new(move |_| session.board.with(|board| board.place(id)));
    let is_mine = Memo::new(move |_| place.get() == Place::Mine);
    let unread =
        Memo::new(move |_| if is_open.get() || !is_mine.get() { 0 } else { summary.with(|summary| session.unread(summary)) });
    let is_called = Memo::new(move |_| session.board.with(|board| board.is_called(id)));
    let due = row::due(session, id);
    let has_clock = Memo::new(move |_| {
        let is_waiting = matches!(place.get(), Place::Waiting | Place::Offered(_));
        due.with(|due| due.is_some_and(|due| is_waiting || due.is_worth_showing()))
    });
    let is_selected = Memo::new(move |_| session.selected.with(|selected| selected.contains(&id)));
    // One row is in the order of the Tab key: the open one, else the first.
    let tabindex = move || if is_open.get() || (at.get() == 0 && session.cursor().is_none()) { "0" } else { "-1" };
    view! {
        <button
            class="row"
            class:is-open=move || is_open.get()
            class:is-unread=move || { unread.get() > 0 || (is_called.get() && !is_open.get()) }
            class:is-selected=move || is_selected.get()
            data-conversation=id.to_string()
            aria-current=move || is_open.get().then_some("true")
            tabindex=tabindex
            on:click=move |_| session.open(id)
        >
            <Face visitor />
            <span class="row-text">
                <span class="row-head">
                    <b>{move || summary.with(|summary| heading(session, summary))}</b>
                    <Show when=move || has_clock.get() fallback=move || view! { <Spoke summary /> }>
                        <DueClock due />
                    </Show>
                </span>
                <span class="row-foot">
                    <Marks id summary is_called is_open />
                    <span class="row-preview">{move || second(session, id, summary)}</span>
                    <Show when=move || { unread.get() > 0 }>
                        <span class="badge" role="img" aria-label=move || count(session.words().unread, &[&unread.get().to_string()])>
                            {move || unread.get()}
                        </span>
                    </Show>
                </span>
            </span>
        </button>
        <Show when=move || is_mine.get()>
            <label class="select">
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=move || count(session.words().select, &[&summary.with(|summary| heading(session, summary))])
                    prop:checked=move || is_selected.get()
                    on:change=move |_| session.select(id)
                />
            </label>
        </Show>
    }
    .into_any()
}

/// When somebody spoke last.
#[component]
fn Spoke(summary: Memo<Summary>) -> impl IntoView {
    let session = expect_context::<Session>();
    view! { <time>{move || clock::moment(session.lang.get(), summary.with(|summary| summary.last_activity_at))}</time> }
}

/// Small signs before what was said last.
#[component]
fn Marks(id: ConversationId, summary: Memo<Summary>, is_called: Memo<bool>, is_open: Memo<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    let has_draft = Memo::new(move |_| !is_open.get() && session.drafts.with(|drafts| drafts.contains(&id)));
    let tag = Memo::new(move |_| summary.with(|summary| summary.tags.first().cloned()));
    view! {
        <Show when=move || has_draft.get()>
            <em class="draft">{move || session.words().unread_draft}</em>
        </Show>
        <Show when=move || is_called.get()>
            <span class="tag pressing" title=move || session.words().mentions><Glyph icon=Icon::Note />"@"</span>
        </Show>
        <Pressing priority=Signal::derive(move || summary.with(|summary| summary.priority)) />
        <Badges summary />
        {move || tag.get().map(|tag| view! { <span class="tag">{tag}</span> })}
    }
}

/// Who is being asked to take it, else what was said last; tracked.
fn second(session: Session, id: ConversationId, summary: Memo<Summary>) -> String {
    let asked = session.board.with(|board| {
        let item = board.queue.iter().find(|item| item.summary.conversation == id)?;
        board.colleague(item.offered_to?).map(str::to_owned)
    });
    let offered = asked.map(|name| count(session.words().offered, &[&name]));
    offered.unwrap_or_else(|| summary.with(|summary| summary.preview.clone()))
}
