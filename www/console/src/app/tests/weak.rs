//! Where the model is weak, from the cross-validation of its training.

use book::{Duplicate, OfIntent, Overlap, Report, Weakness};
use leptos::prelude::*;

use crate::place::Place;
use crate::session::{Session, Training};
use crate::words::fill;

/// Pairs shown, the worst first, and examples of each.
const PAIRS: usize = 12;
const CLASHES: usize = 4;

#[component]
pub(super) fn Weak() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().tests;
    let report = Memo::new(move |_| match session.training.get() {
        Training::Done(report) => Some(report),
        Training::Never | Training::Running { .. } | Training::Refused { .. } => None,
    });
    view! {
        <section>
            <h2>{move || w().weak}</h2>
            {move || match report.get() {
                None => view! { <p class="muted">{move || w().weak_none}</p> }.into_any(),
                Some(report) => shown(session, report),
            }}
        </section>
    }
}

fn shown(session: Session, report: Report) -> AnyView {
    let w = session.words().tests;
    let more = report.overlaps.len().saturating_sub(PAIRS);
    let weak: Vec<OfIntent> = report.intents.into_iter().filter(|it| it.weakness.is_some()).collect();
    if weak.is_empty() && report.overlaps.is_empty() && report.duplicates.is_empty() {
        return view! { <p>{w.weak_fine}</p> }.into_any();
    }
    let intent = |it: OfIntent| {
        let why = match it.weakness {
            Some(Weakness::FewUtterances) => w.few,
            Some(Weakness::OftenMistaken) => w.mistaken,
            None => "",
        };
        let count = fill(w.recognised, &[&it.accuracy.count.to_string(), &it.accuracy.of.to_string()]);
        let title = session.title_of(&it.id);
        view! { <li><a href=Place::Questions(Some(it.id)).hash()>{title}</a>" "<span class="tag pressing">{why}</span>" "<span class="muted">{count}</span></li> }
    };
    let overlap = |it: Overlap| {
        let (left, right) = (session.title_of(&it.left), session.title_of(&it.right));
        let clash = |clash: &book::Clash| {
            let other = if clash.intent == it.left { &right } else { &left };
            view! { <li dir="auto">{fill(w.clash, &[&clash.text, other])}</li> }
        };
        let clashes = it.clashes.iter().take(CLASHES).map(clash).collect_view();
        view! { <li>{fill(w.overlap, &[&left, &right])}<ul>{clashes}</ul></li> }
    };
    let duplicate = |it: Duplicate| view! { <li>{fill(w.duplicate, &[&it.text])}</li> };
    view! {
        <ul class="weak">
            {weak.into_iter().map(intent).collect_view()}
            {report.overlaps.into_iter().take(PAIRS).map(overlap).collect_view()}
            {(more > 0).then(|| view! { <li class="muted">{fill(w.more_pairs, &[&more.to_string()])}</li> })}
            {report.duplicates.into_iter().map(duplicate).collect_view()}
        </ul>
    }
    .into_any()
}
