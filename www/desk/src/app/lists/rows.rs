//! The list of the view that is shown: only the rows on screen, and some around them, are in the document.
//!
//! Every row has the same height and is put at its place, so a list of thousands scrolls and is walked like one of ten. The row of the
//! conversation on screen is always drawn, wherever the list is scrolled to: it may have the focus.

use leptos::html::Div;
use leptos::prelude::*;
use wire::ConversationId;

use super::list_row::ListRow;
use super::{row, tabs};
use crate::board::View;
use crate::host::document::{self, Resizes};
use crate::session::{ListAsked as Asked, Session};
use crate::window::{ROW, revealing, shown};
use crate::words::count;

#[component]
pub(super) fn Rows() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let frame = NodeRef::<Div>::new();
    // Scrolled by, and the height of the view, in CSS pixels.
    let sight = RwSignal::new((0_usize, 0_usize));
    let look = move || {
        if let Some(frame) = frame.get_untracked() {
            let pixels = |value: i32| usize::try_from(value).unwrap_or(0);
            let (top, height) = (pixels(frame.scroll_top()), pixels(frame.client_height()));
            sight.set((top, height));
            if top + 2 * height >= pixels(frame.scroll_height()) {
                session.ask_more();
            }
        }
    };
    let resizes = StoredValue::new_local(None::<Resizes>);
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            look();
            resizes.set_value(Resizes::of(&frame, look));
        }
    });
    let ids = Memo::new(move |_| session.board.with(|board| board.of_view(session.list.get())));
    let drawn = Memo::new(move |_| {
        let ((top, height), open) = (sight.get(), session.cursor());
        ids.with(|ids| places(ids, top, height, open))
    });
    // Another view is another list: it begins at its top.
    Effect::new(move |_| {
        session.list.track();
        if let Some(frame) = frame.get_untracked() {
            frame.set_scroll_top(0);
            look();
        }
    });
    // Walking by keys brings the row into view.
    Effect::new(move |_| {
        let Some(id) = session.walked_to.get() else { return };
        let (top, height) = sight.get_untracked();
        let at = ids.with_untracked(|ids| ids.iter().position(|listed| *listed == id));
        if let (Some(top), Some(frame)) = (at.and_then(|at| revealing(at, top, height)), frame.get_untracked()) {
            frame.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
            look();
        }
    });
    // Rows that are put elsewhere in the document lose the focus; it stays with the row of the conversation on screen.
    let has_focus = RwSignal::new(false);
    Effect::new(move |_| {
        drawn.track();
        if has_focus.get_untracked() {
            request_animation_frame(|| document::refocus(".rows .row.is-open"));
        }
    });
    let whole = move || format!("{}px", ids.with(Vec::len) * ROW);
    view! {
        <div
            node_ref=frame
            id="rows"
            class=move || format!("rows {}", tabs::class(session.list.get()))
            role="tabpanel"
            aria-label=move || full_name(session)
            on:scroll=move |_| look()
            on:focusin=move |_| has_focus.set(true)
            on:focusout=move |event| {
                if event.related_target().is_some() {
                    has_focus.set(false);
                }
            }
        >
            <p class="hollow">{move || note(session, ids.with(Vec::is_empty))}</p>
            <ul role="list" aria-label=move || w().lists style:height=whole>
                <For each=move || drawn.get() key=|(_, id)| *id let:listed>
                    <Placed first=listed drawn ids />
                </For>
            </ul>
        </div>
    }
}

/// The rows to draw, each with its place.
fn places(ids: &[ConversationId], top: usize, height: usize, open: Option<ConversationId>) -> Vec<(usize, ConversationId)> {
    let range = shown(top, height, ids.len());
    let open = open.and_then(|open| ids.iter().position(|id| *id == open)).filter(|at| !range.contains(at));
    let (before, after) = (open.filter(|at| *at < range.start), open.filter(|at| *at >= range.end));
    let all = before.into_iter().chain(range).chain(after);
    all.filter_map(|at| Some((at, *ids.get(at)?))).collect()
}

#[component]
fn Placed(
    first: (usize, ConversationId),
    drawn: Memo<Vec<(usize, ConversationId)>>,
    ids: Memo<Vec<ConversationId>>,
) -> impl IntoView {
    let (at_first, id) = first;
    let at = Memo::new(move |last: Option<&usize>| {
        let now = drawn.with(|drawn| drawn.iter().find(|(_, listed)| *listed == id).map(|(at, _)| *at));
        now.or(last.copied()).unwrap_or(at_first)
    });
    view! {
        <li
            class="place"
            aria-posinset=move || (at.get() + 1).to_string()
            aria-setsize=move || ids.with(Vec::len).to_string()
            style:top=move || format!("{}px", at.get() * ROW)
        >
            <ListRow id at />
        </li>
    }
}

/// What the view is called in full; tracked.
fn full_name(session: Session) -> String {
    let w = session.words();
    let name = match session.list.get() {
        View::Mine => w.mine,
        View::Waiting => w.queue,
        View::Mentions => w.mentions,
        View::All => w.all,
        view @ View::Saved(_) => {
            return session.board.with(|board| board.filter(view).map(|filter| filter.name.clone())).unwrap_or_default();
        }
    };
    name.to_owned()
}

/// What is to be said above the list: that it is empty, how long the first has waited, how many more there are. Tracked.
fn note(session: Session, is_empty: bool) -> Option<String> {
    let w = session.words();
    match session.list.get() {
        View::Mine => is_empty.then(|| w.mine_empty.to_owned()),
        View::Mentions => is_empty.then(|| w.mentions_empty.to_owned()),
        view @ (View::All | View::Saved(_)) => session.lists.asked.with(|asked| match asked.get(&view) {
            Some(Asked::Failed) => Some(w.view.failed.to_owned()),
            Some(Asked::Asking) if is_empty => Some(w.loading.to_owned()),
            Some(Asked::Asking | Asked::Until(_)) | None => is_empty.then(|| w.all_empty.to_owned()),
        }),
        View::Waiting if is_empty => Some(w.queue_empty.to_owned()),
        View::Waiting => {
            let oldest = session.board.with(|board| board.oldest_wait())?;
            let more = session.board.with(|board| board.queue_total.saturating_sub(board.queue.len() as u64));
            let longest = count(w.longest_wait, &[&row::since(session, oldest)]);
            Some(if more > 0 { format!("{longest} · {}", count(w.queue_more, &[&more.to_string()])) } else { longest })
        }
    }
}
