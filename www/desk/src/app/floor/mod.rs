//! The supervisor's view, in place of the panes: what waits, and who is on what.

mod agents;
mod queues;

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::floor::totals;
use crate::session::Session;
use crate::words::count;

#[component]
pub(crate) fn FloorPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let floor = session.supervising.floor;
    let totals = Memo::new(move |_| floor.with(|floor| floor.as_ref().map(totals)));
    view! {
        <main class="floor" aria-labelledby="floor-title">
            <header class="floor-head">
                <button class="icon" aria-label=move || w().floor.hide title=move || w().floor.hide on:click=move |_| session.toggle_floor()>
                    <Glyph icon=Icon::Back />
                </button>
                <h1 id="floor-title">{move || w().floor.title}</h1>
                {move || totals.get().map(|(waiting, late, online, all)| view! {
                    <ul class="totals" role="list">
                        <li><b>{waiting}</b>" "{w().floor.waiting}</li>
                        <li class:is-late={late > 0}><b>{late}</b>" "{w().floor.late}</li>
                        <li><b>{online}</b>" "{count(w().floor.online, &[&all.to_string()])}</li>
                    </ul>
                })}
            </header>
            <p class="muted floor-failed" role="status">{move || session.supervising.has_failed.get().then(|| w().floor.failed)}</p>
            {move || floor.with(Option::is_none).then(|| view! { <p class="muted" aria-busy="true">{w().loading}</p> })}
            <Show when=move || floor.with(Option::is_some)>
                <queues::Queues />
                <agents::Agents />
            </Show>
        </main>
    }
}
