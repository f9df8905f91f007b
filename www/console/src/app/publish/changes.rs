//! What differs between a version and the draft.

use book::{Answer, Change, Changes, Edge, Line, Request, Sign};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::text_of;
use crate::place::Place;
use crate::session::Session;
use crate::words::fill;

/// What is known of the differences.
#[derive(Debug, Clone, PartialEq)]
enum Compared {
    Asking,
    Known(Changes),
    /// There is nothing to compare with.
    AllNew,
    Failed,
}

/// Compares anew whenever the text changes.
fn compare(session: Session, number: impl Fn() -> Option<u64> + 'static) -> RwSignal<Compared> {
    let compared = RwSignal::new(Compared::Asking);
    let old = StoredValue::new_local(None::<(u64, String)>);
    Effect::new(move |_| {
        // The text itself is not needed: that it changed is.
        session.view.track();
        let Some(number) = number() else { return compared.set(Compared::AllNew) };
        spawn_local(async move {
            let known = old.try_get_value().flatten().filter(|(known, _)| *known == number).map(|(_, text)| text);
            let from = match known {
                Some(text) => Some(text),
                None => text_of(number).await,
            };
            let Some(from) = from else {
                compared.try_set(Compared::Failed);
                return;
            };
            old.try_set_value(Some((number, from.clone())));
            let answer = session.ask(Request::Diff { from, to: None }).await;
            let known = match answer {
                Some(Answer::Differs { changes }) => Compared::Known(changes),
                _ => Compared::Failed,
            };
            compared.try_set(known);
        });
    });
    compared
}

/// From what customers get.
#[component]
pub(super) fn FromLive() -> impl IntoView {
    let session = expect_context::<Session>();
    let compared = compare(session, move || session.published.get().map(|it| it.number));
    view! {
        <section>
            <h2>{move || session.words().publish.changes}</h2>
            {move || shown(session, compared.get())}
        </section>
    }
}

/// From any version.
#[component]
pub(super) fn FromVersion(number: u64) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().publish;
    let compared = compare(session, move || Some(number));
    view! {
        <section>
            <p><a href=Place::Publish(None).hash()>{move || w().look_back}</a></p>
            <h2>{move || fill(w().look_title, &[&number.to_string()])}</h2>
            {move || shown(session, compared.get())}
        </section>
    }
}

fn shown(session: Session, compared: Compared) -> AnyView {
    let w = session.words().publish;
    match compared {
        Compared::Asking => view! { <p class="muted" role="status">{w.changes_loading}</p> }.into_any(),
        Compared::Failed => view! { <p class="wrong" role="alert">{w.changes_failed}</p> }.into_any(),
        Compared::AllNew => {
            let counts = session.book(|book| (book.intents.len(), book.flows.len())).unwrap_or_default();
            view! { <p>{fill(w.changes_all, &[&counts.0.to_string(), &counts.1.to_string()])}</p> }.into_any()
        }
        Compared::Known(changes) => {
            let is_empty = changes.intents.is_empty() && changes.flows.is_empty() && changes.rest.is_empty();
            if is_empty {
                let told = if changes.is_same { w.changes_order } else { w.changes_none };
                return view! { <p class="muted">{told}</p> }.into_any();
            }
            view! {
                {group(session, w.questions, changes.intents, true)}
                {group(session, w.flows, changes.flows, false)}
                {group(session, w.rest, changes.rest, false)}
            }
            .into_any()
        }
    }
}

fn group(session: Session, title: &'static str, changes: Vec<Change>, are_intents: bool) -> impl IntoView {
    let w = session.words().publish;
    let part = move |change: Change| {
        let (told, class) = match change.change {
            Edge::Added => (w.added, "tag is-added"),
            Edge::Removed => (w.removed, "tag bad"),
            Edge::Changed => (w.changed, "tag"),
        };
        let name = if are_intents { session.title_of(&change.id) } else { change.id.clone() };
        view! {
            <li>
                <details>
                    <summary><b>{name}</b>" "<span class=class>{told}</span></summary>
                    <pre class="diff" tabindex="0">{change.lines.into_iter().map(line).collect_view()}</pre>
                </details>
            </li>
        }
    };
    (!changes.is_empty())
        .then(|| view! { <h3>{title}</h3><ul class="changes">{changes.into_iter().map(part).collect_view()}</ul> })
}

fn line(line: Line) -> impl IntoView {
    match line.sign {
        Sign::Same => view! { <span class="same">{format!("  {}\n", line.text)}</span> }.into_any(),
        Sign::Added => view! { <ins>{format!("+ {}\n", line.text)}</ins> }.into_any(),
        Sign::Removed => view! { <del>{format!("− {}\n", line.text)}</del> }.into_any(),
        Sign::Gap => view! { <span class="gap">"  ⋯\n"</span> }.into_any(),
    }
}
