//! To whom the conversation on screen is passed on.

use leptos::prelude::*;
use wire::{Presence, TransferTarget};

use super::modal::Modal;
use super::picker::{Choice, Picker};
use crate::find::found;
use crate::session::{Panel, Session};
use crate::targets::{Target, targets};
use crate::words::{Words, count};

#[component]
pub(super) fn TransferPanel() -> impl IntoView {
    view! { <Modal panel=Panel::Transfer title=|w| w.transfer_title><Body /></Modal> }
}

#[component]
fn Body() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let typed = RwSignal::new(String::new());
    let fitting = Memo::new(move |_| {
        let lang = session.lang.get();
        let all = session.board.with(|board| session.titles.with(|titles| targets(board, titles, lang)));
        typed.with(|typed| found(typed, all, |target| vec![target.name.clone()]))
    });
    let choices = Memo::new(move |_| fitting.with(|fitting| fitting.iter().map(|target| choice(w(), target)).collect()));
    let pick = move |at: usize| {
        if let Some(target) = fitting.with_untracked(|fitting| fitting.get(at).cloned()) {
            session.hide_panel();
            session.transfer(target.to);
        }
    };
    view! {
        <Picker
            typed
            label=Signal::derive(move || w().transfer_find)
            none=Signal::derive(move || w().transfer_none)
            found=choices
            pick
        />
        <p class="muted small panel-foot">{move || w().transfer_hint}</p>
    }
}

fn choice(w: &'static Words, target: &Target) -> Choice {
    let group = match target.to {
        TransferTarget::Agent { .. } => w.group_agents,
        TransferTarget::Team { .. } => w.group_teams,
        TransferTarget::Skill { .. } | TransferTarget::Anybody => w.group_skills,
    };
    let (hint, dot) = match (target.status, &target.to) {
        (Some(status), _) => {
            let (presence, dot) = match status.presence {
                Presence::Online => (w.online, "online"),
                Presence::Busy => (w.busy, "busy"),
                Presence::Offline => (w.offline, "offline"),
            };
            let load = count(w.load, &[&status.held.to_string(), &status.capacity.to_string()]);
            let full = if status.is_full() { format!(" · {}", w.full) } else { String::new() };
            (format!("{presence} · {load}{full}"), Some(dot))
        }
        (None, TransferTarget::Team { .. }) => (w.a_team.to_owned(), None),
        (None, TransferTarget::Agent { .. } | TransferTarget::Skill { .. } | TransferTarget::Anybody) => {
            (w.a_skill.to_owned(), None)
        }
    };
    Choice { label: target.name.clone(), hint, group, dot }
}
