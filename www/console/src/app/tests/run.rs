//! Running the tests on the model of this browser.

use book::{Answer, Request, Scored, Wrong};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::console::{NewScore, Score, TestSet};

use super::Tests;
use crate::chart::percent;
use crate::session::{Session, send};
use crate::words::fill;

#[component]
pub(super) fn Run(tests: Tests) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().tests;
    let is_busy = RwSignal::new(false);
    let count = Memo::new(move |_| tests.set.with(|set| matches!(set, Some(Ok(set)) if !set.tests.is_empty())));
    let run = move |_| {
        let Some(Ok(set)) = tests.set.get_untracked() else { return };
        is_busy.set(true);
        spawn_local(async move {
            run_all(session, tests, set).await;
            is_busy.try_set(false);
        });
    };
    view! {
        <p class="buttons">
            <button class="primary" id="run-tests" disabled=move || is_busy.get() || !count.get() on:click=run>{move || w().run}</button>
        </p>
        <div role="status">
            {move || tests.scored.get().map(|scored| view! { <Outcome scored /> })}
        </div>
    }
}

async fn run_all(session: Session, tests: Tests, set: TestSet) {
    if !session.train().await {
        return;
    }
    let of_lab = set.tests.iter().map(|test| book::Test {
        text: test.text.clone(),
        locale: test.locale.to_string(),
        intent: test.intent.as_ref().map(ToString::to_string),
    });
    let scored = match session.ask(Request::Score { tests: of_lab.collect() }).await {
        Some(Answer::Scored { scored }) => scored,
        other => {
            session.take(other, false);
            return;
        }
    };
    let figures = (u32::try_from(scored.right).unwrap_or(0), u32::try_from(scored.of).unwrap_or(0));
    tests.scored.try_set(Some(scored));
    // The score is of a draft that is stored.
    if !session.settle().await {
        return;
    }
    let version = session.draft.with_untracked(|draft| draft.as_ref().map_or(0, crate::draft::Draft::version));
    let body = NewScore { version, right: figures.0, count: figures.1 };
    match send::<_, Score>("POST", "/api/v1/playbook/tests/scores", &body).await {
        Ok(score) => {
            tests.set.try_update(|set| {
                if let Some(Ok(set)) = set {
                    set.scores.push(score);
                }
            });
        }
        Err(problem) => session.warn(problem.text(session.lang.get_untracked())),
    }
}

#[component]
fn Outcome(scored: Scored) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().tests;
    let (right, of, asked) = (scored.right.to_string(), scored.of.to_string(), scored.asked);
    let line = move |wrong: Wrong| {
        let intent = wrong.intent.clone();
        let got = wrong.got.clone();
        let told = move || {
            let name = |id: &Option<String>| id.as_ref().map_or_else(|| w().out_of_scope.to_owned(), |id| session.title_of(id));
            if wrong.is_gone {
                return fill(w().wrong_gone, &[&name(&intent)]);
            }
            let got: Vec<String> = got.iter().map(|guess| format!("“{}”", session.title_of(&guess.intent))).collect();
            let got = if got.is_empty() { w().nothing.to_owned() } else { got.join(", ") };
            fill(w().wrong_line, &[&name(&intent), &got])
        };
        view! { <li><b dir="auto">{wrong.text.clone()}</b>" "<span class="muted">{told}</span></li> }
    };
    let has_wrong = !scored.wrong.is_empty();
    view! {
        <section class="card" id="score">
            <p class="score">
                <b>{percent(scored.permille)}</b>
                " "
                {move || fill(w().score, &[&right, &of])}
                {move || (asked > 0).then(|| format!(". {}", fill(w().asked, &[&asked.to_string()])))}
            </p>
            {if has_wrong {
                view! { <h3>{move || w().wrong}</h3><ul class="wrong-tests">{scored.wrong.into_iter().map(line).collect_view()}</ul> }.into_any()
            } else {
                view! { <p>{move || w().all_right}</p> }.into_any()
            }}
        </section>
    }
}
