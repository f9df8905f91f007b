//! What keeps the playbook from being published, and hints.

use book::{Finding, Severity};
use leptos::prelude::*;

use crate::app::parts::found_list;
use crate::found::{Part, by_part};
use crate::place::Place;
use crate::session::Session;
use crate::words::fill;

#[component]
pub(super) fn Mend() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().publish;
    let of = move |severity: Severity| {
        session.view.with(|view| view.findings.iter().filter(|it| it.severity == severity).cloned().collect::<Vec<Finding>>())
    };
    let errors = Memo::new(move |_| of(Severity::Error));
    let warnings = Memo::new(move |_| of(Severity::Warning));
    view! {
        <Show
            when=move || errors.with(|errors| !errors.is_empty())
            fallback=move || view! { <p class="fine">{move || w().mended}</p> }
        >
            <section class="card">
                <h2>{move || w().errors}</h2>
                <p class="muted">{move || w().errors_lead}</p>
                {move || parts(session, &errors.get())}
            </section>
        </Show>
        <Show when=move || warnings.with(|warnings| !warnings.is_empty())>
            <details class="more">
                <summary>{move || fill(w().warnings, &[&warnings.with(Vec::len).to_string()])}</summary>
                {move || parts(session, &warnings.get())}
            </details>
        </Show>
    }
}

fn parts(session: Session, findings: &[Finding]) -> impl IntoView + use<> {
    let part = |(part, list): (Part, Vec<&Finding>)| {
        let list = list.into_iter().cloned().collect();
        let name = match part {
            Part::Rest => view! { <span>{session.words().publish.part_rest}</span> }.into_any(),
            Part::Intent(id) => {
                let title = session.title_of(&id);
                view! { <a href=Place::Questions(Some(id)).hash()>{title}</a> }.into_any()
            }
            Part::Flow(id) => {
                let name = id.clone();
                view! { <a href=Place::Flows(Some(id)).hash()>{name}</a> }.into_any()
            }
        };
        view! { <li><h3>{name}</h3>{found_list(session, list, true)}</li> }
    };
    view! { <ul class="parts">{by_part(findings).into_iter().map(part).collect_view()}</ul> }
}
