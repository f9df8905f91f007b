//! What lies over the panes: dialogs that are worked by keys alone. Esc closes them, and the focus goes back to where it was.

mod alerts;
mod assign;
mod filters;
mod macros;
mod modal;
mod palette;
mod picker;
mod replies;
mod search;
mod snooze;
mod transfer;

use leptos::prelude::*;

#[component]
pub(crate) fn Panels() -> impl IntoView {
    view! {
        <transfer::TransferPanel />
        <snooze::SnoozePanel />
        <palette::PalettePanel />
        <replies::RepliesPanel />
        <alerts::AlertsPanel />
        <filters::FiltersPanel />
        <search::SearchPanel />
        <macros::MacrosPanel />
        <assign::AssignPanel />
        <assign::ReasonPanel />
    }
}
