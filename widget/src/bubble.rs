//! One line of the thread.

use chat::client::{Delivery, Line};
use leptos::prelude::*;
use wire::{Activity, Author, Body, Card, IntentId, MessageId};

use crate::answer;
use crate::draw::{act, choice, nothing, part, text};
use crate::i18n::{Words, named};
use crate::session::Chat;

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
#[must_use]
pub fn bubble(chat: Chat, line: Line, is_first_of_author: bool) -> AnyView {
    let ui = chat.ui;
    let id = line.id;
    if let Body::Activity { activity } = &line.body {
        let activity = activity.clone();
        return event(text(move || {
            activity_text(ui.words(), &activity).map(|(text, name)| named(text, name)).unwrap_or_default()
        }));
    }
    let is_mine = line.author == Author::Visitor;
    let author = line.author.clone();
    let name = move || match &author {
        Author::Visitor => ui.words().you.to_owned(),
        Author::Agent { name, .. } => name.clone(),
        Author::Assistant | Author::System | Author::Unknown => ui.owners(|bundle| Some(&bundle.settings.assistant_name)),
    };
    let name_class = if is_mine || !is_first_of_author { "hidden" } else { "author" };
    let delivery = Memo::new(move |_| if is_mine { ui.view.with(|view| delivery_of(view, id)) } else { (None, false) });
    let said = match &line.body {
        Body::Text { text } => text.clone(),
        Body::Answer { .. } | Body::Card { .. } | Body::Activity { .. } | Body::Unknown => String::new(),
    };
    let class = move || match (is_mine, delivery.get().0) {
        (true, Some(Delivery::Refused(_))) => "row new mine refused".to_owned(),
        (true, _) => "row new mine".to_owned(),
        (false, _) => "row new".to_owned(),
    };
    view! {
        <li class=text(class)>
            <p class=name_class>{text(name)}</p>
            {part(move || content(chat, &line))}
            {part(move || state(chat, delivery.get(), id, &said))}
        </li>
    }
    .into_any()
}

/// A sentence in the middle that nobody said.
#[must_use]
pub fn event(sentence: crate::draw::Text) -> AnyView {
    view! { <li class="row event"><p>{sentence}</p></li> }.into_any()
}

fn content(chat: Chat, line: &Line) -> AnyView {
    match &line.body {
        Body::Answer { text, intent } => given(chat, intent, text),
        Body::Card { card } => card_view(card),
        Body::Text { text } if matches!(line.author, Author::Agent { .. }) => plain(answer::linked(text)),
        Body::Text { text } => plain(text.clone().into_any()),
        Body::Activity { .. } | Body::Unknown => nothing(),
    }
}

fn plain(content: AnyView) -> AnyView {
    view! { <div class="bubble text" dir="auto">{content}</div> }.into_any()
}

/// An answer of the playbook, drawn from its nodes once the bundle is here.
fn given(chat: Chat, intent: &IntentId, text: &str) -> AnyView {
    chat.ui.bundle.with(|bundle| match bundle.as_deref().and_then(|bundle| answer::nodes_of(bundle, intent, text)) {
        Some((locale, nodes)) => {
            let mut host = String::new();
            chat.run(|session| host = session.place.host.clone().unwrap_or_default());
            view! { <div class="bubble answer" lang=locale.to_owned()>{answer::blocks(&nodes.blocks, &host)}</div> }.into_any()
        }
        None => plain(text.to_owned().into_any()),
    })
}

#[must_use]
pub fn card_view(card: &Card) -> AnyView {
    let mut fields = Vec::new();
    for field in &card.fields {
        fields.push(view! { <div><dt>{field.label.clone()}</dt><dd dir="auto">{field.value.clone()}</dd></div> }.into_any());
    }
    view! { <div class="card"><h2>{card.title.clone()}</h2><dl>{fields}</dl></div> }.into_any()
}

/// The line's delivery, and whether it is the last of the visitor's: earlier ones need not say it again.
fn delivery_of(view: &chat::client::View, id: MessageId) -> (Option<Delivery>, bool) {
    let mut found = (None, false);
    for line in &view.lines {
        if line.author == Author::Visitor && matches!(line.body, Body::Text { .. }) {
            found.1 = line.id == id;
            if line.id == id {
                found.0 = Some(line.delivery);
            }
        }
    }
    found
}

fn state(chat: Chat, (delivery, is_last): (Option<Delivery>, bool), id: MessageId, text: &str) -> AnyView {
    let words = chat.ui.words();
    let line = |class, text: &'static str, buttons| view! { <p class=class>{text}{buttons}</p> }.into_any();
    match delivery {
        Some(Delivery::Sending) => line("state", words.sending, nothing()),
        Some(Delivery::Sent) if is_last => line("state", words.sent, nothing()),
        Some(Delivery::Seen) if is_last => line("state", words.seen, nothing()),
        Some(Delivery::Refused(reason)) => {
            let text = text.to_owned();
            let edit = act(chat, move |session| session.edit_again(id, text.clone()));
            let drop = act(chat, move |session| session.discard(id));
            let buttons = vec![choice("", words.edit_again, edit), choice("", words.discard, drop)];
            line("state bad", words.refused(reason), buttons.into_any())
        }
        Some(Delivery::Local | Delivery::Sent | Delivery::Seen) | None => nothing(),
    }
}
