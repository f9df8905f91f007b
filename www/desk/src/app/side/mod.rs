//! The right pane: what is known.

mod about;
mod card;
mod customer;
mod why;

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::session::Session;

#[component]
pub(crate) fn Side() -> impl IntoView {
    let session = expect_context::<Session>();
    let is_open = Memo::new(move |_| session.open_id().is_some());
    view! {
        <aside class="side" aria-label=move || session.words().details>
            <Show when=move || is_open.get()>
                <header class="side-head">
                    <h2>{move || session.words().details}</h2>
                    <button
                        class="icon"
                        aria-label=move || session.words().hide_details
                        on:click=move |_| session.is_side_shown.set(false)
                    >
                        <Glyph icon=Icon::Close />
                    </button>
                </header>
                <card::FlowCard />
                <customer::CustomerPane />
                <about::About />
                <why::WhyPane />
            </Show>
        </aside>
    }
}
