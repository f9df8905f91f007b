//! The macro that was just run, and the way back.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::session::Session;
use crate::words::count;

#[component]
pub(crate) fn MacroLine() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let shown = Memo::new(move |_| {
        session
            .pending
            .with(|pending| pending.as_ref().map(|pending| (pending.name.clone(), pending.is_held_back(), pending.until)))
    });
    let left = move |until: wire::Timestamp| until.since(session.now.get()).as_millis().div_ceil(1_000).to_string();
    view! {
        <div class="macro-line" class:is-shown=move || shown.get().is_some()>
            // What is said once is not said again each second.
            <p role="status">{move || shown.get().map(|(name, is_held_back, _)| {
                count(if is_held_back { w().desk.macro_waits } else { w().desk.macro_done }, &[&name])
            })}</p>
            {move || shown.get().map(|(_, is_held_back, until)| view! {
                {is_held_back.then(|| view! { <span class="macro-left" aria-hidden="true">{move || left(until)}</span> })}
                <button class="plain small" aria-keyshortcuts="u" on:click=move |_| session.undo_macro()>
                    <Glyph icon=Icon::Return />{w().desk.undo}<kbd>"u"</kbd>
                </button>
            })}
        </div>
    }
}
