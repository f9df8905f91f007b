//! One flow.

use book::{Flow, Op, Reply};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::icon::{Glyph, Icon};

use super::{Open, drawn, preview, tree};
use crate::app::parts::{Field, found_list};
use crate::found;
use crate::place::Place;
use crate::session::{Edited, Session};
use crate::words::{fill, locale_name};

#[component]
pub(super) fn Editor(id: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let id = StoredValue::new(id);
    let flow = Memo::new(move |_| {
        session.book(|book| id.with_value(|id| book.flows.iter().find(|flow| flow.id == *id).cloned())).flatten()
    });
    let open = Open { id, flow, chosen: RwSignal::new(None) };
    let is_there = Memo::new(move |_| flow.with(Option::is_some));
    let is_drawn = RwSignal::new(false);
    let title = move || {
        let title = flow.with(|flow| flow.as_ref().map(|flow| flow.title.clone())).unwrap_or_default();
        Some(session.of_texts(&title)).filter(|title| !title.is_empty()).unwrap_or_else(|| id.get_value())
    };
    let remove = move |_| {
        let title = untrack(title);
        spawn_local(async move {
            if let Edited::Done(_) = session.change(Op::RemoveFlow { id: id.get_value() }).await {
                session.tell_undoable(fill(session.words_untracked().flows.deleted, &[&title]));
                session.go(&Place::Flows(None));
            }
        });
    };
    let rest = move || {
        let list =
            session.view.with(|view| id.with_value(|id| found::of_flow(&view.findings, id, None).into_iter().cloned().collect()));
        found_list(session, list, false)
    };
    view! {
        <Show when=move || is_there.get() fallback=move || view! { <p class="empty">{move || w().gone}</p> }>
            <header class="open-head">
                <a class="quiet back" href=Place::Flows(None).hash()><Glyph icon=Icon::Back />{move || w().all}</a>
                <h2 id="open-title" tabindex="-1">{title}</h2>
                <button class="quiet" on:click=remove>{move || w().delete_flow}</button>
            </header>
            {rest}
            <Titles open />
            <BegunBy open />
            <div class="flow">
                <section class="flow-steps" aria-label=move || w().steps>
                    <header class="card-head">
                        <h3>{move || w().steps}</h3>
                        <span class="toggle">
                            <button class="plain small" aria-pressed=move || (!is_drawn.get()).to_string() on:click=move |_| is_drawn.set(false)>{move || w().tree}</button>
                            <button class="plain small" aria-pressed=move || is_drawn.get().to_string() on:click=move |_| is_drawn.set(true)>{move || w().picture}</button>
                        </span>
                    </header>
                    <Show when=move || is_drawn.get() fallback=move || view! { <tree::Tree open /> }>
                        <drawn::Drawn open />
                    </Show>
                </section>
                <preview::Preview open />
            </div>
        </Show>
    }
}

#[component]
fn Titles(open: Open) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let locales = Memo::new(move |_| session.locales());
    let field = move |locale: String| {
        let tag = StoredValue::new(locale.clone());
        let value = Memo::new(move |_| {
            let of = |flow: &Flow| tag.with_value(|tag| flow.title.get(tag).cloned());
            open.flow.with(|flow| flow.as_ref().and_then(of)).unwrap_or_default()
        });
        let commit = move |text: String, joins| {
            session.edit(
                Op::SetFlowTitle { flow: open.id.get_value(), locale: tag.get_value(), text: text.trim().to_owned() },
                joins,
            );
        };
        let label =
            Signal::derive(move || tag.with_value(|tag| format!("{} · {}", w().name, locale_name(session.lang.get(), tag))));
        view! { <Field id=format!("flow-title-{locale}") label=label value=value commit=commit lang=locale /> }
    };
    view! { <div class="columns localized"><For each=move || locales.get() key=Clone::clone children=field /></div> }
}

/// The questions that begin it.
#[component]
fn BegunBy(open: Open) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let by = Memo::new(move |_| {
        session
            .book(|book| {
                let begins = |intent: &&book::Intent| match &intent.reply {
                    Reply::Flow { id } => open.id.with_value(|own| own == id),
                    Reply::Answer | Reply::HandOff | Reply::None => false,
                };
                book.intents.iter().filter(begins).map(|intent| intent.id.clone()).collect::<Vec<String>>()
            })
            .unwrap_or_default()
    });
    let links = move || {
        let link = |id: String| {
            let title = session.title_of(&id);
            view! { <a class="tag" href=Place::Questions(Some(id)).hash()>{title}</a>" " }
        };
        by.get().into_iter().map(link).collect_view()
    };
    view! {
        <p class="begun-by">
            <Show when=move || by.with(|by| !by.is_empty()) fallback=move || view! { <span class="muted">{move || w().begun_by_none}</span> }>
                <b>{move || w().begun_by}</b>" "{links}
            </Show>
        </p>
    }
}
