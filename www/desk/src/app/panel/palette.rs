//! Every action by its name.

use leptos::prelude::*;

use super::modal::Modal;
use super::picker::{Choice, Picker};
use crate::actions::{Action, fitting};
use crate::app::shell::act;
use crate::find::found;
use crate::macros::Macro;
use crate::session::{Panel, Session};
use crate::words::count;

#[component]
pub(super) fn PalettePanel() -> impl IntoView {
    view! { <Modal panel=Panel::Palette title=|w| w.palette><Body /></Modal> }
}

/// One line of the palette.
enum Entry {
    Do(Action),
    Run(Macro),
}

/// What fits the letters typed: macros by their names, then everything else. With nothing typed macros come last.
fn entries(session: Session, typed: &str) -> Vec<Entry> {
    let actions = fitting(typed, session.is_supervisor()).into_iter().map(Entry::Do);
    let named = |one: &Macro| vec![one.name.clone(), count(session.words().desk.macro_run, &[&one.name])];
    let macros = found(typed, session.macros.get(), named).into_iter().map(Entry::Run);
    if typed.trim().is_empty() { actions.chain(macros).collect() } else { macros.chain(actions).collect() }
}

#[component]
fn Body() -> impl IntoView {
    let session = expect_context::<Session>();
    let typed = RwSignal::new(String::new());
    let choices = Memo::new(move |_| {
        let w = session.words();
        let choice = |entry: Entry| match entry {
            Entry::Do((_, says, key)) => Choice { label: says(w).to_owned(), hint: key.to_owned(), group: "", dot: None },
            Entry::Run(one) => Choice { label: count(w.desk.macro_run, &[&one.name]), hint: String::new(), group: "", dot: None },
        };
        typed.with(|typed| entries(session, typed).into_iter().map(choice).collect())
    });
    let pick = move |at: usize| {
        let entry = untrack(|| typed.with(|typed| entries(session, typed).into_iter().nth(at)));
        if let Some(entry) = entry {
            session.hide_panel();
            match entry {
                Entry::Do((command, ..)) => act(session, command),
                Entry::Run(one) => session.run_macro(&one.name),
            }
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
