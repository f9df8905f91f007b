//! The agent's own views, below the tabs.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::board::View;
use crate::session::{Panel, Session};

#[component]
pub(super) fn Filters() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let names = Memo::new(move |_| {
        session.board.with(|board| board.filters.iter().map(|filter| filter.name.clone()).collect::<Vec<_>>())
    });
    view! {
        <div class="find">
            <button class="find-field" aria-keyshortcuts="/" on:click=move |_| session.show_panel(Panel::Search)>
                <Glyph icon=Icon::Search />
                <span>{move || w().view.search}</span>
                <kbd>"/"</kbd>
            </button>
            <button class="icon" title=move || w().view.key_filters aria-label=move || w().view.add aria-keyshortcuts="v" on:click=move |_| session.show_panel(Panel::Filters)>
                <Glyph icon=Icon::Plus />
            </button>
        </div>
        <Show when=move || !names.with(Vec::is_empty)>
            <div class="filters" role="group" aria-label=move || w().view.own>
                {move || names.get().into_iter().enumerate().map(|(at, name)| view! { <Own at name /> }).collect_view()}
            </div>
        </Show>
    }
}

#[component]
fn Own(at: usize, name: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let view = View::saved(at);
    let is_shown = Memo::new(move |_| Some(session.list.get()) == view);
    let held = Memo::new(move |_| session.board.with(|board| view.map_or(0, |view| board.count(view))));
    view! {
        <button
            class="own"
            aria-pressed=move || is_shown.get().to_string()
            aria-keyshortcuts=(at + 5).to_string()
            on:click=move |_| if let Some(view) = view { session.show_view(view) }
        >
            <span>{name}</span>
            <span class="count">{move || held.get()}</span>
        </button>
    }
}
