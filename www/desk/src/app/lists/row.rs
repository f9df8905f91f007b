//! What rows of conversations have in common.
//!
//! A row is kept while its conversation is listed, so that an update does not take the focus from it: it reads the newest summary
//! from the board.

use leptos::prelude::*;
use ui::hue;
use ui::icon::{Glyph, Icon};
use ui::span::short;
use wire::{Channel, ConversationId, Priority, Summary, Tier, Timestamp, VisitorId};

use crate::due::{Due, Pressure};
use crate::session::Session;
use crate::words::{channel_text, count, due_hint, due_text};

/// What a conversation is about, in a few words: its card, else the predicted intent, else who it is. Tracked.
pub(crate) fn heading(session: Session, summary: &Summary) -> String {
    let lang = session.lang.get();
    let card = summary.card.as_ref().map(|card| card.title.clone());
    let intent =
        || summary.prediction.as_ref().map(|prediction| session.titles.with(|titles| titles.intent(&prediction.intent, lang)));
    card.or_else(intent).unwrap_or_else(|| count(session.words().visitor, &[&hue::handle(summary.visitor.bits())]))
}

/// The newest summary of a listed conversation; the last one seen where it has just left.
pub(super) fn newest(session: Session, first: Summary) -> Memo<Summary> {
    let id = first.conversation;
    Memo::new(move |last: Option<&Summary>| {
        let now = session.board.with(|board| board.summary(id).cloned());
        now.unwrap_or_else(|| last.unwrap_or(&first).clone())
    })
}

/// Whether a conversation is on screen, or keys are passing it.
pub(super) fn is_open(session: Session, id: ConversationId) -> Memo<bool> {
    Memo::new(move |_| session.cursor() == Some(id))
}

/// How long ago by the desk's clock; tracked, moves each second.
pub(super) fn since(session: Session, at: Timestamp) -> String {
    let now = session.board.with(|board| board.desk_now(session.now.get()));
    short(session.lang.get(), now.since(at))
}

/// What is due of a conversation now; none if nothing is promised. Moves each second.
pub(super) fn due(session: Session, id: ConversationId) -> Memo<Option<Due>> {
    Memo::new(move |_| {
        let now = session.now.get();
        session.board.with(|board| board.due(id).map(|applied| Due::new(applied, board.desk_now(now))))
    })
}

/// By when somebody is to be answered; turns amber, then red.
#[component]
pub(super) fn DueClock(due: Memo<Option<Due>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let lang = move || session.lang.get();
    let is = move |pressure: Pressure| due.with(|due| due.is_some_and(|due| due.pressure == pressure));
    let hint = move || due.with(|due| due.map(|due| due_hint(lang(), &due)));
    view! {
        <time class:due-soon=move || is(Pressure::Soon) class:due-late=move || is(Pressure::Late) title=hint>
            {move || due.with(|due| due.map(|due| due_text(lang(), &due)))}
        </time>
    }
}

/// What is out of the ordinary: a VIP, another channel than chat, passed on by a colleague.
#[component]
pub(super) fn Badges(summary: Memo<Summary>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let marks = Memo::new(move |_| summary.with(|summary| (summary.tier, summary.channel, summary.transfer.is_some())));
    move || {
        let (tier, channel, is_passed_on) = marks.get();
        let vip = (tier == Tier::Vip).then(|| view! { <span class="tag vip">{w().vip}</span> });
        let channel = (channel != Channel::Chat).then(|| view! { <span class="tag">{channel_text(w(), channel)}</span> });
        let passed = is_passed_on.then(|| view! { <span class="tag">{w().passed_on}</span> });
        view! { {vip}{channel}{passed} }
    }
}

/// The skill a conversation needs, in the owner's words; tracked.
pub(super) fn skill(session: Session, summary: &Summary) -> Option<String> {
    summary.skill.as_ref().map(|skill| session.titles.with(|titles| titles.skill(skill, session.lang.get())))
}

/// A visitor has no name and no picture: a colour and two letters.
#[component]
pub(crate) fn Face(visitor: VisitorId) -> impl IntoView {
    let bits = visitor.bits();
    let letters: String = hue::handle(bits).chars().take(2).collect();
    view! { <span class=format!("face {}", hue::class(bits)) aria-hidden="true">{letters}</span> }
}

/// Says that something is more pressing than usual.
#[component]
pub(super) fn Pressing(#[prop(into)] priority: Signal<Priority>) -> impl IntoView {
    let session = expect_context::<Session>();
    let text = move || match priority.get() {
        Priority::Urgent => Some(session.words().urgent),
        Priority::High => Some(session.words().high),
        Priority::Medium | Priority::Low => None,
    };
    view! { {move || text().map(|text| view! { <span class="tag pressing"><Glyph icon=Icon::Flame />{text}</span> })} }
}
