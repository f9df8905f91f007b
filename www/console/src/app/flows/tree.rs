//! The steps as a readable tree. Steps are moved by dragging, by Alt with the arrow keys, and by buttons.

use book::{Action, Ask, Op, Row, Spot, Step};
use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::document;
use ui::icon::{Glyph, Icon};

use super::step::StepForm;
use super::{Open, shown};
use crate::host::page;
use crate::order;
use crate::session::{Edited, Session};
use crate::words::fill;

#[component]
pub(super) fn Tree(open: Open) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let dragged = RwSignal::new(None::<String>);
    let rows = Memo::new(move |_| open.flow.with(|flow| flow.as_ref().map(|flow| flow.rows.clone()).unwrap_or_default()));
    let keyed = move || rows.get().into_iter().enumerate().collect::<Vec<(usize, Row)>>();
    let press = move |event: KeyboardEvent| {
        let below = event.key() == "ArrowDown";
        let Some(id) = document::focused("data-step").filter(|_| below || event.key() == "ArrowUp") else { return };
        event.prevent_default();
        if event.alt_key() {
            shift(session, open, &id, below);
        } else {
            document::focus_next(".tree [data-step]", below);
        }
    };
    view! {
        <p class="muted small">{move || w().steps_hint}</p>
        <ul class="tree" on:keydown=press>
            <For
                each=keyed
                key=|(at, row)| (row.step.clone(), row.again.then_some(*at), row.depth, row.way, row.lost)
                children=move |(_, row)| view! { <Line row open dragged /> }
            />
        </ul>
        <button class="plain small" on:click=move |_| add(session, open, Spot::default())>
            <Glyph icon=Icon::Plus />
            {move || w().add_first}
        </button>
    }
}

/// Moves a step by one place; the focus goes with it.
pub(super) fn shift(session: Session, open: Open, id: &str, below: bool) {
    let find = if below { order::below } else { order::above };
    let spot = open.flow.with_untracked(|flow| flow.as_ref().and_then(|flow| find(flow, id)));
    if let Some(spot) = spot {
        put(session, open, id.to_owned(), spot);
    }
}

fn put(session: Session, open: Open, id: String, spot: Spot) {
    spawn_local(async move {
        let focus = format!("step-{id}");
        if let Edited::Done(_) = session.change(Op::MoveStep { flow: open.id.get_value(), id, spot }).await {
            session.told.set(session.words_untracked().flows.moved.to_owned());
            page::focus_soon(&focus);
        }
    });
}

/// A new question, to be written.
pub(super) fn add(session: Session, open: Open, spot: Spot) {
    let ask = Box::new(Ask { kind: "text".to_owned(), ..Ask::default() });
    let step = Step { id: String::new(), action: Action::Ask { ask, next: String::new() }, line: 0, errors: 0, warnings: 0 };
    spawn_local(async move {
        if let Edited::Done(Some(id)) = session.change(Op::AddStep { flow: open.id.get_value(), step, spot }).await {
            open.chosen.set(Some(id.clone()));
            page::focus_soon(&format!("kind-{id}"));
        }
    });
}

#[component]
fn Line(row: Row, open: Open, dragged: RwSignal<Option<String>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let id = StoredValue::new(row.step.clone());
    let step = Memo::new(move |_| {
        open.flow
            .with(|flow| flow.as_ref().and_then(|flow| id.with_value(|id| flow.steps.iter().find(|it| it.id == *id).cloned())))
    });
    let is_chosen = Memo::new(move |_| !row.again && open.chosen.with(|chosen| id.with_value(|id| chosen.as_ref() == Some(id))));
    let way = row.way;
    let way_text = move || {
        let parent = open.flow.with(|flow| {
            let flow = flow.as_ref()?;
            let spot = way?;
            flow.steps.iter().find_map(|step| match &step.action {
                Action::Branch { ways, otherwise } => {
                    let leads = |to: &str| id.with_value(|id| id == to);
                    match ways.get(spot) {
                        Some(way) if leads(&way.next) => Some(Some((way.slot.clone(), way.is.clone()))),
                        None if leads(otherwise) => Some(None),
                        Some(_) | None => None,
                    }
                }
                Action::Say { .. } | Action::Ask { .. } | Action::HandOff { .. } | Action::End | Action::Unknown => None,
            })
        });
        parent.map(|way| match way {
            Some((slot, is)) => fill(w().if_is, &[&slot, &is]),
            None => w().otherwise.to_owned(),
        })
    };
    let is_over = RwSignal::new(false);
    let drag = move |event: DragEvent| {
        if let Some(data) = event.data_transfer() {
            // Some browsers drag nothing that carries nothing.
            let _ = data.set_data("text/plain", &id.get_value());
        }
        dragged.set(Some(id.get_value()));
    };
    let over = move |event: DragEvent| {
        if dragged.with_untracked(Option::is_some) {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let Some(moved) = dragged.get_untracked() else { return };
        dragged.set(None);
        let spot =
            open.flow.with_untracked(|flow| flow.as_ref().and_then(|flow| id.with_value(|on| order::dropped(flow, &moved, on))));
        if let Some(spot) = spot {
            put(session, open, moved, spot);
        }
    };
    let choose = move |_| {
        let id = id.get_value();
        open.chosen.update(|chosen| *chosen = if chosen.as_ref() == Some(&id) { None } else { Some(id) });
    };
    let text = move || step.with(|step| step.as_ref().map(|step| shown::line(session, step)));
    let kind = move || step.with(|step| step.as_ref().map(|step| shown::kind(session, &step.action)));
    let errors = move || step.with(|step| step.as_ref().map_or(0, |step| step.errors));
    let glyph = move || step.with(|step| step.as_ref().map(|step| view! { <Glyph icon=shown::icon(&step.action) /> }));
    let depth = row.depth.min(8).to_string();
    let head = if row.again {
        view! { <p class="again muted">"↪ "{move || fill(w().again, &[&text().unwrap_or_else(|| id.get_value())])}</p> }
            .into_any()
    } else {
        view! {
            <button
                class="step"
                id=format!("step-{}", row.step)
                data-step=row.step.clone()
                aria-expanded=move || is_chosen.get().to_string()
                draggable="true"
                on:click=choose
                on:dragstart=drag
                on:dragend=move |_| dragged.set(None)
            >
                {glyph}
                <span class="step-kind">{kind}</span>
                <span class="step-text" dir="auto">{text}</span>
                <Show when=move || { errors() > 0 }><span class="tag bad"><Glyph icon=Icon::Warning />{errors}</span></Show>
            </button>
        }
        .into_any()
    };
    view! {
        <li
            class:is-over=move || is_over.get()
            class:is-lost=row.lost
            style:--depth=depth
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            {move || way_text().map(|text| view! { <p class="way">{text}</p> })}
            {row.lost.then(|| view! { <p class="way wrong">{move || w().lost}</p> })}
            {head}
            <Show when=move || is_chosen.get()><StepForm id=id.get_value() open /></Show>
        </li>
    }
}
