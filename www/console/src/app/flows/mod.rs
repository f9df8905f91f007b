//! Guided flows: a list, and one of them as a tree, as a picture and as customers meet it.

mod drawn;
mod editor;
mod preview;
mod shown;
mod step;
mod step_ask;
mod step_branch;
mod tree;

use book::{Flow, Op, Step};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::icon::{Glyph, Icon};

use crate::host::page;
use crate::place::Place;
use crate::session::{Edited, Session};
use crate::words::fill;

/// The flow on screen, and what is done to it.
#[derive(Clone, Copy)]
struct Open {
    id: StoredValue<String>,
    flow: Memo<Option<Flow>>,
    /// The step that is written at.
    chosen: RwSignal<Option<String>>,
}

impl Open {
    fn step(self, id: &str) -> Option<Step> {
        self.flow.with_untracked(|flow| flow.as_ref()?.steps.iter().find(|step| step.id == id).cloned())
    }
}

#[component]
pub(super) fn FlowsPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let chosen = Memo::new(move |_| match session.place.get() {
        Place::Flows(id) => id,
        Place::Questions(_)
        | Place::Unanswered
        | Place::Trial
        | Place::Tests
        | Place::Publish(_)
        | Place::Look
        | Place::Install
        | Place::Staff => None,
    });
    view! {
        <section class="split" class:has-open=move || chosen.with(Option::is_some)>
            <div class="split-list">
                <h1 tabindex="-1">{move || w().title}</h1>
                <p class="muted lead">{move || w().lead}</p>
                <Add />
                <List chosen />
            </div>
            <div class="split-open">
                {move || match chosen.get() {
                    None => view! { <p class="empty">{move || w().pick}</p> }.into_any(),
                    Some(id) => view! { <editor::Editor id /> }.into_any(),
                }}
            </div>
        </section>
    }
}

#[component]
fn Add() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let typed = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let title = typed.get_untracked().trim().to_owned();
        let Some(locale) = session.book_untracked(|book| book.locales.first().cloned()).flatten() else { return };
        if title.is_empty() {
            return;
        }
        spawn_local(async move {
            if let Edited::Done(Some(id)) = session.change(Op::AddFlow { id: None, title: [(locale, title)].into() }).await {
                typed.try_set(String::new());
                session.go(&Place::Flows(Some(id)));
                page::focus_soon("open-title");
            }
        });
    };
    view! {
        <form class="add" on:submit=submit>
            <label for="new-flow" class="for-ears">{move || w().new}</label>
            <input
                id="new-flow"
                autocomplete="off"
                placeholder=move || w().new_hint
                prop:value=move || typed.get()
                on:input=move |event| typed.set(page::value(event.target()))
            />
            <button class="primary" type="submit">{move || w().create}</button>
        </form>
    }
}

#[component]
fn List(chosen: Memo<Option<String>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let rows = Memo::new(move |_| {
        let row = |flow: &Flow| (flow.id.clone(), flow.title.clone(), flow.steps.len(), flow.errors);
        session.book(|book| book.flows.iter().map(row).collect::<Vec<_>>()).unwrap_or_default()
    });
    view! {
        <Show when=move || rows.with(Vec::is_empty)><p class="empty">{move || w().none}</p></Show>
        <nav aria-label=move || w().all>
            <ul class="rows">
                <For each=move || rows.get() key=Clone::clone children=move |(id, title, steps, errors)| {
                    let own = id.clone();
                    let hash = Place::Flows(Some(id.clone())).hash();
                    let name = move || Some(session.of_texts(&title)).filter(|title| !title.is_empty()).unwrap_or_else(|| id.clone());
                    view! {
                        <li>
                            <a href=hash aria-current=move || chosen.with(|chosen| chosen.as_ref() == Some(&own)).then_some("true")>
                                <span class="row-title">{name}</span>
                                {(errors > 0).then(|| view! {
                                    <span class="tag bad"><Glyph icon=Icon::Warning />{errors}
                                        <span class="for-ears">{move || fill(session.words().shell.errors, &[""])}</span>
                                    </span>
                                })}
                                <span class="tag">{steps}</span>
                            </a>
                        </li>
                    }
                } />
            </ul>
        </nav>
    }
}
