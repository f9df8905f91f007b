//! What can be tapped instead of typed.

use leptos::prelude::*;
use playbook::PublicBundle;
use wire::{ConversationState, IntentId};

use crate::bubble::card_view;
use crate::session::{Chat, use_chat};
use crate::ui::{Prompt, is_escalated};

#[component]
pub fn Choices() -> impl IntoView {
    let chat = use_chat();
    let ui = chat.ui;
    let state = Memo::new(move |_| ui.view.with(|view| (view.lines.is_empty(), is_escalated(view), view.state == ConversationState::Resolved)));
    move || {
        let words = ui.words();
        let (is_empty, is_escalated, is_resolved) = state.get();
        if is_resolved {
            return view! {
                <div class="choices">
                    <button type="button" class="choice" on:click=move |_| chat.run(|session| session.start_anew())>{words.new_chat}</button>
                </div>
            }
            .into_any();
        }
        if is_escalated {
            return ().into_any();
        }
        match ui.prompt.get() {
            Prompt::None if is_empty => suggestions(chat),
            Prompt::None => ().into_any(),
            Prompt::Meant(intents) => {
                let titles = titles(chat, &intents);
                view! {
                    <div class="choices list" role="group" aria-label=words.did_you_mean>
                        {titles}
                        <button type="button" class="choice quiet" on:click=move |_| chat.run(|session| session.choose_none())>{words.none_of_these}</button>
                    </div>
                }
                .into_any()
            }
            Prompt::Person => view! {
                <div class="choices">
                    <button type="button" class="choice strong" on:click=move |_| chat.run(|session| session.accept_person())>{words.talk}</button>
                    <button type="button" class="choice quiet" on:click=move |_| chat.run(|session| session.decline())>{words.not_now}</button>
                </div>
            }
            .into_any(),
            Prompt::Question(prompt) => question(chat, prompt),
            Prompt::Review(hand_off) => view! {
                <section class="review">
                    <p class="state">{words.review}</p>
                    {card_view(&hand_off.card)}
                    <div class="choices">
                        <button type="button" class="choice strong" on:click=move |_| chat.run(|session| session.hand_over())>{words.hand_over}</button>
                        <button type="button" class="choice quiet" on:click=move |_| chat.run(|session| session.decline())>{words.not_now}</button>
                    </div>
                </section>
            }
            .into_any(),
        }
    }
}

fn suggestions(chat: Chat) -> AnyView {
    let intents = chat.ui.bundle.with(|bundle| bundle.as_ref().map(|bundle| bundle.settings.suggestions.clone()).unwrap_or_default());
    view! { <div class="choices" role="group" aria-label=chat.ui.words().suggestions>{titles(chat, &intents)}</div> }.into_any()
}

fn titles(chat: Chat, intents: &[IntentId]) -> AnyView {
    let title = |bundle: &PublicBundle, id: &IntentId| {
        let default = bundle.default_locale()?;
        let intent = bundle.intent(id)?;
        Some(chat.ui.locale.with(|locale| intent.title.text(locale, default).to_owned()))
    };
    chat.ui.bundle.with(|bundle| {
        let Some(bundle) = bundle else { return ().into_any() };
        intents
            .iter()
            .filter_map(|id| title(bundle, id).map(|title| (id.clone(), title)))
            .map(|(id, title)| view! { <button type="button" class="choice" on:click=move |_| chat.run(|session| session.choose(&id))>{title}</button> })
            .collect_view()
            .into_any()
    })
}

fn question(chat: Chat, prompt: flow::Prompt) -> AnyView {
    let words = chat.ui.words();
    let choices = prompt
        .choices
        .into_iter()
        .map(|offer| {
            let label = offer.label.clone();
            view! { <button type="button" class="choice" on:click=move |_| chat.run(|session| session.pick(&offer.value, &offer.label))>{label}</button> }
        })
        .collect_view();
    let back = prompt.can_go_back.then(|| view! { <button type="button" class="choice quiet" on:click=move |_| chat.run(|session| session.go_back())>{words.back}</button> });
    view! {
        <div class="choices" role="group" aria-label=prompt.text>
            {choices}
            {back}
            <button type="button" class="choice quiet" on:click=move |_| chat.run(|session| session.cancel())>{words.cancel}</button>
        </div>
    }
    .into_any()
}
