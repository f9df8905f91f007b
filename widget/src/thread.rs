//! The lines, what waits for a tap under them, and where the thread is scrolled to.

use leptos::html::Div;
use leptos::prelude::*;
use wire::{Activity, Author, Body, ConversationState, MessageId};

use crate::bubble::Bubble;
use crate::choices::Choices;
use crate::i18n::named;
use crate::icon::{self, Icon};
use crate::session::use_chat;
use crate::ui::{Prompt, is_escalated};

/// This near to the end counts as being at the end.
const NEAR: i32 = 80;

#[component]
pub fn Thread() -> impl IntoView {
    let ui = use_chat().ui;
    let thread = NodeRef::<Div>::new();
    let is_at_end = RwSignal::new(true);
    let rows = Memo::new(move |_| ui.view.with(rows_of));
    let last = Memo::new(move |_| ui.view.with(|view| view.lines.last().map(|line| (line.id, line.author == Author::Visitor))));

    let to_end = move || {
        if let Some(thread) = thread.get_untracked() {
            request_animation_frame(move || show_end(&thread));
        }
    };
    Effect::new(move |before: Option<Option<MessageId>>| {
        let last = last.get();
        ui.prompt.track();
        ui.is_thinking.track();
        ui.view.with(|view| view.other_typing.is_some());
        let (id, is_mine) = last.map_or((None, false), |(id, is_mine)| (Some(id), is_mine));
        // What one said oneself is always shown; a page just opened starts at its end.
        if is_at_end.get_untracked() || is_mine || before.is_none() {
            to_end();
        }
        id
    });
    Effect::new(move |_| {
        ui.shown.track();
        to_end();
    });
    let scrolled = move |_| {
        if let Some(thread) = thread.get_untracked() {
            is_at_end.set(thread.scroll_height() - thread.scroll_top() - thread.client_height() < NEAR);
        }
    };
    let has_news = move || !is_at_end.get() && ui.view.with(|view| !view.lines.is_empty());
    view! {
        <div class="middle">
            <div class="thread" node_ref=thread on:scroll=scrolled role="log" aria-live="off" tabindex="0" aria-label=move || ui.words().log>
                <ul class="lines">
                    <Greeting/>
                    <For each=move || rows.get() key=|(id, is_first, kind)| (*id, *is_first, *kind) let((id, is_first, _kind))>
                        {ui.view.with_untracked(|view| view.lines.iter().find(|line| line.id == id).cloned()).map(|line| view! { <Bubble line=line is_first_of_author=is_first/> })}
                    </For>
                    <Waiting/>
                    <Typing/>
                </ul>
                <Choices/>
            </div>
            <Show when=has_news>
                <button class="newer" type="button" on:click=move |_| to_end()><Icon path=icon::DOWN/>{move || ui.words().newer}</button>
            </Show>
        </div>
    }
}

/// What the list is keyed by: a line is drawn anew only if its place among its neighbours or its kind changes.
fn rows_of(view: &chat::client::View) -> Vec<(MessageId, bool, u8)> {
    let mut before: Option<&Author> = None;
    let mut rows = Vec::with_capacity(view.lines.len());
    for line in &view.lines {
        let is_first = before.is_none_or(|before| *before != line.author);
        before = Some(&line.author);
        let kind = match &line.body {
            Body::Text { .. } => 0,
            Body::Answer { .. } => 1,
            Body::Card { .. } => 2,
            Body::Activity { activity: Activity::Unknown } | Body::Unknown => continue,
            Body::Activity { .. } => 3,
        };
        rows.push((line.id, is_first, kind));
    }
    rows
}

/// The end of the thread, but never past the beginning of the last line: a long answer is read from its top.
fn show_end(thread: &web_sys::HtmlElement) {
    let rows = thread.query_selector_all(".row").ok();
    let last = rows.and_then(|rows| rows.item(rows.length().checked_sub(1)?));
    let top = last.and_then(|last| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(last).ok()).map(|last| last.offset_top() - 12);
    let end = thread.scroll_height() - thread.client_height();
    thread.set_scroll_top(top.filter(|top| *top < end && *top > 0).unwrap_or(end));
}

#[component]
fn Greeting() -> impl IntoView {
    let ui = use_chat().ui;
    let text = move || ui.owners(|bundle| Some(&bundle.settings.greeting));
    view! {
        <Show when=move || !text().is_empty()>
            <li class="row"><div class="bubble text">{text}</div></li>
        </Show>
    }
}

/// Between the hand-over and the first agent.
#[component]
fn Waiting() -> impl IntoView {
    let ui = use_chat().ui;
    let is_waiting = move || ui.view.with(|view| is_escalated(view) && view.assigned.is_none() && view.state != ConversationState::Resolved);
    view! {
        <Show when=is_waiting>
            <li class="row event"><p>{move || ui.words().waiting}</p></li>
        </Show>
    }
}

#[component]
fn Typing() -> impl IntoView {
    let ui = use_chat().ui;
    let who = Memo::new(move |_| ui.view.with(|view| view.other_typing.clone()));
    let label = move || match who.get() {
        Some(name) => Some(named(ui.words().typing, &name)),
        None => ui.is_thinking.get().then(|| ui.words().looking.to_owned()),
    };
    let is_shown = Memo::new(move |_| (who.get().is_some() || ui.is_thinking.get()) && ui.prompt.with(|prompt| *prompt == Prompt::None));
    view! {
        <Show when=move || is_shown.get()>
            <li class="row new"><div class="bubble dots" role="img" aria-label=label><i></i><i></i><i></i></div></li>
        </Show>
    }
}
