//! Questions that are not to be answered, so that the model learns where to stop.

use book::Op;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::app::parts::Field;
use crate::lines;
use crate::place::Place;
use crate::session::Session;
use crate::words::locale_name;

#[component]
pub(super) fn OutOfScope() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let locales = Memo::new(move |_| session.locales());
    let column = move |locale: String| {
        let tag = StoredValue::new(locale.clone());
        let value = Memo::new(move |_| {
            let list = session.book(|book| tag.with_value(|tag| book.out_of_scope.get(tag).map(|list| lines::to_text(list))));
            list.flatten().unwrap_or_default()
        });
        let commit = move |text: String, joins| {
            session.edit(Op::SetExamples { intent: None, locale: tag.get_value(), examples: lines::of_text(&text) }, joins);
        };
        view! {
            <section class="column">
                <Field
                    id=format!("oos-{locale}")
                    label=Signal::derive(move || tag.with_value(|tag| locale_name(session.lang.get(), tag)))
                    hint=Signal::derive(move || w().examples_hint.to_owned())
                    value=value
                    commit=commit
                    rows=16
                    lang=locale
                />
            </section>
        }
    };
    view! {
        <header class="open-head">
            <a class="quiet back" href=Place::Questions(None).hash()><Glyph icon=Icon::Back />{move || w().back}</a>
            <h2 id="open-title" tabindex="-1">{move || w().oos}</h2>
        </header>
        <p class="muted lead">{move || w().oos_lead}</p>
        <div class="columns"><For each=move || locales.get() key=Clone::clone children=column /></div>
    }
}
