//! Staff and hours, for owners.

mod hours;
mod member;
mod people;
mod skills;

use leptos::prelude::*;

use crate::session::{Account, Session};

#[component]
pub(super) fn StaffPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().staff;
    let is_owner = Memo::new(move |_| {
        session.account.with(|account| matches!(account, Account::SignedIn(it) if it.agent.role == wire::Role::Owner))
    });
    view! {
        <section class="narrow">
            <h1 tabindex="-1">{move || w().title}</h1>
            <Show
                when=move || is_owner.get()
                fallback=move || view! { <p class="empty">{move || session.words().shell.not_allowed}</p> }
            >
                <p class="muted lead">{move || w().lead}</p>
                <people::People />
                <skills::Skills />
                <hours::Hours />
            </Show>
        </section>
    }
}
