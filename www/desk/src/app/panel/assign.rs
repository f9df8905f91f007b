//! To whom a supervisor gives a conversation, and why.

use leptos::prelude::*;
use wire::Presence;
use wire::floor::{FloorAgent, ForcedReason};

use super::modal::Modal;
use super::picker::{Choice, Picker};
use crate::find::found;
use crate::floor::{Room, room, takers};
use crate::session::{Panel, Session};
use crate::words::floor::{presence_text, reason};
use crate::words::{Words, count};

#[component]
pub(super) fn AssignPanel() -> impl IntoView {
    view! { <Modal panel=Panel::Assign title=|w| w.floor.assign_title><Whom /></Modal> }
}

#[component]
pub(super) fn ReasonPanel() -> impl IntoView {
    view! { <Modal panel=Panel::AssignReason title=|w| w.floor.reason_title><Why /></Modal> }
}

#[component]
fn Whom() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let typed = RwSignal::new(String::new());
    let fitting = Memo::new(move |_| {
        let giving = session.supervising.giving.get().map(|(conversation, _)| conversation);
        let all = session.supervising.floor.with(|floor| {
            let Some(floor) = floor else { return Vec::new() };
            let has = |agent: &&FloorAgent| agent.conversations.iter().any(|one| Some(one.conversation) == giving);
            takers(floor, floor.agents.iter().find(has).map(|agent| agent.id))
        });
        typed.with(|typed| found(typed, all, |agent| vec![agent.name.clone()]))
    });
    let choices = Memo::new(move |_| fitting.with(|fitting| fitting.iter().map(|agent| choice(w(), agent)).collect()));
    let pick = move |at: usize| {
        if let Some(agent) = fitting.with_untracked(|fitting| fitting.get(at).map(|agent| agent.id)) {
            session.supervising.giving.update(|giving| *giving = giving.map(|(conversation, _)| (conversation, Some(agent))));
            session.show_panel(Panel::AssignReason);
        }
    };
    view! {
        <Picker
            typed
            label=Signal::derive(move || w().floor.assign_find)
            none=Signal::derive(move || w().floor.assign_none)
            found=choices
            pick
        />
        <p class="muted small panel-foot">{move || w().floor.assign_hint}</p>
    }
}

fn choice(w: &'static Words, agent: &FloorAgent) -> Choice {
    let load = count(w.load, &[&agent.assigned.to_string(), &agent.capacity.to_string()]);
    let beyond = if room(agent) == Room::Beyond { format!(" · {}", w.floor.beyond) } else { String::new() };
    let dot = match agent.presence {
        Presence::Online => "online",
        Presence::Busy => "busy",
        Presence::Offline => "offline",
    };
    let hint = format!("{} · {load}{beyond}", presence_text(w, agent.presence));
    Choice { label: agent.name.clone(), hint, group: "", dot: Some(dot) }
}

const REASONS: [ForcedReason; 4] = [ForcedReason::Expert, ForcedReason::Balance, ForcedReason::Pressing, ForcedReason::Other];

#[component]
fn Why() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let typed = RwSignal::new(String::new());
    let fitting = Memo::new(move |_| {
        let w = w();
        typed.with(|typed| found(typed, REASONS.to_vec(), |one| vec![reason(w, *one).to_owned()]))
    });
    let choices = Memo::new(move |_| {
        let w = w();
        let choice = |one: &ForcedReason| Choice { label: reason(w, *one).to_owned(), hint: String::new(), group: "", dot: None };
        fitting.with(|fitting| fitting.iter().map(choice).collect())
    });
    let pick = move |at: usize| {
        if let Some(one) = fitting.with_untracked(|fitting| fitting.get(at).copied()) {
            session.hide_panel();
            session.give_for(one);
        }
    };
    view! {
        <Picker
            typed
            label=Signal::derive(move || w().floor.reason_find)
            none=Signal::derive(move || w().floor.reason_none)
            found=choices
            pick
        />
    }
}
