//! Who else has this conversation open, so that nobody answers twice.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::session::Session;
use crate::words::here;

#[component]
pub(super) fn HereLine() -> impl IntoView {
    let session = expect_context::<Session>();
    // Moves each second: writing that is not told again is over.
    let said = Memo::new(move |_| {
        let lang = session.lang.get();
        let now = session.now.get();
        session.here.with(|told| {
            let (writing, reading) = told.others(session.agent(), now);
            (here::writing(lang, &writing), here::reading(lang, &reading))
        })
    });
    let class = move || if said.with(|(writing, _)| writing.is_some()) { "here is-writing" } else { "here" };
    view! {
        <div class=class role="status">
            {move || said.with(|(writing, _)| writing.clone()).map(|text| view! { <p><Glyph icon=Icon::Warning /><b>{text}</b></p> })}
            {move || said.with(|(_, reading)| reading.clone()).map(|text| view! { <p><Glyph icon=Icon::Eye />{text}</p> })}
        </div>
    }
}
