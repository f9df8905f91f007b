//! The lines, what waits for a tap under them, and where the thread is scrolled to.

use std::cell::Cell;

use chat::client::View;
use wire::api::Outlook;
use wire::{Activity, Author, Body, ConversationState, Locale, MessageId};

use crate::browser;
use crate::bubble::{bubble, event};
use crate::choices::choices;
use crate::draw::{Draw, Drawing, effect, el, keep_drawn, nothing, when};
use crate::i18n::{Words, named};
use crate::icon::{self, icon};
use crate::session::Chat;
use crate::ui::{Topic, is_escalated};

/// This near to the end counts as being at the end.
const NEAR: i32 = 80;

/// What a row is known by: its line, whether it names its author, what kind of line it is, or how long its text: what was typed
/// and what the edge has kept of it differ in that.
type Row = (MessageId, bool, usize);

#[must_use]
pub fn thread(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    let known = Cell::new(None);
    effect(move || {
        ui.track(Topic::Prompt);
        ui.track(Topic::Thinking);
        ui.track(Topic::Opened);
        let (count, is_mine) = ui.read(Topic::View, |state| {
            let lines = &state.view.lines;
            (lines.len(), lines.last().is_some_and(|line| line.author == Author::Visitor))
        });
        let before = known.replace(Some(count));
        // What one said oneself is always shown; a page just opened starts at its end.
        if ui.peek(|state| state.is_at_end) || (is_mine && before != Some(count)) || before.is_none() {
            browser::before_next_frame(show_end);
        }
    });
    let news = when(
        move || !ui.read(Topic::Place, |state| state.is_at_end) && ui.read(Topic::View, |state| !state.view.lines.is_empty()),
        move || {
            let button = el("button", "newer").set("type", "button").on("click", |_| browser::before_next_frame(go_to_end));
            button.child(icon(icon::DOWN)).child(ui.words().newer).draw()
        },
    );
    let lines = el("ul", "lines").child(greeting(chat)).child(rows(chat)).child(waiting(chat)).child(typing(chat));
    let thread = el("div", "thread")
        .set("role", "log")
        .set("aria-live", "off")
        .set("tabindex", "0")
        .follow("aria-label", move || ui.words().log.to_owned())
        .on("scroll", move |_| scrolled(chat))
        .child(lines.draw())
        .child(choices(chat));
    el("div", "middle").child(thread.draw()).child(news).draw()
}

fn rows(chat: Chat) -> Drawing {
    keep_drawn(
        "last",
        move || chat.ui.read(Topic::View, |state| rows_of(&state.view)),
        move |(id, is_first, _): &Row| {
            let line = chat.ui.peek(|state| state.view.lines.iter().find(|line| line.id == *id).cloned());
            line.map_or_else(nothing, |line| bubble(chat, line, *is_first))
        },
    )
}

/// A line is drawn anew only if its place among its neighbours or its kind changes.
#[allow(clippy::wildcard_enum_match_arm, reason = "the unknown, and in builds with the desk what agents do among themselves")]
fn rows_of(view: &View) -> Vec<Row> {
    let mut before: Option<&Author> = None;
    let mut rows = Vec::new();
    for line in &view.lines {
        let is_first = before.is_none_or(|before| *before != line.author);
        before = Some(&line.author);
        let kind = match &line.body {
            Body::Text { text, .. } => 3 + text.len(),
            Body::Answer { .. } => 0,
            Body::Card { .. } => 1,
            Body::Activity { activity: Activity::Unknown } => continue,
            Body::Activity { .. } | Body::Rating { .. } => 2,
            _ => continue,
        };
        rows.push((line.id, is_first, kind));
    }
    rows
}

fn scrolled(chat: Chat) {
    let Some(thread) = browser::find::<web_sys::HtmlElement>(".thread") else { return };
    let is_at_end = thread.scroll_height() - thread.scroll_top() - thread.client_height() < NEAR;
    if is_at_end != chat.ui.peek(|state| state.is_at_end) {
        chat.ui.write(Topic::Place, |state| state.is_at_end = is_at_end);
    }
}

/// The end of the thread, but never past the beginning of the last line: a long answer is read from its top.
fn show_end() {
    let Some(thread) = browser::find::<web_sys::HtmlElement>(".thread") else { return };
    let rows = thread.query_selector_all(".row").ok();
    let last = rows.and_then(|rows| rows.item(rows.length().checked_sub(1)?));
    let top = last
        .and_then(|last| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(last).ok())
        .map(|last| last.offset_top() - 12);
    let end = thread.scroll_height() - thread.client_height();
    thread.set_scroll_top(top.filter(|top| *top < end && *top > 0).unwrap_or(end));
}

/// Past the beginning of a long last line, too: who asks for the end wants what stands there.
fn go_to_end() {
    if let Some(thread) = browser::find::<web_sys::HtmlElement>(".thread") {
        thread.set_scroll_top(thread.scroll_height());
    }
}

fn greeting(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    when(
        move || ui.read(Topic::Bundle, |state| state.bundle.is_some()),
        move || {
            let text = el("div", "bubble text").text(move || ui.owners(|bundle| Some(&bundle.settings.greeting)));
            el("li", "row").child(text.draw()).draw()
        },
    )
}

/// Between the hand-over and the first agent.
fn waiting(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    let is_waiting = |view: &View| is_escalated(view) && view.assigned.is_none() && view.state != ConversationState::Resolved;
    when(
        move || ui.read(Topic::View, |state| is_waiting(&state.view)),
        move || {
            event(move || {
                let (is_on_its_way, outlook) = ui.read(Topic::View, |state| (state.view.is_escalating, state.outlook));
                let words = ui.words();
                match outlook {
                    _ if is_on_its_way => words.passing_on.to_owned(),
                    Some(outlook) => expected(words, &ui.locale(), &outlook),
                    None => words.waiting.to_owned(),
                }
            })
        },
    )
}

/// The place and about how long it takes; when somebody will be here, if nobody is.
fn expected(words: &Words, locale: &Locale, outlook: &Outlook) -> String {
    let Outlook { ahead, wait_s, is_staffed, opens_at } = *outlook;
    if !is_staffed {
        let back = opens_at.map(|at| named(words.opens, &browser::moment(locale, at))).unwrap_or_default();
        return words.join(&[words.away, &back, words.leave_word]);
    }
    let place = match ahead.unwrap_or_default() {
        0 => words.next.to_owned(),
        ahead => named(words.ahead, &ahead.to_string()),
    };
    let wait = wait_s.map(|wait| named(words.about_minutes, &(wait / 60 + 1).to_string())).unwrap_or_default();
    words.join(&[&place, &wait, words.waiting])
}

fn typing(chat: Chat) -> Drawing {
    let ui = &chat.ui;
    let label = move || match ui.read(Topic::View, |state| state.view.other_typing.clone()) {
        Some(name) => named(ui.words().typing, &name),
        None => ui.words().looking.to_owned(),
    };
    let is_other = |view: &View| view.other_typing.is_some() && view.state != ConversationState::Resolved;
    when(
        move || ui.read(Topic::Thinking, |state| state.is_thinking) || ui.read(Topic::View, |state| is_other(&state.view)),
        move || {
            let mut dots = el("div", "bubble dots").set("role", "img").follow("aria-label", label);
            for _ in 0..3 {
                dots = dots.child(el("i", "").draw());
            }
            el("li", "row new").child(dots.draw()).draw()
        },
    )
}
