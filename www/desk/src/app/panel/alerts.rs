//! What makes a sound or a notification, and the hours in which nothing does.

use leptos::prelude::*;

use super::modal::Modal;
use crate::alert::{Alerts, Quiet, clock, minute};
use crate::host::notification::{Permission, permission};
use crate::session::{Panel, Session};
use crate::words::Words;

#[component]
pub(super) fn AlertsPanel() -> impl IntoView {
    view! { <Modal panel=Panel::Alerts title=|w| w.alert.title><Body /></Modal> }
}

type Says = fn(&Words) -> &'static str;
type Holds = fn(&mut Alerts) -> &mut bool;

/// A choice that is on or off.
#[component]
fn Choice(says: Says, holds: Holds) -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || *holds(&mut session.alerts.get())
                on:change=move |event| session.change_alerts(|alerts| *holds(alerts) = event_target_checked(&event))
            />
            <span>{move || says(session.words())}</span>
        </label>
    }
}

#[component]
fn Body() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    view! {
        <div class="alerts">
            <Choice says=|w| w.alert.sound holds=|alerts| &mut alerts.sound />
            <label class="alert-volume">
                <span>{move || w().alert.volume}</span>
                <input
                    type="range"
                    min="0"
                    max="100"
                    step="5"
                    prop:value=move || session.alerts.get().volume.to_string()
                    disabled=move || !session.alerts.get().sound
                    on:input=move |event| {
                        let volume = event_target_value(&event).parse().unwrap_or(50);
                        session.change_alerts(|alerts| alerts.volume = volume);
                    }
                />
                <output>{move || session.alerts.get().volume}</output>
            </label>
            <Desktop />
            <fieldset>
                <legend>{move || w().alert.about}</legend>
                <Choice says=|w| w.alert.offers holds=|alerts| &mut alerts.offers />
                <Choice says=|w| w.alert.messages holds=|alerts| &mut alerts.messages />
                <Choice says=|w| w.alert.mentions holds=|alerts| &mut alerts.mentions />
            </fieldset>
            <QuietHours />
            <button type="button" class="plain" on:click=move |_| session.try_alert()>{move || w().alert.test}</button>
        </div>
    }
}

#[component]
fn Desktop() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    // Granting changes the settings, and they this.
    let may = Memo::new(move |_| {
        session.alerts.track();
        permission()
    });
    view! {
        {move || match may.get() {
            Permission::Granted => view! { <Choice says=|w| w.alert.desktop holds=|alerts| &mut alerts.desktop /> }.into_any(),
            Permission::Askable => view! {
                <p><button type="button" class="plain" on:click=move |_| session.allow_desktop()>{w().alert.desktop_allow}</button></p>
            }.into_any(),
            Permission::Denied => view! { <p class="muted small">{w().alert.desktop_denied}</p> }.into_any(),
            Permission::Absent => view! { <p class="muted small">{w().alert.desktop_absent}</p> }.into_any(),
        }}
        <p class="muted small">{move || w().alert.desktop_hint}</p>
    }
}

#[component]
fn QuietHours() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let quiet = Memo::new(move |_| session.alerts.get().quiet);
    let set = move |change: fn(&mut Quiet, u16), text: String| {
        if let Some(minute) = minute(&text) {
            session.change_alerts(|alerts| {
                let mut quiet = alerts.quiet.unwrap_or(Quiet::NIGHT);
                change(&mut quiet, minute);
                alerts.quiet = Some(quiet);
            });
        }
    };
    view! {
        <fieldset>
            <legend>{move || w().alert.quiet}</legend>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || quiet.get().is_some()
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        session.change_alerts(|alerts| alerts.quiet = on.then_some(Quiet::NIGHT));
                    }
                />
                <span>{move || w().alert.quiet_on}</span>
            </label>
            <Show when=move || quiet.get().is_some()>
                <p class="alert-hours">
                    <label>
                        {move || w().alert.from}
                        <input
                            type="time"
                            prop:value=move || clock(quiet.get().unwrap_or(Quiet::NIGHT).from)
                            on:change=move |event| set(|quiet, minute| quiet.from = minute, event_target_value(&event))
                        />
                    </label>
                    <label>
                        {move || w().alert.to}
                        <input
                            type="time"
                            prop:value=move || clock(quiet.get().unwrap_or(Quiet::NIGHT).to)
                            on:change=move |event| set(|quiet, minute| quiet.to = minute, event_target_value(&event))
                        />
                    </label>
                </p>
            </Show>
            <p class="muted small">{move || w().alert.quiet_hint}</p>
        </fieldset>
    }
}
