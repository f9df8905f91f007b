//! Every action by its name.

use leptos::prelude::*;

use super::modal::Modal;
use super::picker::{Choice, Picker};
use crate::actions::{Action, fitting};
use crate::app::shell::act;
use crate::session::{Panel, Session};

#[component]
pub(super) fn PalettePanel() -> impl IntoView {
    view! { <Modal panel=Panel::Palette title=|w| w.palette><Body /></Modal> }
}

#[component]
fn Body() -> impl IntoView {
    let session = expect_context::<Session>();
    let typed = RwSignal::new(String::new());
    let choices = Memo::new(move |_| {
        let w = session.words();
        let choice = |(_, says, key): Action| Choice { label: says(w).to_owned(), hint: key.to_owned(), group: "", dot: None };
        let is_supervisor = session.is_supervisor();
        typed.with(|typed| fitting(typed, is_supervisor).into_iter().map(choice).collect())
    });
    let pick = move |at: usize| {
        let is_supervisor = untrack(|| session.is_supervisor());
        let action = typed.with_untracked(|typed| fitting(typed, is_supervisor).into_iter().nth(at));
        if let Some((command, ..)) = action {
            session.hide_panel();
            act(session, command);
        }
    };
    view! {
        <Picker
            typed
            label=Signal::derive(move || session.words().palette_find)
            none=Signal::derive(move || session.words().palette_none)
            found=choices
            pick
        />
    }
}
