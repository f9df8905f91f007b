//! What is wrong with the connection, and what the person may do.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use ui::span::short;
use wire::CloseReason;

use crate::host::document;
use crate::link::Connection;
use crate::session::Session;
use crate::words::{close_reason, count};

#[component]
pub(crate) fn Banner() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let lang = move || session.lang.get();
    let retry = move || {
        view! { <button class="plain small" on:click=move |_| { session.hurry(); session.hurry_threads(); }>{move || w().retry}</button> }
    };
    let desk = move || {
        match session.connection.get() {
        Connection::Idle | Connection::Online => None,
        Connection::Connecting { first: true } => Some(view! { <p class="banner calm">{w().connecting}</p> }.into_any()),
        Connection::Connecting { first: false } => Some(
            view! {
                <p class="banner"><Glyph icon=Icon::Plug /><b>{w().lost}</b><span>{w().connecting}" "{w().lost_hint}</span></p>
            }
            .into_any(),
        ),
        Connection::Waiting { retry_at } => {
            let left = move || short(lang(), retry_at.since(session.now.get()) + std::time::Duration::from_millis(999));
            Some(
                view! {
                    <p class="banner">
                        <Glyph icon=Icon::Plug />
                        <b>{w().lost}</b>
                        <span>{move || count(w().retry_in, &[&left()])}" "{w().lost_hint}</span>
                        {retry()}
                    </p>
                }
                .into_any(),
            )
        }
        Connection::Ended { reason } => Some(
            view! {
                <p class="banner">
                    <Glyph icon=Icon::Plug />
                    <span>{close_reason(lang(), reason)}</span>
                    {match reason {
                        CloseReason::ClientTooOld => {
                            view! { <button class="plain small" on:click=move |_| document::reload()>{move || w().reload}</button> }.into_any()
                        }
                        CloseReason::Replaced => {
                            view! { <button class="plain small" on:click=move |_| session.hurry()>{move || w().use_here}</button> }.into_any()
                        }
                        CloseReason::ServerTooOld
                        | CloseReason::Forbidden
                        | CloseReason::NotFound
                        | CloseReason::BadFrame
                        | CloseReason::TooMany
                        | CloseReason::TryAgain => retry().into_any(),
                    }}
                </p>
            }
            .into_any(),
        ),
    }
    };
    // The conversation's own socket: told only where the desk's is well, for one line is enough.
    let thread = move || {
        if session.connection.get() != Connection::Online {
            return None;
        }
        match session.view.with(|view| view.as_ref().map(|view| view.connection))? {
            chat::client::Connection::Waiting { .. } => Some(
                view! {
                    <p class="banner"><Glyph icon=Icon::Plug /><b>{w().lost}</b><span>{w().lost_hint}</span>{retry()}</p>
                }
                .into_any(),
            ),
            chat::client::Connection::Refused { reason } => Some(
                view! { <p class="banner"><Glyph icon=Icon::Plug /><span>{close_reason(lang(), reason)}</span>{retry()}</p> }
                    .into_any(),
            ),
            chat::client::Connection::Idle | chat::client::Connection::Connecting | chat::client::Connection::Online => None,
        }
    };
    view! { <div class="banners" role="status">{desk}{thread}</div> }
}
