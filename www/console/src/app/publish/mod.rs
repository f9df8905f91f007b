//! Publishing: what is wrong, what changes, and the versions there were.

mod begin;
mod changes;
mod mend;
mod versions;

use leptos::prelude::*;
use wire::console::VersionText;

use crate::place::Place;
use crate::session::{Session, get};
use crate::words::{ago, fill};

#[component]
pub(super) fn PublishPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().publish;
    let version = Memo::new(move |_| match session.place.get() {
        Place::Publish(number) => number,
        Place::Questions(_)
        | Place::Unanswered
        | Place::Flows(_)
        | Place::Trial
        | Place::Tests
        | Place::Look
        | Place::Install
        | Place::Staff => None,
    });
    // Who publishes elsewhere is seen here too.
    leptos::task::spawn_local(session.refresh_published());
    let live = move || match session.published.get() {
        None => w().never.to_owned(),
        Some(it) => {
            let when = ago(session.lang.get(), session.now.get().since(it.at));
            fill(w().live, &[&it.number.to_string(), &when, &name_of(session, &it.by)])
        }
    };
    view! {
        <section class="narrow">
            <h1 tabindex="-1">{move || w().title}</h1>
            <p class="muted lead">{move || w().lead}</p>
            <p>{live}</p>
            {move || match version.get() {
                Some(number) => view! { <changes::FromVersion number=u64::from(number) /> }.into_any(),
                None => view! {
                    <mend::Mend />
                    <changes::FromLive />
                    <begin::Begin />
                    <versions::Versions />
                    <AsText />
                }
                .into_any(),
            }}
        </section>
    }
}

/// What somebody is called; the operator has no name.
fn name_of(session: Session, by: &wire::console::By) -> String {
    if by.agent.is_none() { session.words().publish.operator.to_owned() } else { by.name.clone() }
}

/// The text of a version; none where it could not be loaded.
async fn text_of(number: u64) -> Option<String> {
    get::<VersionText>(&format!("/api/v1/playbook/versions/{number}")).await.ok().map(|version| version.text)
}

/// The YAML, for those who keep it in a repository of their own.
#[component]
fn AsText() -> impl IntoView {
    let session = expect_context::<Session>();
    let is_open = RwSignal::new(false);
    view! {
        <section>
            <button class="quiet" aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|open| *open = !*open)>
                {move || session.words().shell.text}
            </button>
            <Show when=move || is_open.get()><crate::app::parts::WholeText /></Show>
        </section>
    }
}
