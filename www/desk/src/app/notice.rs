//! A line that tells something in passing.

use leptos::prelude::*;

use crate::session::{Asked, Notice, Session};
use crate::words::{count, refusal};

#[component]
pub(crate) fn NoticeLine() -> impl IntoView {
    let session = expect_context::<Session>();
    let text = move || {
        let (w, lang) = (session.words(), session.lang.get());
        session.notice.get().map(|(notice, _)| match notice {
            Notice::OfferGone => w.offer_gone.to_owned(),
            Notice::BackOnline => w.back_online.to_owned(),
            Notice::NotStored => w.not_stored_here.to_owned(),
            Notice::SignOutFailed => w.no_network.to_owned(),
            Notice::Later => w.goes_later.to_owned(),
            Notice::Refused(asked, reason) => {
                let failed = match asked {
                    Asked::Resolve => w.resolve_failed,
                    Asked::Release => w.release_failed,
                    Asked::Transfer => w.transfer_failed,
                    Asked::Snooze => w.snooze_failed,
                };
                count(failed, &[refusal(lang, reason)])
            }
        })
    };
    view! { <p class="notice" class:is-shown=move || session.notice.get().is_some() role="status">{text}</p> }
}
