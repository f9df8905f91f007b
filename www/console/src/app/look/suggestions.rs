//! Questions that customers are offered to tap.

use book::{Op, Setting};
use leptos::prelude::*;

use crate::session::Session;

/// As many as fit a phone.
const MOST: usize = 4;

#[component]
pub(super) fn Suggestions() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().look;
    let chosen = Memo::new(move |_| session.book(|book| book.settings.suggestions.clone()).unwrap_or_default());
    let intents = Memo::new(move |_| {
        session.book(|book| book.intents.iter().map(|intent| intent.id.clone()).collect::<Vec<String>>()).unwrap_or_default()
    });
    let toggle = move |id: &str| {
        let mut intents = chosen.get_untracked();
        match intents.iter().position(|known| known == id) {
            Some(at) => {
                intents.remove(at);
            }
            None => intents.push(id.to_owned()),
        }
        session.do_change(Op::SetSetting { setting: Setting::Suggestions { intents } });
    };
    let line = move |id: String| {
        let id = StoredValue::new(id);
        let is_chosen = Memo::new(move |_| chosen.with(|chosen| id.with_value(|id| chosen.contains(id))));
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || is_chosen.get()
                    disabled=move || { !is_chosen.get() && chosen.with(Vec::len) >= MOST }
                    on:change=move |_| id.with_value(|id| toggle(id))
                />
                {move || id.with_value(|id| session.title_of(id))}
            </label>
        }
    };
    view! {
        <fieldset class="suggestions">
            <legend>{move || w().suggestions}</legend>
            <p class="muted small">{move || w().suggestions_hint}</p>
            <div class="suggestions-list"><For each=move || intents.get() key=Clone::clone children=line /></div>
        </fieldset>
    }
}
