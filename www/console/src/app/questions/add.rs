//! A new question.

use book::Op;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::host::page;
use crate::place::Place;
use crate::session::{Edited, Session};

#[component]
pub(super) fn Add() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let typed = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let title = typed.get_untracked().trim().to_owned();
        let Some(locale) = session.book_untracked(|book| book.locales.first().cloned()).flatten() else { return };
        if title.is_empty() {
            return session.warn(session.words_untracked().questions.duplicate_title);
        }
        spawn_local(async move {
            let op = Op::AddIntent { id: None, title: [(locale.clone(), title)].into(), examples: [].into(), after: None };
            if let Edited::Done(Some(id)) = session.change(op).await {
                typed.try_set(String::new());
                session.tell(session.words_untracked().questions.created);
                session.go(&Place::Questions(Some(id)));
                page::focus_soon(&format!("examples-{locale}"));
            }
        });
    };
    view! {
        <form class="add" on:submit=submit>
            <label for="new-question" class="for-ears">{move || w().new}</label>
            <input
                id="new-question"
                type="text"
                autocomplete="off"
                placeholder=move || w().new_hint
                prop:value=move || typed.get()
                on:input=move |event| typed.set(page::value(event.target()))
            />
            <button class="primary" type="submit">{move || w().create}</button>
        </form>
    }
}
