//! Writing at a branch, and where a step leads.

use book::{Action, Step, Way};
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use super::shown;
use super::step::Draft;
use crate::host::page;
use crate::session::Session;

/// The step after this one, to be chosen.
#[component]
pub(super) fn Next(draft: Draft) -> impl IntoView {
    let session = expect_context::<Session>();
    let value = Memo::new(move |_| {
        draft.step.with(|step| match step.as_ref().map(|step| &step.action) {
            Some(Action::Say { next, .. } | Action::Ask { next, .. }) => next.clone(),
            Some(Action::Branch { otherwise, .. }) => otherwise.clone(),
            Some(Action::HandOff { .. } | Action::End | Action::Unknown) | None => String::new(),
        })
    });
    let set = move |chosen: String| {
        draft.change(session, false, |step| match &mut step.action {
            Action::Say { next, .. } | Action::Ask { next, .. } => *next = chosen,
            Action::Branch { otherwise, .. } => *otherwise = chosen,
            Action::HandOff { .. } | Action::End | Action::Unknown => {}
        });
    };
    let label = move || {
        let w = session.words().flows;
        let is_branch = draft.step.with(|step| step.as_ref().is_some_and(|step| matches!(step.action, Action::Branch { .. })));
        if is_branch { w.otherwise } else { w.next }
    };
    view! { <StepChoice draft id=format!("{}-next", draft.id.get_value()) label=Signal::derive(label) value set /> }
}

#[component]
fn StepChoice(
    draft: Draft,
    id: String,
    label: Signal<&'static str>,
    #[prop(into)] value: Signal<String>,
    set: impl Fn(String) + 'static,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let steps = Memo::new(move |_| draft.open.flow.with(|flow| flow.as_ref().map(|flow| flow.steps.clone()).unwrap_or_default()));
    let name = move |step: &Step| format!("{} · {}", step.id, shown::line(session, step).chars().take(40).collect::<String>());
    view! {
        <div class="line">
            <label for=id.clone()>{move || label.get()}</label>
            <select id=id on:change=move |event| set(page::value(event.target()))>
                <option value="" selected=move || value.with(String::is_empty)>{move || w().nowhere}</option>
                <For each=move || steps.get() key=|step| step.id.clone() children=move |step| {
                    let (own, same) = (step.id.clone(), step.id.clone());
                    view! { <option value=own selected=move || value.with(|value| *value == same)>{move || name(&step)}</option> }
                } />
            </select>
        </div>
    }
}

#[component]
pub(super) fn BranchForm(draft: Draft) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let count = Memo::new(move |_| {
        draft.step.with(|step| match step.as_ref().map(|step| &step.action) {
            Some(Action::Branch { ways, .. }) => ways.len(),
            Some(Action::Say { .. } | Action::Ask { .. } | Action::HandOff { .. } | Action::End | Action::Unknown) | None => 0,
        })
    });
    let slots = Memo::new(move |_| {
        let slot = |step: &Step| if let Action::Ask { ask, .. } = &step.action { Some(ask.slot.clone()) } else { None };
        let mut slots =
            draft.open.flow.with(|flow| flow.as_ref().map(|flow| flow.steps.iter().filter_map(slot).collect::<Vec<String>>()));
        if let Some(slots) = &mut slots {
            slots.push("locale".to_owned());
            slots.retain(|slot| !slot.is_empty());
        }
        slots.unwrap_or_default()
    });
    let add = move |_| {
        let slot = slots.with_untracked(|slots| slots.first().cloned()).unwrap_or_default();
        ways(draft, session, false, |ways| ways.push(Way { slot, ..Way::default() }));
    };
    view! {
        <ul class="ways" aria-label=move || w().ways>
            {move || (0..count.get()).map(|at| view! { <WayForm draft at slots /> }).collect_view()}
        </ul>
        <button class="plain small" on:click=add><Glyph icon=Icon::Plus />{move || w().way_add}</button>
        <Next draft />
    }
}

fn ways(draft: Draft, session: Session, joins: bool, act: impl FnOnce(&mut Vec<Way>)) {
    draft.change(session, joins, |step| {
        if let Action::Branch { ways, .. } = &mut step.action {
            act(ways);
        }
    });
}

#[component]
fn WayForm(draft: Draft, at: usize, slots: Memo<Vec<String>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let way = Memo::new(move |_| {
        draft.step.with(|step| match step.as_ref().map(|step| &step.action) {
            Some(Action::Branch { ways, .. }) => ways.get(at).cloned().unwrap_or_default(),
            Some(Action::Say { .. } | Action::Ask { .. } | Action::HandOff { .. } | Action::End | Action::Unknown) | None => {
                Way::default()
            }
        })
    });
    let change = move |act: &dyn Fn(&mut Way)| {
        ways(draft, session, false, |ways| {
            if let Some(way) = ways.get_mut(at) {
                act(way);
            }
        });
    };
    let id = draft.id.get_value();
    let (slot_id, is_id) = (format!("{id}-way-{at}-slot"), format!("{id}-way-{at}-is"));
    view! {
        <li class="way-form">
            <div class="line">
                <label for=slot_id.clone()>{move || w().way_slot}</label>
                <select id=slot_id on:change=move |event| {
                    let chosen = page::value(event.target());
                    change(&|way| way.slot.clone_from(&chosen));
                }>
                    <For each=move || slots.get() key=Clone::clone children=move |slot| {
                        let (own, text) = (slot.clone(), slot.clone());
                        view! { <option value=slot selected=move || way.with(|way| way.slot == own)>{text}</option> }
                    } />
                </select>
            </div>
            <div class="line">
                <label for=is_id.clone()>{move || w().way_is}</label>
                <input id=is_id autocomplete="off" prop:value=move || way.with(|way| way.is.clone()) on:change=move |event| {
                    let text = page::value(event.target()).trim().to_owned();
                    change(&|way| way.is.clone_from(&text));
                } />
            </div>
            <StepChoice
                draft
                id=format!("{id}-way-{at}-next")
                label=Signal::derive(move || w().way_next)
                value=Signal::derive(move || way.with(|way| way.next.clone()))
                set=move |chosen| change(&|way| way.next.clone_from(&chosen))
            />
            <button class="icon" aria-label=move || w().way_remove on:click=move |_| ways(draft, session, false, |ways| if at < ways.len() { ways.remove(at); })>
                <Glyph icon=Icon::Close />
            </button>
        </li>
    }
}
