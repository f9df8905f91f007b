//! Offers to this agent.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use ui::ring::Ring;
use wire::{Offer, limits};

use super::row::{self, Badges, DueClock, Face, Pressing, heading};
use crate::session::Session;
use crate::words::{count, language, why as said};

#[component]
pub(crate) fn Offers() -> impl IntoView {
    let session = expect_context::<Session>();
    let offers = Memo::new(move |_| session.board.with(|board| board.offers.clone()));
    view! {
        <Show when=move || !offers.with(Vec::is_empty)>
            <section class="offers" aria-labelledby="offers-title">
                <h2 id="offers-title">{move || session.words().offers}</h2>
                <For each=move || offers.get() key=|offer| offer.id let:offer>
                    <OfferCard offer />
                </For>
            </section>
        </Show>
    }
}

#[component]
fn OfferCard(offer: Offer) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let Offer { id, expires_at, summary: first, .. } = offer;
    let (conversation, visitor) = (first.conversation, first.visitor);
    let summary = row::newest(session, first);
    let is_open = row::is_open(session, conversation);
    let due = row::due(session, conversation);
    let left = Memo::new(move |_| expires_at.since(session.board.with(|board| board.desk_now(session.now.get()))).as_secs());
    let share = Signal::derive(move || left.get() as f64 / limits::OFFER_TIMEOUT.as_secs_f64());
    let can_answer = Memo::new(move |_| session.is_online() && !session.answered.with(|answered| answered.contains(&id)));
    let confidence = move || {
        let permille = summary.with(|summary| summary.prediction.as_ref().map(|prediction| prediction.confidence_permille));
        permille.map(|permille| view! { <span class="confidence">{format!("{} %", permille / 10)}</span> })
    };
    let skill =
        move || summary.with(|summary| row::skill(session, summary)).map(|skill| view! { <span class="tag">{skill}</span> });
    // What speaks for this agent, in one line; the details tell the rest.
    let why = move || {
        let (why, w) = (session.newest_why(conversation)?, session.words());
        let first = why.candidates.first()?;
        let about = said::candidate(session.lang.get(), first, why.skill.is_some());
        let text = if why.eligible > 1 {
            count(w.why_offer, &[&about, &why.eligible.to_string()])
        } else {
            count(w.why_offer_only, &[&about])
        };
        Some(view! { <span class="offer-why" title=w.why>{text}</span> })
    };
    view! {
        <article class="offer" class:is-open=move || is_open.get()>
            <button
                class="offer-main"
                data-conversation=conversation.to_string()
                aria-current=move || is_open.get().then_some("true")
                on:click=move |_| session.open(conversation)
            >
                <Face visitor />
                <span class="row-text">
                    <span class="row-head">
                        <b>{move || summary.with(|summary| heading(session, summary))}</b>
                        {confidence}
                    </span>
                    <span class="row-preview">{move || summary.with(|summary| summary.preview.clone())}</span>
                    <span class="row-tags">
                        <Pressing priority=Signal::derive(move || summary.with(|summary| summary.priority)) />
                        <span class="tag">
                            <Glyph icon=Icon::Clock />
                            <DueClock due />
                        </span>
                        <Badges summary />
                        {skill}
                        <span class="tag">{move || language(session.lang.get(), &summary.with(|summary| summary.locale.clone()))}</span>
                    </span>
                    {why}
                </span>
                <Ring share label=Signal::derive(move || left.get().to_string()) />
                <span class="for-ears">{move || count(w().offer_seconds, &[&left.get().to_string()])}</span>
            </button>
            <div class="offer-do">
                <button
                    class="primary"
                    disabled=move || !can_answer.get()
                    aria-keyshortcuts="a"
                    on:click=move |_| session.accept(id, conversation)
                >
                    {move || w().accept}
                    <kbd aria-hidden="true">"a"</kbd>
                </button>
                <button
                    class="plain"
                    disabled=move || !can_answer.get()
                    aria-keyshortcuts="d"
                    on:click=move |_| session.decline(id)
                >
                    {move || w().decline}
                    <kbd aria-hidden="true">"d"</kbd>
                </button>
            </div>
        </article>
    }
}
