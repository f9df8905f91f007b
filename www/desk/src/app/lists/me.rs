//! This agent: presence, capacity, and the way out.

use leptos::prelude::*;
use ui::hue;
use ui::icon::{Glyph, Icon};
use wire::{Presence, limits};

use crate::session::{Account, Panel, Session};
use crate::words::{Words, count, unsaid};

#[component]
pub(crate) fn Me() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let name = Memo::new(move |_| match session.account.get() {
        Account::SignedIn(session) => session.agent.name,
        Account::Asking { .. } | Account::SignedOut { .. } => String::new(),
    });
    let site = move || {
        let named = session.titles.with(|titles| titles.site(session.lang.get()).map(str::to_owned));
        named.unwrap_or_else(|| "Frontdesk".to_owned())
    };
    let leave = move |_| {
        let unsent = session.unsent();
        let sure = unsent == 0 || window().confirm_with_message(&unsaid(session.lang.get_untracked(), unsent)).unwrap_or(false);
        if sure {
            session.sign_out();
        }
    };
    view! {
        <header class="self">
            <div class="self-line">
                <span class="brand-mark" aria-hidden="true"></span>
                <span class="self-site">{site}</span>
                <Show when=move || session.is_supervisor()>
                    <button
                        class="icon"
                        title=move || w().floor.show
                        aria-label=move || w().floor.show
                        aria-keyshortcuts="s"
                        on:click=move |_| session.toggle_floor()
                    >
                        <Glyph icon=Icon::Floor />
                    </button>
                </Show>
                <button class="icon" title=move || w().help aria-label=move || w().help on:click=move |_| session.is_help_shown.set(true)>
                    <Glyph icon=Icon::Help />
                </button>
                <button class="quiet small" lang=move || session.lang.get().other().tag() on:click=move |_| session.switch_language()>
                    {move || w().switch_language}
                </button>
                <button class="icon" title=move || w().sign_out aria-label=move || w().sign_out on:click=leave>
                    <Glyph icon=Icon::Leave />
                </button>
            </div>
            <div class="self-line">
                <span class="face self-face" aria-hidden="true">{move || hue::initials(&name.get())}</span>
                <span class="self-name">{move || name.get()}</span>
                <button
                    class="icon"
                    title=move || w().alert.title
                    aria-label=move || w().alert.title
                    on:click=move |_| session.show_panel(Panel::Alerts)
                >
                    <Glyph icon=Icon::Bell />
                </button>
                <CapacityStepper />
            </div>
            <PresenceSwitch />
        </header>
    }
}

/// A name and a hint.
type Says = fn(&Words) -> (&'static str, &'static str);

const PRESENCES: [(Presence, &str, Says); 3] = [
    (Presence::Online, "online", |w| (w.online, w.online_hint)),
    (Presence::Busy, "busy", |w| (w.busy, w.busy_hint)),
    (Presence::Offline, "offline", |w| (w.offline, w.offline_hint)),
];

#[component]
fn PresenceSwitch() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let presence = Memo::new(move |_| session.board.with(|board| board.presence));
    let choices = PRESENCES.map(|(value, class, says)| {
        view! {
            <label class=format!("presence {class}") title=move || says(w()).1>
                <input
                    type="radio"
                    name="presence"
                    value=class
                    prop:checked=move || presence.get() == value
                    on:change=move |_| session.set_presence(value)
                />
                <span><i class="dot" aria-hidden="true"></i>{move || says(w()).0}</span>
            </label>
        }
    });
    view! {
        <fieldset class="presences">
            <legend class="for-ears">{move || w().presence}</legend>
            {choices.collect_view()}
        </fieldset>
    }
}

#[component]
fn CapacityStepper() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let capacity = Memo::new(move |_| session.board.with(|board| board.capacity));
    let held = Memo::new(move |_| session.board.with(|board| board.mine.len()));
    let step = move |by: i8| session.set_capacity(capacity.get_untracked().saturating_add_signed(by));
    view! {
        <div class="stepper" role="group" aria-label=move || w().capacity title=move || w().capacity>
            <button class="icon" aria-label=move || w().capacity_less disabled=move || capacity.get() <= 1 on:click=move |_| step(-1)>
                <Glyph icon=Icon::Minus />
            </button>
            <output class:is-full=move || { held.get() >= usize::from(capacity.get()) }>
                {move || count(w().load, &[&held.get().to_string(), &capacity.get().to_string()])}
            </output>
            <button
                class="icon"
                aria-label=move || w().capacity_more
                disabled=move || { capacity.get() >= limits::CAPACITY_MAX }
                on:click=move |_| step(1)
            >
                <Glyph icon=Icon::Plus />
            </button>
        </div>
    }
}
