//! Trying: a chat that tells why it answers as it does.

mod ask;
mod line;
pub(super) mod train;
mod why;

use book::{Answer, Decision, Request, Tried};
use leptos::prelude::*;

use crate::session::Session;

/// A question that was asked, and what came of it; none while it is looked at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    pub(super) text: String,
    pub(super) locale: String,
    pub(super) outcome: Outcome,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    Looking,
    Known(Box<Tried>),
    Failed(String),
}

#[component]
pub(super) fn TrialPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().trial;
    let asked = RwSignal::new(Vec::<Question>::new());
    // Which of them is explained.
    let shown = RwSignal::new(None::<usize>);
    let last = Memo::new(move |_| {
        let at = shown.get()?;
        asked.with(|asked| asked.get(at).cloned())
    });
    view! {
        <section class="trial">
            <div class="trial-chat">
                <h1 tabindex="-1">{move || w().title}</h1>
                <p class="muted lead">{move || w().lead}</p>
                <train::TrainLine />
                <ol class="chat" aria-label=move || w().log aria-live="polite">
                    <Show when=move || asked.with(Vec::is_empty)>
                        <li class="muted">{move || w().empty}</li>
                    </Show>
                    {move || {
                        let asked = asked.get();
                        asked.into_iter().enumerate().map(|(at, question)| view! { <line::Lines at question shown /> }).collect_view()
                    }}
                </ol>
                <ask::Ask asked shown />
            </div>
            <div class="trial-why">
                {move || last.get().map(|question| view! { <why::Why question /> })}
            </div>
        </section>
    }
}

/// Trains where that was not done, and asks.
pub(super) async fn try_one(session: Session, text: String, locale: String) -> Outcome {
    session.train().await;
    match session.ask(Request::Try { text, locale }).await {
        Some(Answer::Tried { tried }) => Outcome::Known(Box::new(tried)),
        Some(Answer::Refused { what, help }) => Outcome::Failed(format!("{what}. {help}")),
        _ => Outcome::Failed(session.words_untracked().shell.lab_died.to_owned()),
    }
}

/// What a customer gets, in a word.
pub(super) fn decided(session: Session, tried: &Tried) -> &'static str {
    let w = session.words().trial;
    match tried.decision {
        _ if tried.wants_person => w.person,
        Decision::Answer => w.answers,
        Decision::Ask => w.asks,
        Decision::DontKnow => w.unknown,
    }
}
