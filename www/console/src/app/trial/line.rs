//! A question and its answer, as in the chat.

use book::{Decision, Reply, Tried};
use leptos::prelude::*;

use super::{Outcome, Question, decided};
use crate::app::parts::AnswerView;
use crate::session::Session;
use crate::words::fill;

#[component]
pub(super) fn Lines(at: usize, question: Question, shown: RwSignal<Option<usize>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().trial;
    let is_shown = move || shown.get() == Some(at);
    let answer = match question.outcome {
        Outcome::Looking => view! { <span class="muted">"…"</span> }.into_any(),
        Outcome::Failed(why) => view! { <span class="wrong">{move || fill(w().failed, &[&why])}</span> }.into_any(),
        Outcome::Known(tried) => {
            let tried = StoredValue::new(*tried);
            view! {
                {move || tried.with_value(|tried| reply(session, tried))}
                <button class="quiet small" aria-pressed=move || is_shown().to_string() on:click=move |_| shown.set(Some(at))>
                    {move || tried.with_value(|tried| decided(session, tried))} " · " {move || w().why}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <li class="said me"><span class="bubble" dir="auto">{question.text}</span></li>
        <li class="said" class:is-shown=is_shown><div class="bubble answer" dir="auto">{answer}</div></li>
    }
}

/// What the customer would see.
fn reply(session: Session, tried: &Tried) -> AnyView {
    let w = session.words().trial;
    if tried.wants_person {
        return view! { <p>{w.to_person}</p> }.into_any();
    }
    if let Some(answer) = tried.answer.as_ref().and_then(|answer| json::from_text::<playbook::Answer>(answer).ok()) {
        return view! { <AnswerView answer /> }.into_any();
    }
    if let Some(flow) = &tried.flow {
        let title = session.book(|book| book.flows.iter().find(|it| it.id == *flow).map(|it| it.title.clone())).flatten();
        let title = title.map_or_else(|| flow.clone(), |title| session.of_texts(&title));
        return view! { <p>{fill(w.begins, &[&title])}</p> }.into_any();
    }
    match tried.decision {
        Decision::Ask => {
            let choices = tried.guesses.iter().take(tried.acted).map(|guess| session.title_of(&guess.intent));
            let choices = choices.map(|title| view! { <li>{title}</li> }).collect_view();
            view! { <p>{w.did_you_mean}</p><ul>{choices}</ul> }.into_any()
        }
        Decision::Answer => {
            let to_person = tried.guesses.first().and_then(|guess| session.intent(&guess.intent));
            let text = match to_person.map(|intent| intent.reply) {
                Some(Reply::Answer | Reply::Flow { .. } | Reply::None) | None => "",
                Some(Reply::HandOff) => w.to_person,
            };
            view! { <p>{text}</p> }.into_any()
        }
        Decision::DontKnow => view! { <p>{w.dont_know}</p> }.into_any(),
    }
}
