//! The flow as a customer meets it: every answer is given to the flow as it is written now.

use book::{Answer, Request};
use flow::{Ending, Event, Input, Prompt, Turn};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::clock;

use super::Open;
use crate::host::page;
use crate::session::Session;
use crate::words::{fill, locale_name};

/// What was answered: as it is shown, and as the flow takes it.
type Given = (String, Input);

#[component]
pub(super) fn Preview(open: Open) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let given = RwSignal::new(Vec::<Given>::new());
    let turns = RwSignal::new(Vec::<Turn>::new());
    let refused = RwSignal::new(None::<String>);
    let said = RwSignal::new(String::new());
    let locales = Memo::new(move |_| session.locales());
    let at = RwSignal::new(session.own_locale());
    let locale = move || locales.with(|all| all.get(at.get()).or_else(|| all.first()).cloned().unwrap_or_default());
    // Led anew whenever something is answered or the flow is written at.
    Effect::new(move |_| {
        open.flow.track();
        let inputs = given.with(|given| given.iter().map(|(_, input)| json::to_text(input)).collect());
        let request = Request::Lead {
            flow: open.id.get_value(),
            locale: locale(),
            said: said.get(),
            inputs,
            today: clock::day(clock::now()),
        };
        spawn_local(async move {
            match session.ask(request).await {
                Some(Answer::Led { turns: led }) => {
                    turns.try_set(led.iter().filter_map(|turn| json::from_text(turn).ok()).collect());
                    refused.try_set(None);
                }
                Some(Answer::Refused { what, help }) => {
                    refused.try_set(Some(format!("{what}. {help}")));
                }
                _ => {}
            }
        });
    });
    let give = move |shown: String, input: Input| given.update(|given| given.push((shown, input)));
    let prompt = Memo::new(move |_| turns.with(|turns| turns.last().and_then(|turn| turn.prompt.clone())));
    let lines = move || {
        let given = given.get();
        let turns = turns.get();
        let turn = |(at, turn): (usize, Turn)| {
            let own = at.checked_sub(1).and_then(|at| given.get(at)).map(|(shown, _)| shown.clone());
            view! {
                {own.map(|text| view! { <li class="said me"><span class="bubble" dir="auto">{text}</span></li> })}
                {turn.events.into_iter().map(|event| line(session, event)).collect_view()}
            }
        };
        turns.into_iter().enumerate().map(turn).collect_view()
    };
    view! {
        <section class="card flow-preview" aria-labelledby="flow-preview">
            <header class="card-head">
                <h3 id="flow-preview">{move || w().preview}</h3>
                <span class="toggle">
                    <Show when=move || { locales.with(Vec::len) > 1 }>
                        <button class="plain small" on:click=move |_| at.update(|at| *at = (*at + 1) % locales.with_untracked(Vec::len).max(1))>
                            {move || locale_name(session.lang.get(), &locale())}
                        </button>
                    </Show>
                    <button class="plain small" on:click=move |_| given.set(Vec::new())>{move || w().preview_restart}</button>
                </span>
            </header>
            <div class="field">
                <label for="said">{move || w().preview_said}</label>
                <input
                    id="said"
                    autocomplete="off"
                    dir="auto"
                    aria-describedby="said-hint"
                    on:change=move |event| {
                        given.set(Vec::new());
                        said.set(page::value(event.target()));
                    }
                />
                <small id="said-hint" class="muted">{move || w().preview_said_hint}</small>
            </div>
            <Show
                when=move || refused.with(Option::is_none)
                fallback=move || view! { <p class="wrong">{move || fill(w().preview_failed, &[&refused.get().unwrap_or_default()])}</p> }
            >
                <ol class="chat" aria-live="polite">{lines}</ol>
                {move || prompt.get().map(|prompt| view! { <Answers prompt give /> })}
            </Show>
        </section>
    }
}

fn line(session: Session, event: Event) -> AnyView {
    let w = move || session.words().flows;
    let told = |text: &'static str| view! { <li class="told muted">{text}</li> }.into_any();
    let bubble = |text: String| view! { <li class="said"><span class="bubble" dir="auto">{text}</span></li> }.into_any();
    match event {
        Event::Say { text } => bubble(text),
        Event::Ask(prompt) => bubble(prompt.text),
        Event::Noted(fields) => {
            let fields: Vec<String> = fields.into_iter().map(|field| format!("{}: {}", field.label, field.value)).collect();
            view! { <li class="told muted">{w().noted}" "{fields.join(", ")}</li> }.into_any()
        }
        Event::Doubt(_) => told(w().doubt),
        Event::Retry { text: Some(text), .. } => bubble(text),
        Event::Retry { text: None, .. } => told(w().retry),
        Event::Changed => ().into_any(),
        Event::HandOff(hand_off) => {
            let fields =
                hand_off.card.fields.into_iter().map(|field| view! { <div><dt>{field.label}</dt><dd>{field.value}</dd></div> });
            view! { <li class="told"><b>{w().ended_handed}</b><dl class="slots">{fields.collect_view()}</dl></li> }.into_any()
        }
        Event::Ended(Ending::Done | Ending::Cancelled) => told(w().ended_done),
        Event::Ended(Ending::HandedOff) => ().into_any(),
        Event::Ended(Ending::Broken) => told(w().ended_broken),
    }
}

/// What can be tapped or typed now.
#[component]
fn Answers(prompt: Prompt, give: impl Fn(String, Input) + Copy + Send + Sync + 'static) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let typed = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked().trim().to_owned();
        if !text.is_empty() {
            give(text.clone(), Input::Text(text));
            page::focus_soon("flow-answer");
        }
    };
    let choices = prompt.choices.into_iter().map(|offer| {
        let label = offer.label.clone();
        view! {
            <button class="plain small" type="button" on:click=move |_| give(offer.label.clone(), Input::Choose(offer.value.clone()))>{label}</button>
        }
    });
    view! {
        <form class="answers" on:submit=submit>
            <p class="buttons">
                {choices.collect_view()}
                {prompt.can_skip.then(|| view! {
                    <button class="quiet small" type="button" on:click=move |_| give(w().preview_skip.to_owned(), Input::Skip)>{move || w().preview_skip}</button>
                })}
                {prompt.can_go_back.then(|| view! {
                    <button class="quiet small" type="button" on:click=move |_| give(w().preview_back.to_owned(), Input::Back)>{move || w().preview_back}</button>
                })}
            </p>
            <div class="add">
                <label for="flow-answer" class="for-ears">{move || w().preview_answer}</label>
                <input
                    id="flow-answer"
                    autocomplete="off"
                    dir="auto"
                    placeholder=move || w().preview_answer
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(page::value(event.target()))
                />
                <button class="plain" type="submit">{move || w().preview_send}</button>
            </div>
        </form>
    }
}
