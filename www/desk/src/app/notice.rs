//! A line that tells something in passing.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::session::{Asked, Notice, Session};
use crate::words::{count, floor, refusal};

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
            Notice::SupervisorsOnly => w.floor.only.to_owned(),
            Notice::NothingToAnswer => w.floor.nothing_to_answer.to_owned(),
            Notice::NotConnected => w.floor.not_connected.to_owned(),
            Notice::HoldsTooMany => w.floor.holds_too_many.to_owned(),
            Notice::NotDone => w.floor.not_done.to_owned(),
            Notice::NotYours => w.desk.not_yours.to_owned(),
            Notice::CalledOff => w.desk.called_off.to_owned(),
            Notice::CutShort => w.desk.cut_short.to_owned(),
            Notice::PresenceSet => w.floor.presence_done.to_owned(),
            Notice::Given(agent) => count(w.floor.done, &[session.name_of(agent).as_deref().unwrap_or(w.a_colleague)]),
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

/// What a supervisor did to this agent; it stays until it is put away.
#[component]
pub(crate) fn DeedLine() -> impl IntoView {
    let session = expect_context::<Session>();
    let text = Memo::new(move |_| {
        let w = session.words();
        session.supervising.deed.with(|told| told.as_ref().and_then(|(by, deed)| floor::deed(w, by, deed)))
    });
    view! {
        <div class="deed" class:is-shown=move || text.with(Option::is_some)>
            <p role="status">{move || text.get()}</p>
            <Show when=move || text.with(Option::is_some)>
                <button class="icon" aria-label=move || session.words().close on:click=move |_| session.supervising.deed.set(None)>
                    <Glyph icon=Icon::Close />
                </button>
            </Show>
        </div>
    }
}
