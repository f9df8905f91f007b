//! What can be tapped instead of typed.

use leptos::prelude::*;
use wire::{ConversationState, IntentId};

use crate::bubble::card_view;
use crate::draw::{act, choice, group, nothing, part, several, text};
use crate::session::{Chat, Session};
use crate::ui::{Prompt, is_escalated};

#[must_use]
pub fn choices(chat: Chat) -> AnyView {
    let ui = chat.ui;
    // Drawn anew for a new state only, not for every line: what has the focus keeps it.
    let state = Memo::new(move |_| {
        ui.view.with(|view| {
            u8::from(view.lines.is_empty())
                + if view.state == ConversationState::Resolved { 4 } else { 2 * u8::from(is_escalated(view)) }
        })
    });
    part(move || match state.get() {
        4.. => row(vec![choice("choice", chat.ui.words().new_chat, act(chat, Session::start_anew))]),
        2.. => nothing(),
        state => prompted(chat, state == 1),
    })
    .into_any()
}

fn prompted(chat: Chat, is_empty: bool) -> AnyView {
    let words = chat.ui.words();
    match chat.ui.prompt.get() {
        Prompt::None if is_empty => {
            let intents = chat
                .ui
                .bundle
                .with(|bundle| bundle.as_ref().map(|bundle| bundle.settings.suggestions.clone()).unwrap_or_default());
            named("choices", words.suggestions, titles(chat, &intents))
        }
        Prompt::None => nothing(),
        Prompt::Meant(intents) => {
            let mut parts = titles(chat, &intents);
            parts.push(choice("choice quiet", words.none_of_these, act(chat, Session::choose_none)));
            named("choices list", words.did_you_mean, parts)
        }
        Prompt::Person => row(vec![
            choice("choice strong", words.talk, act(chat, Session::accept_person)),
            choice("choice quiet", words.not_now, act(chat, Session::decline)),
        ]),
        Prompt::Question(prompt) => question(chat, prompt),
        Prompt::Review(hand_off) => {
            let buttons = vec![
                choice("choice strong", words.hand_over, act(chat, Session::hand_over)),
                choice("choice quiet", words.not_now, act(chat, Session::decline)),
            ];
            let head = view! { <p class="state">{words.review}</p> }.into_any();
            named("review", words.review, vec![head, card_view(&hand_off.card), row(buttons)])
        }
    }
}

fn question(chat: Chat, prompt: flow::Prompt) -> AnyView {
    let words = chat.ui.words();
    let mut parts: Vec<AnyView> = Vec::new();
    for offer in prompt.choices {
        let label = offer.label.clone();
        parts.push(choice("choice", &label, act(chat, move |session| session.pick(&offer.value, &offer.label))));
    }
    if prompt.can_go_back {
        parts.push(choice("choice quiet", words.back, act(chat, Session::go_back)));
    }
    parts.push(choice("choice quiet", words.cancel, act(chat, Session::cancel)));
    let label = prompt.text;
    group("choices", "group", text(move || label.clone()), parts)
}

fn titles(chat: Chat, intents: &[IntentId]) -> Vec<AnyView> {
    let mut parts = Vec::new();
    for id in intents {
        let title = chat.ui.owners(|bundle| bundle.intent(id).map(|intent| &intent.title));
        if !title.is_empty() {
            let id = id.clone();
            parts.push(choice("choice", &title, act(chat, move |session| session.choose(&id))));
        }
    }
    parts
}

fn named(class: &'static str, label: &'static str, parts: Vec<AnyView>) -> AnyView {
    group(class, "group", text(move || label.to_owned()), parts)
}

fn row(parts: Vec<AnyView>) -> AnyView {
    view! { <div class="choices">{several(parts)}</div> }.into_any()
}
