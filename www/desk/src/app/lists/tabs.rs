//! The views of the list, as tabs.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::board::View;
use crate::host::document;
use crate::session::Session;
use crate::words::Words;

/// What a view is called, shortly.
pub(super) fn name(w: &Words, view: View) -> &'static str {
    match view {
        View::Mine => w.tab_mine,
        View::Waiting => w.tab_waiting,
        View::Mentions => w.tab_mentions,
        // The agent's own have names of their own.
        View::All | View::Saved(_) => w.tab_all,
    }
}

/// Its class, and the name of its tab in the document.
pub(super) fn class(view: View) -> &'static str {
    match view {
        View::Mine => "mine",
        View::Waiting => "waiting",
        View::Mentions => "mentions",
        View::All => "all",
        View::Saved(_) => "saved",
    }
}

#[component]
pub(super) fn Tabs() -> impl IntoView {
    let session = expect_context::<Session>();
    let tabs = View::ALL.map(|view| view! { <Tab view /> });
    view! {
        <div class="tabs" role="tablist" aria-label=move || session.words().lists on:keydown=move |event| turn(session, &event)>
            {tabs.collect_view()}
        </div>
    }
}

#[component]
fn Tab(view: View) -> impl IntoView {
    let session = expect_context::<Session>();
    let is_shown = Memo::new(move |_| session.list.get() == view);
    let held = Memo::new(move |_| session.board.with(|board| board.count(view)));
    view! {
        <button
            id=format!("tab-{}", class(view))
            role="tab"
            aria-controls="rows"
            aria-selected=move || is_shown.get().to_string()
            tabindex=move || if is_shown.get() { "0" } else { "-1" }
            class:calls=move || { view == View::Mentions && held.get() > 0 }
            on:click=move |_| session.show_view(view)
        >
            {move || name(session.words(), view)}
            {move || (held.get() > 0).then(|| view! { <span class="count">{held.get()}</span> })}
        </button>
    }
}

/// Arrow keys go from tab to tab, and show it at once.
fn turn(session: Session, event: &KeyboardEvent) {
    let at = View::ALL.iter().position(|view| *view == session.list.get_untracked()).unwrap_or(0);
    let last = View::ALL.len() - 1;
    let to = match event.key().as_str() {
        "ArrowRight" => (at + 1) % View::ALL.len(),
        "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(view) = View::ALL.get(to) {
        session.show_view(*view);
        document::focus(&format!("#tab-{}", class(*view)));
    }
}
