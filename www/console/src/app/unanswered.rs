//! What customers asked in vain, and what becomes of it.

use book::{Op, Request};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::{clock, http};
use ui::icon::{Glyph, Icon};
use wire::console::Unanswered;

use crate::host::page;
use crate::place::Place;
use crate::problem::Problem;
use crate::session::{Edited, Session, get};
use crate::words::fill;

const PATH: &str = "/api/v1/unanswered";

#[derive(Clone, Copy)]
struct Questions(RwSignal<Option<Result<Vec<Unanswered>, Problem>>>);

impl Questions {
    fn load(self) {
        spawn_local(async move {
            let list = get(PATH).await;
            self.0.try_set(Some(list));
        });
    }

    /// Takes one off the list, here and at the edge.
    fn forget(self, question: &Unanswered) {
        let id = question.id;
        self.0.try_update(|list| {
            if let Some(Ok(list)) = list {
                list.retain(|it| it.id != id);
            }
        });
        spawn_local(async move {
            if http::delete(&format!("{PATH}/{id}")).await.is_err() {
                // It is still there: the list says so.
                self.load();
            }
        });
    }
}

#[component]
pub(super) fn UnansweredPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().unanswered;
    let questions = Questions(RwSignal::new(None));
    questions.load();
    view! {
        <section class="narrow">
            <h1 tabindex="-1">{move || w().title}</h1>
            <p class="muted lead">{move || w().lead}</p>
            {move || match questions.0.get() {
                None => view! { <p class="muted" role="status">{move || session.words().shell.loading}</p> }.into_any(),
                Some(Err(_)) => view! {
                    <div class="empty" role="alert">
                        <p>{move || w().failed}</p>
                        <button class="primary" on:click=move |_| questions.load()>{move || session.words().shell.try_again}</button>
                    </div>
                }
                .into_any(),
                Some(Ok(list)) if list.is_empty() => view! { <p class="empty">{move || w().none}</p> }.into_any(),
                Some(Ok(list)) => {
                    let lines = list.into_iter().map(|question| view! { <Line question questions /> }).collect_view();
                    view! { <ul class="unanswered">{lines}</ul> }.into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Line(question: Unanswered, questions: Questions) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().unanswered;
    let held = StoredValue::new(question.clone());
    let chosen = RwSignal::new(String::new());
    let likely = RwSignal::new(None::<String>);
    // Where this browser has a model, the likeliest question is offered first.
    if session.view.with_untracked(|view| view.is_trained) {
        let (text, locale) = (question.text.clone(), question.locale.to_string());
        spawn_local(async move {
            if let Some(book::Answer::Tried { tried }) = session.ask(Request::Try { text, locale }).await
                && let Some(guess) = tried.guesses.first()
            {
                likely.try_set(Some(guess.intent.clone()));
                chosen.try_set(guess.intent.clone());
            }
        });
    }
    let make = move |_| {
        let question = held.get_value();
        spawn_local(async move {
            let locale = question.locale.to_string();
            let op = Op::AddIntent {
                id: None,
                title: [(locale.clone(), question.text.clone())].into(),
                examples: [(locale.clone(), vec![question.text.clone()])].into(),
                after: None,
            };
            if let Edited::Done(Some(id)) = session.change(op).await {
                questions.forget(&question);
                session.tell(session.words_untracked().unanswered.made);
                session.go(&Place::Questions(Some(id)));
                page::focus_soon(&format!("answer-{locale}"));
            }
        });
    };
    let add = move |_| {
        let (question, id) = (held.get_value(), chosen.get_untracked());
        if id.is_empty() {
            return session.warn(session.words_untracked().unanswered.choose);
        }
        let locale = question.locale.to_string();
        let known = session
            .book_untracked(|book| book.intents.iter().find(|it| it.id == id).and_then(|it| it.examples.get(&locale).cloned()));
        let mut examples = known.flatten().unwrap_or_default();
        examples.push(question.text.clone());
        let title = untrack(|| session.title_of(&id));
        spawn_local(async move {
            if let Edited::Done(_) = session.change(Op::SetExamples { intent: Some(id), locale, examples }).await {
                questions.forget(&question);
                session.tell(fill(session.words_untracked().unanswered.added, &[&title]));
            }
        });
    };
    let forget = move |_| {
        held.with_value(|question| questions.forget(question));
        session.tell(session.words_untracked().unanswered.forgotten);
    };
    let intents = Memo::new(move |_| {
        session.book(|book| book.intents.iter().map(|intent| intent.id.clone()).collect::<Vec<String>>()).unwrap_or_default()
    });
    let count = question.count;
    let select_id = format!("to-{}", question.id);
    view! {
        <li class="card">
            <p class="unanswered-text" dir="auto" lang=question.locale.to_string()>{question.text.clone()}</p>
            <p class="muted small">
                {move || if count > 1 { fill(w().times, &[&count.to_string()]) } else { w().once.to_owned() }}
                " · "
                {move || clock::moment(session.lang.get(), question.at)}
                " · "
                {question.locale.to_string()}
            </p>
            <div class="unanswered-do">
                <button class="primary" on:click=make>{move || w().make}</button>
                <label for=select_id.clone()>{move || w().to}</label>
                <select id=select_id on:change=move |event| chosen.set(page::value(event.target())) prop:value=move || chosen.get()>
                    <option value="">{move || w().choose}</option>
                    <For
                        each=move || intents.get()
                        key=Clone::clone
                        children=move |id| {
                            let (value, own) = (id.clone(), id.clone());
                            let is_likely = move || likely.with(|likely| likely.as_ref() == Some(&own));
                            let title = move || {
                                let title = session.title_of(&id);
                                if is_likely() { fill(w().best, &[&title]) } else { title }
                            };
                            let same = value.clone();
                            view! { <option value=value selected=move || chosen.get() == same>{title}</option> }
                        }
                    />
                </select>
                <button class="plain" on:click=add>{move || w().add}</button>
                <button class="icon" title=move || w().forget aria-label=move || w().forget on:click=forget>
                    <Glyph icon=Icon::Close />
                </button>
            </div>
        </li>
    }
}
