//! One line of the thread.

use chat::client::{Delivery, Line};
use leptos::prelude::*;
use wire::{Activity, Author, Body, Card, MessageId};

use crate::answer;
use crate::i18n::{Words, named};
use crate::session::use_chat;

/// The sentence of an activity line, with the name it speaks of.
#[must_use]
pub fn activity_text<'a>(words: &'static Words, activity: &'a Activity) -> Option<(&'static str, &'a str)> {
    match activity {
        Activity::Escalated { .. } => Some((words.escalated, "")),
        Activity::AgentJoined { name, .. } => Some((words.joined, name)),
        Activity::AgentLeft { name, .. } => Some((words.left, name)),
        Activity::Resolved { name, .. } => Some((words.resolved, name)),
        Activity::Reopened => Some((words.reopened, "")),
        Activity::Unknown => None,
    }
}

/// A line and whether to name its author. What never changes is drawn once; the delivery is read from the view.
#[component]
pub fn Bubble(line: Line, is_first_of_author: bool) -> impl IntoView {
    let chat = use_chat();
    let ui = chat.ui;
    let id = line.id;
    if let Body::Activity { activity } = &line.body {
        let activity = activity.clone();
        let text = move || activity_text(ui.words(), &activity).map(|(text, name)| named(text, name));
        return view! { <li class="row event" data-id=id.to_string()><p>{text}</p></li> }.into_any();
    }
    let is_mine = line.author == Author::Visitor;
    let delivery = Memo::new(move |_| ui.view.with(|view| delivery_of(view, id)));
    let is_refused = move || matches!(delivery.get().0, Some(Delivery::Refused(_)));
    let author = line.author.clone();
    let name = move || match &author {
        Author::Visitor => ui.words().you.to_owned(),
        Author::Agent { name, .. } => name.clone(),
        Author::Assistant | Author::System | Author::Unknown => ui.owners(|bundle| Some(&bundle.settings.assistant_name)),
    };
    let name_class = if is_mine || !is_first_of_author { "hidden" } else { "author" };
    let text = match &line.body {
        Body::Text { text } => text.clone(),
        Body::Answer { .. } | Body::Card { .. } | Body::Activity { .. } | Body::Unknown => String::new(),
    };
    let is_from_agent = matches!(line.author, Author::Agent { .. });
    let content = move || match &line.body {
        Body::Answer { text, intent } => given(chat, intent, text),
        Body::Card { card } => card_view(card),
        Body::Text { text } if is_from_agent => view! { <div class="bubble text" dir="auto">{answer::linked(text)}</div> }.into_any(),
        Body::Text { text } => view! { <div class="bubble text" dir="auto">{text.clone()}</div> }.into_any(),
        Body::Activity { .. } | Body::Unknown => ().into_any(),
    };
    view! {
        <li class="row new" class:mine=is_mine class:refused=is_refused data-id=id.to_string()>
            <p class=name_class>{name}</p>
            {content}
            {move || state(delivery.get(), id, text.clone())}
        </li>
    }
    .into_any()
}

/// An answer of the playbook, drawn from its nodes once the bundle is here.
fn given(chat: crate::session::Chat, intent: &wire::IntentId, text: &str) -> AnyView {
    chat.ui.bundle.with(|bundle| {
        let found = bundle.as_deref().and_then(|bundle| answer::nodes_of(bundle, intent, text));
        match found {
            Some((locale, nodes)) => {
                let mut host = String::new();
                chat.run(|session| host = session.place.host.clone().unwrap_or_default());
                view! { <div class="bubble answer" lang=locale.to_owned()>{answer::blocks(&nodes.blocks, &host)}</div> }.into_any()
            }
            None => view! { <div class="bubble text" dir="auto">{text.to_owned()}</div> }.into_any(),
        }
    })
}

#[must_use]
pub fn card_view(card: &Card) -> AnyView {
    let fields = card.fields.iter().map(|field| view! { <div><dt>{field.label.clone()}</dt><dd dir="auto">{field.value.clone()}</dd></div> }).collect_view();
    view! { <div class="card"><h2>{card.title.clone()}</h2><dl>{fields}</dl></div> }.into_any()
}

/// The line's delivery, and whether it is the last that has reached this far: earlier ones need not say it again.
fn delivery_of(view: &chat::client::View, id: MessageId) -> (Option<Delivery>, bool) {
    let mine = || view.lines.iter().filter(|line| line.author == Author::Visitor && matches!(line.body, Body::Text { .. }));
    let delivery = mine().find(|line| line.id == id).map(|line| line.delivery);
    (delivery, mine().next_back().is_some_and(|line| line.id == id))
}

fn state((delivery, is_last): (Option<Delivery>, bool), id: MessageId, text: String) -> AnyView {
    let chat = use_chat();
    let words = chat.ui.words();
    let said = |text: &'static str| view! { <p class="state">{text}</p> }.into_any();
    match delivery {
        Some(Delivery::Sending) => said(words.sending),
        Some(Delivery::Sent) if is_last => said(words.sent),
        Some(Delivery::Seen) if is_last => said(words.seen),
        Some(Delivery::Refused(reason)) => view! {
            <p class="state bad" role="alert">
                {words.refused(reason)}
                <button type="button" on:click=move |_| chat.run(|session| session.edit_again(id, text.clone()))>{words.edit_again}</button>
                <button type="button" on:click=move |_| chat.run(|session| session.discard(id))>{words.discard}</button>
            </p>
        }
        .into_any(),
        Some(Delivery::Local | Delivery::Sent | Delivery::Seen) | None => ().into_any(),
    }
}
