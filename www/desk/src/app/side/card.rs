//! What the flow collected, to be read at a glance.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

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
                let fields = card.fields.into_iter().map(|field| view! { <div><dt>{field.label}</dt><dd>{field.value}</dd></div> });
                view! {
                    <section class="flow-card" aria-labelledby="flow-card-title">
                        <h3 id="flow-card-title"><Glyph icon=Icon::Card />{card.title}</h3>
                        <dl>{fields.collect_view()}</dl>
                        <p class="muted small">{move || session.words().collected_hint}</p>
                    </section>
                }
            })
        }}
    }
}
