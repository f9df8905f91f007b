//! Tests: the set, how it did, and what training says.

mod history;
mod list;
mod run;
mod weak;

use book::Scored;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::console::{Saved, TESTS, Test, TestSet, TestsSave};
use wire::{IntentId, Locale};

use crate::problem::Problem;
use crate::session::{Session, get, send};
use crate::words::fill;

const PATH: &str = "/api/v1/playbook/tests";

/// What the page holds.
#[derive(Clone, Copy)]
struct Tests {
    set: RwSignal<Option<Result<TestSet, Problem>>>,
    /// Of the last run here.
    scored: RwSignal<Option<Scored>>,
}

impl Tests {
    fn load(self) {
        spawn_local(async move {
            let set = get(PATH).await;
            self.set.try_set(Some(set));
        });
    }

    /// Stores the tests as `change` makes them, and shows them.
    async fn save(self, session: Session, change: impl FnOnce(&mut Vec<Test>)) {
        let Some(Some(Ok(mut set))) = self.set.try_get_untracked() else { return };
        change(&mut set.tests);
        let body = TestsSave { tests: set.tests.clone(), version: set.version };
        match send::<_, Saved>("PUT", PATH, &body).await {
            Ok(saved) => {
                set.version = saved.version;
                self.set.try_set(Some(Ok(set)));
            }
            Err(problem) => {
                told(session, &problem);
                self.load();
            }
        }
    }
}

fn told(session: Session, problem: &Problem) {
    let text = match problem {
        // The only sentence of the edge about tests is that they are others by now.
        Problem::Said(_) => session.words_untracked().tests.stale.to_owned(),
        Problem::WrongCredentials
        | Problem::Locked { .. }
        | Problem::SessionEnded
        | Problem::NoNetwork
        | Problem::Server
        | Problem::WrongCode
        | Problem::SiteExists => problem.text(session.lang.get_untracked()),
    };
    session.warn(text);
}

#[component]
pub(super) fn TestsPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().tests;
    let tests = Tests { set: RwSignal::new(None), scored: RwSignal::new(None) };
    tests.load();
    let state = Memo::new(move |_| tests.set.with(|set| set.as_ref().map(Result::is_ok)));
    view! {
        <section class="narrow">
            <h1 tabindex="-1">{move || w().title}</h1>
            <p class="muted lead">{move || w().lead}</p>
            <super::trial::train::TrainLine />
            {move || match state.get() {
                None => view! { <p class="muted" role="status">{move || session.words().shell.loading}</p> }.into_any(),
                Some(false) => view! {
                    <div class="empty" role="alert">
                        <p>{move || w().load_failed}</p>
                        <button class="primary" on:click=move |_| tests.load()>{move || session.words().shell.try_again}</button>
                    </div>
                }
                .into_any(),
                Some(true) => view! {
                    <run::Run tests />
                    <history::History tests />
                    <list::List tests />
                }
                .into_any(),
            }}
            <weak::Weak />
        </section>
    }
}

/// Keeps a question as a test, from wherever it was asked.
pub(super) async fn keep_test(session: Session, text: String, locale: String, intent: Option<String>) {
    let w = session.words_untracked().tests;
    let Some(test) = test_of(&text, &locale, intent.as_deref()) else { return };
    let mut set = match get::<TestSet>(PATH).await {
        Ok(set) => set,
        Err(problem) => return session.warn(problem.text(session.lang.get_untracked())),
    };
    if set.tests.iter().any(|known| known.text == test.text && known.locale == test.locale) {
        return session.warn(w.known);
    }
    if set.tests.len() >= TESTS {
        return session.warn(fill(w.full, &[&TESTS.to_string()]));
    }
    set.tests.push(test);
    match send::<_, Saved>("PUT", PATH, &TestsSave { tests: set.tests, version: set.version }).await {
        Ok(_) => session.tell(w.added),
        Err(problem) => told(session, &problem),
    }
}

/// A test of what was typed; none where its ids are none.
fn test_of(text: &str, locale: &str, intent: Option<&str>) -> Option<Test> {
    let intent = match intent {
        Some(id) => Some(IntentId::new(id).ok()?),
        None => None,
    };
    Some(Test { text: text.trim().to_owned(), locale: Locale::new(locale).ok()?, intent })
}
