//! Until when the conversation on screen is put aside.

use leptos::html::Input;
use leptos::prelude::*;
use wire::{Timestamp, limits};

use super::modal::Modal;
use super::picker::{Choice, Picker};
use crate::find::found;
use crate::host::clock;
use crate::session::{Panel, Session};
use crate::snooze::{Preset, is_possible, presets};
use crate::words::Words;

#[component]
pub(super) fn SnoozePanel() -> impl IntoView {
    view! { <Modal panel=Panel::Snooze title=|w| w.snooze_title><Body /></Modal> }
}

#[component]
fn Body() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let typed = RwSignal::new(String::new());
    let (weekday, hour) = clock::weekday_and_hour();
    let all: Vec<(Preset, Timestamp)> =
        presets(weekday, hour).into_iter().map(|(preset, when)| (preset, clock::moment_of(when))).collect();
    let fitting = Memo::new(move |_| {
        let w = w();
        typed.with(|typed| found(typed, all.clone(), |(preset, _)| vec![name(w, *preset).to_owned()]))
    });
    let choices = Memo::new(move |_| {
        let (w, lang) = (w(), session.lang.get());
        let choice = |(preset, at): &(Preset, Timestamp)| Choice {
            label: name(w, *preset).to_owned(),
            hint: clock::moment(lang, *at),
            group: "",
            dot: None,
        };
        fitting.with(|fitting| fitting.iter().map(choice).collect())
    });
    let snooze = move |until: Timestamp| {
        session.hide_panel();
        session.snooze(until);
    };
    let pick = move |at: usize| {
        if let Some((_, until)) = fitting.with_untracked(|fitting| fitting.get(at).copied()) {
            snooze(until);
        }
    };
    view! {
        <Picker typed label=Signal::derive(move || w().snooze_find) none=Signal::derive(move || w().snooze_none) found=choices pick />
        <OwnTime snooze />
        <p class="muted small panel-foot">{move || w().snooze_hint}</p>
    }
}

#[component]
fn OwnTime(snooze: impl Fn(Timestamp) + Copy + Send + 'static) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let field = NodeRef::<Input>::new();
    let is_wrong = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let until = field.get_untracked().and_then(|field| clock::of_field(&field.value()));
        match until.filter(|until| is_possible(*until, clock::now())) {
            Some(until) => snooze(until),
            None => is_wrong.set(true),
        }
    };
    view! {
        <form class="own-time" novalidate on:submit=submit>
            <label for="own-time">{move || w().own_time}</label>
            <input
                id="own-time"
                node_ref=field
                type="datetime-local"
                min=clock::for_field(clock::now())
                max=clock::for_field(clock::now() + limits::SNOOZE_MAX)
                aria-invalid=move || is_wrong.get().to_string()
                aria-describedby="own-time-wrong"
                on:input=move |_| is_wrong.set(false)
            />
            <button type="submit" class="plain">{move || w().own_time_set}</button>
            <p id="own-time-wrong" class="wrong small" role="alert">{move || is_wrong.get().then(|| w().own_time_wrong)}</p>
        </form>
    }
}

fn name(w: &'static Words, preset: Preset) -> &'static str {
    match preset {
        Preset::InAnHour => w.in_an_hour,
        Preset::ThisAfternoon => w.this_afternoon,
        Preset::Tomorrow => w.tomorrow,
        Preset::NextMonday => w.next_monday,
    }
}
