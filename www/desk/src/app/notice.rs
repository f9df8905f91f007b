//! A line that tells something in passing.

use leptos::prelude::*;

use crate::session::{Notice, Session};

#[component]
pub(crate) fn NoticeLine() -> impl IntoView {
    let session = expect_context::<Session>();
    let text = move || {
        let w = session.words();
        session.notice.get().map(|(notice, _)| match notice {
            Notice::OfferGone => w.offer_gone,
            Notice::BackOnline => w.back_online,
            Notice::NotStored => w.not_stored_here,
            Notice::SignOutFailed => w.no_network,
        })
    };
    view! { <p class="notice" class:is-shown=move || session.notice.get().is_some() role="status">{text}</p> }
}
