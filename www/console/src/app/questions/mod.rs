//! The questions: a list, and one of them to write at.

mod add;
mod editor;
mod import;
mod list;
mod oos;

use leptos::prelude::*;

use crate::place::Place;
use crate::session::Session;

/// Stands in the address for what is not served; no intent can be called so.
pub(super) const OUT_OF_SCOPE: &str = "-";

#[component]
pub(super) fn QuestionsPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let chosen = Memo::new(move |_| match session.place.get() {
        Place::Questions(id) => id,
        Place::Unanswered
        | Place::Flows(_)
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
                <add::Add />
                <list::List chosen />
                <import::Import />
            </div>
            <div class="split-open">
                {move || match chosen.get() {
                    None => view! { <p class="empty">{move || w().pick}</p> }.into_any(),
                    Some(id) if id == OUT_OF_SCOPE => view! { <oos::OutOfScope /> }.into_any(),
                    Some(id) => view! { <editor::Editor id /> }.into_any(),
                }}
            </div>
        </section>
    }
}
