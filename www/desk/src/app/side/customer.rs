//! Who this is: what they told before, and their earlier conversations.

use leptos::prelude::*;
use ui::hue;
use ui::icon::{Glyph, Icon};
use wire::ConversationState;
use wire::api::{CustomerCard, PastConversation};
use wire::archive::PastImport;

use crate::host::clock;
use crate::session::{Customer, Session};
use crate::words::{channel_text, count};

#[component]
pub(crate) fn CustomerPane() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    view! {
        <section class="customer" aria-labelledby="customer-title">
            <h3 id="customer-title"><Glyph icon=Icon::Person />{move || w().customer}</h3>
            {move || match session.customer.get() {
                Customer::Asking => view! { <p class="muted" aria-busy="true">{w().loading}</p> }.into_any(),
                Customer::Failed => view! {
                    <p class="muted">{w().customer_failed}</p>
                    <button class="plain small" on:click=move |_| if let Some(id) = session.open_id() { session.ask_customer(id) }>{w().retry}</button>
                }.into_any(),
                Customer::Known(card) => view! { <Known card /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Known(card: CustomerCard) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let CustomerCard { contact, first_seen_at, last_seen_at, locale: _, told, conversations } = card;
    let here = session.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id));
    let earlier: Vec<PastConversation> = conversations.into_iter().filter(|past| Some(past.conversation) != here).collect();
    let told: Vec<_> = told.into_iter().filter(|told| Some(told.conversation) != here).collect();
    let is_new = earlier.is_empty() && told.is_empty();
    let told_list = (!told.is_empty()).then(|| {
        let rows = told.into_iter().map(|told| {
            view! { <div title=clock::moment(session.lang.get_untracked(), told.at)><dt>{told.label}</dt><dd>{told.value}</dd></div> }
        });
        view! {
            <h4>{move || w().told_before}<small>{move || w().told_hint}</small></h4>
            <dl>{rows.collect_view()}</dl>
        }
    });
    let earlier_list = (!earlier.is_empty()).then(|| {
        let rows = earlier.into_iter().map(|past| view! { <Earlier past /> });
        view! {
            <h4>{move || w().earlier}</h4>
            <ol class="earlier">{rows.collect_view()}</ol>
        }
    });
    view! {
        <p class="contact">
            <b>{move || count(w().visitor, &[&hue::handle(contact.bits())])}</b>
            <span class="muted">
                {move || w().first_seen}" "{move || clock::moment(session.lang.get(), first_seen_at)}" · "
                {move || w().last_seen}" "{move || clock::moment(session.lang.get(), last_seen_at)}
            </span>
        </p>
        {is_new.then(|| view! { <p class="muted">{move || w().customer_new}</p> })}
        {told_list}
        {earlier_list}
    }
}

#[component]
fn Earlier(past: PastConversation) -> impl IntoView {
    let session = expect_context::<Session>();
    let id = past.conversation;
    let state = move || {
        let w = session.words();
        match past.state {
            ConversationState::Resolved => w.state_resolved,
            ConversationState::Open | ConversationState::Unknown => w.state_open,
            ConversationState::Snoozed => w.state_snoozed,
            ConversationState::Pending => w.state_pending,
        }
    };
    let intent = past.intent.clone();
    let title = move || intent.as_ref().map(|intent| session.titles.with(|titles| titles.intent(intent, session.lang.get())));
    let imported = past.imported.clone();
    let head = view! {
        <span class="row-head">
            <b>{move || title().unwrap_or_else(|| session.words().no_intent.to_owned())}</b>
            <time>{move || clock::moment(session.lang.get(), past.queued_at)}</time>
        </span>
        <span class="row-preview">{past.preview}</span>
    };
    // What was imported has no log to open.
    match imported {
        None => view! { <li><button class="past" on:click=move |_| session.open(id)>{head}<span class="tag">{state}</span></button></li> }.into_any(),
        Some(imported) => view! { <li><div class="past imported">{head}<Brought imported /></div></li> }.into_any(),
    }
}

/// How a conversation of before went.
#[component]
fn Brought(imported: PastImport) -> impl IntoView {
    let session = expect_context::<Session>();
    let PastImport { channel, rating, comment, is_abandoned } = imported;
    let channel = move || channel_text(session.words(), channel);
    let ended = move || {
        let w = session.words();
        if is_abandoned { w.abandoned } else { w.state_resolved }
    };
    view! {
        <span class="brought">
            <span class="tag">{channel}</span>
            <span class="tag">{ended}</span>
            {rating.map(|rating| view! { <span class="tag">{move || count(session.words().rated, &[&rating.to_string(), "5"])}</span> })}
        </span>
        {comment.map(|comment| view! { <q>{comment}</q> })}
    }
}
