//! One row of the thread.

use chat::client::{Delivery, Input};
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::{Card, CardField, IntentId, MessageId, Refusal, Timestamp};

use super::files::Files;
use crate::host::{clock, document};
use crate::rows::{Row, Side, What};
use crate::session::Session;
use crate::words::{activity, count, refusal, tagged};

#[component]
pub(crate) fn ThreadRow(row: Row) -> impl IntoView {
    let session = expect_context::<Session>();
    let Row { id, at, is_new_day, what } = row;
    let day = is_new_day.then(|| view! { <p class="day"><span>{move || clock::day_name(session.lang.get(), at)}</span></p> });
    let drawn = match what {
        What::Text { side, text, files, intent, delivery, is_head, is_tail, is_latest_mine, led_here } => {
            let class = match &side {
                Side::Visitor => "said visitor",
                Side::Assistant => "said assistant",
                Side::Me => "said me",
                Side::Colleague(_) => "said colleague-said",
            };
            let shown = (side == Side::Me).then_some((delivery, is_latest_mine));
            view! {
                <article class=class class:head=is_head class:tail=is_tail>
                    {is_head.then(|| view! { <Who side /> })}
                    // Text is set as text: markup in it stays visible as typed.
                    {(!text.is_empty()).then(|| view! { <p class="bubble" title=move || clock::moment(session.lang.get(), at)>{text.clone()}</p> })}
                    {session.open_id_untracked().filter(|_| !files.is_empty()).map(|conversation| view! { <Files conversation files /> })}
                    {intent.map(|intent| view! { <Source intent /> })}
                    {led_here.then(|| view! { <Understood /> })}
                    {is_tail.then(|| view! { <Foot id at text shown /> })}
                </article>
            }
            .into_any()
        }
        What::Card { card } => view! { <CardLine card /> }.into_any(),
        What::Activity { activity: happened } => {
            let text = move || {
                let lang = session.lang.get();
                let is_me = |agent| session.board.with(|board| board.is_me(agent));
                activity(lang, &happened, is_me, |at| clock::moment(lang, at)).unwrap_or_default()
            };
            happened_line(session, at, text).into_any()
        }
        What::Note { side, text, calls_me, delivery } => view! { <Note id at side text calls_me delivery /> }.into_any(),
        What::Tag { side, tag, on } => {
            let name = name_of(side);
            happened_line(session, at, move || tagged(session.lang.get(), name.as_deref(), &tag, on)).into_any()
        }
        What::Rating { score, comment } => view! { <Rating score comment /> }.into_any(),
    };
    view! { {day}{drawn} }
}

/// None for this agent.
fn name_of(side: Side) -> Option<String> {
    match side {
        Side::Colleague(name) => Some(name),
        Side::Me | Side::Visitor | Side::Assistant => None,
    }
}

fn happened_line(session: Session, at: Timestamp, text: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    view! { <p class="happened"><span>{text}</span><time>{move || clock::time(session.lang.get(), at)}</time></p> }
}

/// What agents keep to themselves looks like nothing else, so that nobody takes it for a reply.
#[component]
fn Note(id: MessageId, at: Timestamp, side: Side, text: String, calls_me: bool, delivery: Delivery) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let name = name_of(side);
    let by = move || name.as_deref().map_or_else(|| w().note_mine.to_owned(), |name| count(w().note_by, &[name]));
    view! {
        <article class="note" class:calls-me=calls_me>
            <p class="note-head">
                <Glyph icon=Icon::Note />
                <b>{by}</b>
                {calls_me.then(|| view! { <span class="tag pressing">{move || w().calls_you}</span> })}
            </p>
            <p class="note-text" title=move || clock::moment(session.lang.get(), at)>{text.clone()}</p>
            <Foot id at text shown=Some((delivery, false)) is_note=true />
        </article>
    }
}

/// How the customer found it.
#[component]
fn Rating(score: u8, comment: Option<String>) -> impl IntoView {
    let session = expect_context::<Session>();
    let most = wire::limits::SCORE_MAX;
    let text = move || count(session.words().rated, &[&score.to_string(), &most.to_string()]);
    let stars: String = (1..=most).map(|place| if place <= score { '★' } else { '☆' }).collect();
    view! {
        <article class="rated">
            <p><span class="stars" aria-hidden="true">{stars}</span><b>{text}</b></p>
            {comment.map(|comment| view! { <p class="rated-text">{comment}</p> })}
        </article>
    }
}

#[component]
fn Who(side: Side) -> impl IntoView {
    let session = expect_context::<Session>();
    let name = move || match &side {
        Side::Visitor => session.words().customer.to_owned(),
        Side::Assistant => session.words().assistant.to_owned(),
        Side::Me => session.words().you.to_owned(),
        Side::Colleague(name) => name.clone(),
    };
    view! { <span class="who">{name}</span> }
}

/// The intent an answer of the assistant came from.
#[component]
fn Source(intent: IntentId) -> impl IntoView {
    let session = expect_context::<Session>();
    let text = move || {
        let title = session.titles.with(|titles| titles.intent(&intent, session.lang.get()));
        count(session.words().answered_from, &[&title])
    };
    view! { <span class="source">{text}</span> }
}

/// What the browser's model made of the question that led here.
#[component]
fn Understood() -> impl IntoView {
    let session = expect_context::<Session>();
    let prediction = Memo::new(move |_| {
        session.opened.with(|opened| opened.as_ref().and_then(|opened| opened.summary.as_ref()?.prediction.clone()))
    });
    view! {
        {move || {
            prediction.get().map(|prediction| {
                let title = session.titles.with(|titles| titles.intent(&prediction.intent, session.lang.get()));
                let words = session.words();
                let sure = prediction.confidence_permille >= 500;
                view! {
                    <span class="understood">
                        <Glyph icon=Icon::Spark />
                        {count(if sure { words.understood_as } else { words.best_guess }, &[&title])}
                        <b>{format!("{} %", prediction.confidence_permille / 10)}</b>
                    </span>
                }
            })
        }}
    }
}

/// When, and how far a message of mine got.
#[component]
fn Foot(
    id: MessageId,
    at: Timestamp,
    text: String,
    shown: Option<(Delivery, bool)>,
    #[prop(optional)] is_note: bool,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let time = move || clock::time(session.lang.get(), at);
    match shown {
        Some((Delivery::Refused(reason), _)) => view! { <NotSent id text reason is_note /> }.into_any(),
        Some((Delivery::Sending, _)) => {
            let is_online = Memo::new(move |_| {
                session.view.with(|view| view.as_ref().is_some_and(|view| view.connection == chat::client::Connection::Online))
            });
            view! {
                <span class="foot sending">
                    {move || if is_online.get() { session.words().sending } else { session.words().waiting_to_send }}
                </span>
            }
            .into_any()
        }
        Some((Delivery::Seen, true)) => view! { <span class="foot">{time}" · "{move || session.words().seen}</span> }.into_any(),
        Some((Delivery::Sent, true)) => view! { <span class="foot">{time}" · "{move || session.words().sent}</span> }.into_any(),
        Some((Delivery::Seen | Delivery::Sent | Delivery::Local, _)) | None => {
            view! { <span class="foot">{time}</span> }.into_any()
        }
    }
}

/// A message that was not accepted: its text is not lost.
#[component]
fn NotSent(id: MessageId, text: String, reason: Refusal, is_note: bool) -> impl IntoView {
    let session = expect_context::<Session>();
    let conversation = session.open_id();
    let discard = move || {
        if let Some(conversation) = conversation {
            session.feed(conversation, Input::Discard { id });
        }
    };
    let edit = move |_| {
        if let Some(conversation) = conversation {
            let written = |view: &chat::client::View| if is_note { view.note.clone() } else { view.draft.clone() };
            let draft = session.view.with_untracked(|view| view.as_ref().map(written)).unwrap_or_default();
            let whole = if draft.is_empty() { text.clone() } else { format!("{draft}\n{text}") };
            session.is_noting.set(is_note);
            if is_note {
                session.type_note(conversation, whole);
            } else {
                session.type_draft(conversation, whole);
            }
            discard();
            document::focus(".composer textarea");
        }
    };
    view! {
        <span class="foot not-sent">
            <Glyph icon=Icon::Warning />
            {move || session.words().not_sent}": "{move || refusal(session.lang.get(), reason)}
            <button class="quiet small" on:click=edit>{move || session.words().edit_again}</button>
            <button class="quiet small" on:click=move |_| discard()>{move || session.words().discard}</button>
        </span>
    }
}

/// The flow's card, as a line in the thread: the right pane shows it whole.
#[component]
fn CardLine(card: Card) -> impl IntoView {
    let session = expect_context::<Session>();
    let row = |field: CardField| {
        let claimed = field.is_claimed().then(|| view! { <small class="muted">" · "{move || session.words().claimed}</small> });
        view! { <div><dt>{field.label}{claimed}</dt><dd>{field.value}</dd></div> }
    };
    let fields = card.fields.into_iter().map(row).collect_view();
    view! {
        <details class="card-line">
            <summary><Glyph icon=Icon::Card />{card.title}</summary>
            <dl>{fields}</dl>
        </details>
    }
}
