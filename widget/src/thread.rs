//! The lines, what waits for a tap under them, and where the thread is scrolled to.

use leptos::html::Div;
use leptos::prelude::*;
use wire::{Activity, Author, Body, ConversationState, MessageId};

use crate::bubble::{bubble, event};
use crate::choices::choices;
use crate::draw::{nothing, text, when};
use crate::i18n::named;
use crate::icon::{self, icon};
use crate::session::Chat;
use crate::ui::is_escalated;

/// This near to the end counts as being at the end.
const NEAR: i32 = 80;

/// What a row is known by: its line, whether it names its author, and what kind of line it is.
type Row = (MessageId, bool, u8);

#[must_use]
pub fn thread(chat: Chat) -> AnyView {
    let ui = chat.ui;
    let thread = NodeRef::<Div>::new();
    let is_at_end = RwSignal::new(true);
    let rows = Memo::new(move |_| ui.view.with(rows_of));

    let to_end = move || {
        if let Some(thread) = thread.get_untracked() {
            request_animation_frame(move || show_end(&thread));
        }
    };
    Effect::new(move |known: Option<usize>| {
        ui.prompt.track();
        ui.is_thinking.track();
        ui.shown.track();
        let (count, is_mine) =
            ui.view.with(|view| (view.lines.len(), view.lines.last().is_some_and(|line| line.author == Author::Visitor)));
        // What one said oneself is always shown; a page just opened starts at its end.
        if is_at_end.get_untracked() || (is_mine && known != Some(count)) || known.is_none() {
            to_end();
        }
        count
    });
    let scrolled = move |_| {
        if let Some(thread) = thread.get_untracked() {
            is_at_end.set(thread.scroll_height() - thread.scroll_top() - thread.client_height() < NEAR);
        }
    };
    let news = when(
        move || !is_at_end.get() && ui.view.with(|view| !view.lines.is_empty()),
        move || {
            let label = ui.words().newer;
            view! { <button class="newer" type="button" on:click=move |_| to_end()>{icon(icon::DOWN)}{label}</button> }.into_any()
        },
    );
    let row = move |(id, is_first, _): Row| {
        let line = ui.view.with_untracked(|view| view.lines.iter().find(|line| line.id == id).cloned());
        line.map_or_else(nothing, |line| bubble(chat, line, is_first))
    };
    view! {
        <div class="middle">
            <div class="thread" node_ref=thread on:scroll=scrolled role="log" aria-live="off" tabindex="0" aria-label=text(move || ui.words().log.to_owned())>
                <ul class="lines">
                    {greeting(chat)}
                    <For each=move || rows.get() key=|row: &Row| *row children=row/>
                    {waiting(chat)}
                    {typing(chat)}
                </ul>
                {choices(chat)}
            </div>
            {news}
        </div>
    }
    .into_any()
}

/// A line is drawn anew only if its place among its neighbours or its kind changes.
fn rows_of(view: &chat::client::View) -> Vec<Row> {
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
    let top = last
        .and_then(|last| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(last).ok())
        .map(|last| last.offset_top() - 12);
    let end = thread.scroll_height() - thread.client_height();
    thread.set_scroll_top(top.filter(|top| *top < end && *top > 0).unwrap_or(end));
}

fn greeting(chat: Chat) -> AnyView {
    let ui = chat.ui;
    let greeting = move || ui.owners(|bundle| Some(&bundle.settings.greeting));
    when(
        move || ui.bundle.with(Option::is_some),
        move || view! { <li class="row"><div class="bubble text">{text(greeting)}</div></li> }.into_any(),
    )
    .into_any()
}

/// Between the hand-over and the first agent.
fn waiting(chat: Chat) -> AnyView {
    let ui = chat.ui;
    when(
        move || ui.view.with(|view| is_escalated(view) && view.assigned.is_none() && view.state != ConversationState::Resolved),
        move || {
            event(text(move || {
                let is_on_its_way = ui.view.with(|view| view.is_escalating);
                if is_on_its_way { ui.words().passing_on } else { ui.words().waiting }.to_owned()
            }))
        },
    )
    .into_any()
}

fn typing(chat: Chat) -> AnyView {
    let ui = chat.ui;
    let label = move || match ui.view.with(|view| view.other_typing.clone()) {
        Some(name) => named(ui.words().typing, &name),
        None => ui.words().looking.to_owned(),
    };
    when(
        move || ui.is_thinking.get() || ui.view.with(|view| view.other_typing.is_some() && view.state != ConversationState::Resolved),
        move || view! { <li class="row new"><div class="bubble dots" role="img" aria-label=text(label)><i></i><i></i><i></i></div></li> }.into_any(),
    )
    .into_any()
}
