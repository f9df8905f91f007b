//! The list of questions.

use book::{Intent, Op, Reply};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::document;
use ui::icon::{Glyph, Icon};

use super::OUT_OF_SCOPE;
use crate::host::page;
use crate::place::Place;
use crate::session::{Edited, Session};
use crate::words::fill;

/// Below so many examples a question is weak.
const FEW: usize = 5;

/// What a line shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Row {
    id: String,
    title: String,
    examples: usize,
    errors: usize,
    warnings: usize,
    by_flow: bool,
    by_person: bool,
}

#[component]
pub(super) fn List(chosen: Memo<Option<String>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let typed = RwSignal::new(String::new());
    let rows = Memo::new(move |_| {
        let wanted = typed.get().trim().to_lowercase();
        let row = |intent: &Intent| Row {
            id: intent.id.clone(),
            title: Some(session.of_texts(&intent.title)).filter(|title| !title.is_empty()).unwrap_or_else(|| intent.id.clone()),
            examples: intent.examples.values().map(Vec::len).max().unwrap_or(0),
            errors: intent.errors,
            warnings: intent.warnings,
            by_flow: matches!(intent.reply, Reply::Flow { .. }),
            by_person: matches!(intent.reply, Reply::HandOff),
        };
        let is_wanted = |intent: &&Intent| {
            let texts = intent.title.values().chain(intent.answer.values()).chain(intent.examples.values().flatten());
            wanted.is_empty()
                || intent.id.contains(&wanted)
                || texts.into_iter().any(|text| text.to_lowercase().contains(&wanted))
        };
        session.book(|book| book.intents.iter().filter(is_wanted).map(row).collect::<Vec<Row>>()).unwrap_or_default()
    });
    let has_any = Memo::new(move |_| session.book(|book| !book.intents.is_empty()).unwrap_or(false));
    let press = move |event: KeyboardEvent| {
        let below = event.key() == "ArrowDown";
        if !below && event.key() != "ArrowUp" {
            return;
        }
        event.prevent_default();
        if event.alt_key() {
            if let Some(id) = document::focused("data-intent") {
                shift(session, id, below);
            }
        } else {
            document::focus_next(".rows a", below);
        }
    };
    view! {
        <Show
            when=move || has_any.get()
            fallback=move || view! { <p class="empty">{move || w().none}</p> }
        >
            <label for="find-question" class="for-ears">{move || w().search}</label>
            <input
                id="find-question"
                class="find"
                type="search"
                placeholder=move || w().search
                prop:value=move || typed.get()
                on:input=move |event| typed.set(page::value(event.target()))
            />
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="muted" role="status">{move || typed.with(|typed| fill(w().search_none, &[typed.trim()]))}</p>
            </Show>
        </Show>
        <nav aria-label=move || w().list>
            <ul class="rows" on:keydown=press>
                <For each=move || rows.get() key=Clone::clone children=move |row| view! { <Line row chosen /> } />
                <li>
                    <a
                        href=Place::Questions(Some(OUT_OF_SCOPE.to_owned())).hash()
                        aria-current=move || (chosen.get().as_deref() == Some(OUT_OF_SCOPE)).then_some("true")
                    >
                        <span class="row-title muted">{move || w().oos}</span>
                        <span class="tag">{move || session.book(|book| oos_count(&book.out_of_scope)).unwrap_or(0)}</span>
                    </a>
                </li>
            </ul>
        </nav>
        <Show when=move || has_any.get()><p class="muted small">{move || w().move_hint}</p></Show>
    }
}

fn oos_count(lists: &book::Lists) -> usize {
    lists.values().map(Vec::len).sum()
}

#[component]
fn Line(row: Row, chosen: Memo<Option<String>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let id = row.id.clone();
    let is_here = move || chosen.with(|chosen| chosen.as_deref() == Some(id.as_str()));
    let shell = move || session.words().shell;
    view! {
        <li>
            <a
                href=Place::Questions(Some(row.id.clone())).hash()
                id=format!("row-{}", row.id)
                data-intent=row.id.clone()
                aria-current=move || is_here().then_some("true")
            >
                <span class="row-title">{row.title.clone()}</span>
                {row.by_flow.then(|| view! { <span class="tag">{move || w().flow_badge}</span> })}
                {row.by_person.then(|| view! { <span class="tag">{move || w().person_badge}</span> })}
                {(row.errors > 0).then(|| view! {
                    <span class="tag bad" title=move || fill(shell().errors, &[&row.errors.to_string()])>
                        <Glyph icon=Icon::Warning />{row.errors}
                        <span class="for-ears">{move || fill(shell().errors, &[""])}</span>
                    </span>
                })}
                {(row.errors == 0 && row.examples < FEW).then(|| view! {
                    <span class="tag pressing">{move || fill(w().weak, &[&row.examples.to_string()])}</span>
                })}
                {(row.errors == 0 && row.examples >= FEW && row.warnings > 0).then(|| view! {
                    <span class="tag pressing" title=move || fill(shell().warnings, &[&row.warnings.to_string()])>
                        <Glyph icon=Icon::Spark />{row.warnings}
                        <span class="for-ears">{move || fill(shell().warnings, &[""])}</span>
                    </span>
                })}
            </a>
        </li>
    }
}

/// Moves a question by one place; the focus goes with it.
fn shift(session: Session, id: String, below: bool) {
    let ids = session.book_untracked(|book| book.intents.iter().map(|intent| intent.id.clone()).collect::<Vec<String>>());
    let ids = ids.unwrap_or_default();
    let Some(at) = ids.iter().position(|known| *known == id) else { return };
    let (to, before) = if below { (at + 1, ids.get(at + 2)) } else { (at.wrapping_sub(1), ids.get(at.wrapping_sub(1))) };
    if to >= ids.len() {
        return;
    }
    let (before, count) = (before.cloned(), ids.len());
    spawn_local(async move {
        if let Edited::Done(_) = session.change(Op::MoveIntent { id: id.clone(), before }).await {
            page::focus_soon(&format!("row-{id}"));
            let w = session.words_untracked().questions;
            session.told.set(fill(w.moved, &[&(to + 1).to_string(), &count.to_string()]));
        }
    });
}
