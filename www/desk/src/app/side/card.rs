//! What the flow collected, to be read at a glance.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::CardField;

use crate::session::Session;

#[component]
pub(crate) fn FlowCard() -> impl IntoView {
    let session = expect_context::<Session>();
    let card = Memo::new(move |_| {
        session.opened.with(|opened| opened.as_ref().and_then(|opened| opened.summary.as_ref()?.card.clone()))
    });
    view! {
        {move || {
            card.get().map(|card| {
                let is_collected = !card.is_claimed();
                let (claimed, collected): (Vec<_>, Vec<_>) = card.fields.into_iter().partition(CardField::is_claimed);
                let has_claims = !claimed.is_empty();
                view! {
                    <section class="flow-card" aria-labelledby="flow-card-title">
                        <h3 id="flow-card-title"><Glyph icon=Icon::Card />{card.title}</h3>
                        {is_collected.then(|| view! {
                            <dl>{rows(collected)}</dl>
                            <p class="muted small">{move || session.words().collected_hint}</p>
                        })}
                        {has_claims.then(|| view! {
                            <dl class="claimed">{rows(claimed)}</dl>
                            <p class="muted small">{move || session.words().claimed}</p>
                        })}
                    </section>
                }
            })
        }}
    }
}

fn rows(fields: Vec<CardField>) -> impl IntoView {
    fields.into_iter().map(|field| view! { <div><dt>{field.label}</dt><dd>{field.value}</dd></div> }).collect_view()
}
