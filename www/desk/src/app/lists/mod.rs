//! The left pane: this agent, offers, the views of conversations, colleagues.

mod bulk;
mod filters;
mod list_row;
mod me;
mod offers;
mod row;
mod rows;
mod tabs;
mod team;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::app::shell::act;
use crate::host::keyboard;
use crate::keys;
use crate::session::Session;

pub(crate) use row::{Face, heading};

#[component]
pub(crate) fn Lists() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <div class="left">
            <me::Me />
            <nav class="lists" aria-label=move || session.words().lists on:keydown=move |event| walk(session, &event)>
                <offers::Offers />
                <tabs::Tabs />
                <filters::Filters />
                <rows::Rows />
                <bulk::Bulk />
            </nav>
            <team::Team />
        </div>
    }
}

/// Arrow keys go from row to row.
fn walk(session: Session, event: &KeyboardEvent) {
    if let Some(command) = keyboard::with(event, keys::in_list) {
        event.prevent_default();
        act(session, command);
    }
}
