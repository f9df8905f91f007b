//! The versions there were.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::{clock, document};
use wire::console::{Restore, Saved, Version};

use super::{name_of, text_of};
use crate::place::Place;
use crate::problem::Problem;
use crate::session::{Session, get, send};
use crate::words::fill;

#[component]
pub(super) fn Versions() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().publish;
    let list = RwSignal::new(None::<Result<Vec<Version>, Problem>>);
    Effect::new(move |_| {
        session.published.track();
        spawn_local(async move {
            list.try_set(Some(get("/api/v1/playbook/versions").await));
        });
    });
    view! {
        <section>
            <h2>{move || w().versions}</h2>
            {move || match list.get() {
                None => view! { <p class="muted">{move || session.words().shell.loading}</p> }.into_any(),
                Some(Err(_)) => view! { <p class="wrong" role="alert">{move || w().versions_failed}</p> }.into_any(),
                Some(Ok(list)) if list.is_empty() => view! { <p class="muted">{move || w().versions_none}</p> }.into_any(),
                Some(Ok(list)) => {
                    let lines = list.into_iter().map(|version| view! { <Line version /> }).collect_view();
                    view! { <ol class="versions">{lines}</ol> }.into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Line(version: Version) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().publish;
    let number = version.number;
    let is_live = move || session.published.with(|live| live.as_ref().is_some_and(|live| live.number == number));
    let by = version.by.clone();
    let about = move || {
        let at = clock::moment(session.lang.get(), version.at);
        fill(w().by, &[&at, &name_of(session, &by), &version.intents.to_string()])
    };
    let restore = move |_| {
        spawn_local(async move {
            if !session.settle().await {
                return;
            }
            let version = session.draft.with_untracked(|draft| draft.as_ref().map_or(0, crate::draft::Draft::version));
            let path = format!("/api/v1/playbook/versions/{number}/restore");
            match send::<_, Saved>("POST", &path, &Restore { version }).await {
                Ok(_) => {
                    session.load();
                    session.tell(fill(session.words_untracked().publish.restored, &[&number.to_string()]));
                }
                Err(problem) => session.warn(problem.text(session.lang.get_untracked())),
            }
        });
    };
    let download = move |_| {
        spawn_local(async move {
            if let Some(text) = text_of(number).await {
                document::save(&format!("playbook-{number}.yaml"), &text);
            }
        });
    };
    view! {
        <li>
            <div class="version">
                <b>{move || fill(w().version, &[&number.to_string()])}</b>
                <Show when=is_live><span class="tag is-added">{move || w().is_live}</span></Show>
                {(!version.is_published).then(|| view! { <span class="tag">{move || w().is_draft}</span> })}
                <span class="muted small">{about}</span>
                {(!version.note.is_empty()).then(|| view! { <p>{version.note.clone()}</p> })}
            </div>
            <a class="plain small" href=Place::Publish(u32::try_from(number).ok()).hash()>{move || w().look}</a>
            <button class="plain small" on:click=restore>{move || w().restore}</button>
            <button class="plain small" on:click=download>{move || w().download}</button>
        </li>
    }
}
