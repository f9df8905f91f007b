//! Opening hours, and what customers are promised.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::document;
use wire::RoutingPolicy;
use wire::hours::Weekday;

use crate::host::page;
use crate::problem::Problem;
use crate::promise::{self, Promise};
use crate::session::{Session, get};
use crate::week::{DAYS, Form, Wrong};
use crate::words::fill;

const PATH: &str = "/api/v1/routing";

#[component]
pub(super) fn Hours() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().staff;
    let policy = RwSignal::new(None::<Result<RoutingPolicy, Problem>>);
    let load = move || {
        spawn_local(async move {
            let read = get(PATH).await;
            policy.try_set(Some(read));
        });
    };
    load();
    view! {
        <section>
            <h2>{move || w().hours}</h2>
            <p class="muted lead">{move || w().hours_lead}</p>
            {move || match policy.get() {
                None => view! { <p class="muted" role="status">{move || session.words().shell.loading}</p> }.into_any(),
                Some(Err(_)) => view! {
                    <div class="empty" role="alert">
                        <p>{move || w().hours_failed}</p>
                        <button class="primary" on:click=move |_| load()>{move || session.words().shell.try_again}</button>
                    </div>
                }
                .into_any(),
                Some(Ok(policy)) => view! { <HoursForm policy /> }.into_any(),
            }}
        </section>
    }
}

fn day_name(session: Session, day: Weekday) -> &'static str {
    let w = session.words().staff;
    match day {
        Weekday::Monday => w.monday,
        Weekday::Tuesday => w.tuesday,
        Weekday::Wednesday => w.wednesday,
        Weekday::Thursday => w.thursday,
        Weekday::Friday => w.friday,
        Weekday::Saturday => w.saturday,
        Weekday::Sunday => w.sunday,
    }
}

#[component]
fn HoursForm(policy: RoutingPolicy) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().staff;
    let is_always = RwSignal::new(policy.hours.is_none());
    let form =
        RwSignal::new(policy.hours.as_ref().map(Form::of).unwrap_or_else(|| Form { zone: document::zone(), ..Form::default() }));
    let promised = RwSignal::new(Promise::of(&policy.sla));
    let wrong = RwSignal::new(None::<String>);
    let policy = StoredValue::new(policy);
    let tell_wrong = move |found: Wrong| {
        let words = session.words_untracked().staff;
        let (text, id) = match found {
            Wrong::Zone => (words.wrong_zone.to_owned(), "zone".to_owned()),
            Wrong::Day(day) => {
                let at = DAYS.iter().position(|known| *known == day).unwrap_or(0);
                (fill(words.wrong_day, &[untrack(|| day_name(session, day))]), format!("day-{at}"))
            }
            Wrong::Holiday(line) => (fill(words.wrong_holiday, &[&line]), "holidays".to_owned()),
        };
        wrong.set(Some(text));
        page::focus_id(&id);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        wrong.set(None);
        let mut body = policy.get_value();
        body.hours = if is_always.get_untracked() {
            None
        } else {
            match form.with_untracked(Form::read) {
                Ok(hours) => Some(hours),
                Err(found) => return tell_wrong(found),
            }
        };
        body.sla = promise::put(&body.sla, &promised.get_untracked());
        spawn_local(async move {
            match save(&body).await {
                Ok(()) => session.tell(session.words_untracked().staff.hours_saved),
                Err(problem) => {
                    wrong.try_set(Some(problem.text(session.lang.get_untracked())));
                }
            }
        });
    };
    let day = move |(at, day): (usize, Weekday)| {
        let first = form.with_untracked(|form| form.days.get(at).cloned().unwrap_or_default());
        view! {
            <div class="line day">
                <label for=format!("day-{at}")>{move || day_name(session, day)}</label>
                <input id=format!("day-{at}") autocomplete="off" aria-describedby="day-hint" value=first on:input=move |event| {
                    let text = page::value(event.target());
                    form.update(|form| if let Some(line) = form.days.get_mut(at) { *line = text });
                } />
            </div>
        }
    };
    view! {
        <form class="hours" on:submit=submit>
            <label class="check">
                <input type="checkbox" prop:checked=move || is_always.get() on:change=move |_| is_always.update(|is| *is = !*is) />
                {move || w().hours_always}
            </label>
            <Show when=move || !is_always.get()>
                <div class="line">
                    <label for="zone">{move || w().zone}</label>
                    <input id="zone" autocomplete="off" spellcheck="false" aria-describedby="zone-hint" value=form.with_untracked(|form| form.zone.clone()) on:input=move |event| {
                        let text = page::value(event.target());
                        form.update(|form| form.zone = text);
                    } />
                    <small id="zone-hint" class="muted">{move || w().zone_hint}</small>
                </div>
                <div class="days">{DAYS.into_iter().enumerate().map(day).collect_view()}</div>
                <small id="day-hint" class="muted">{move || w().day_hint}</small>
                <div class="line">
                    <label for="holidays">{move || w().holidays}</label>
                    <textarea id="holidays" rows="3" aria-describedby="holidays-hint" prop:value=form.with_untracked(|form| form.holidays.clone()) on:input=move |event| {
                        let text = page::value(event.target());
                        form.update(|form| form.holidays = text);
                    }></textarea>
                    <small id="holidays-hint" class="muted">{move || w().holidays_hint}</small>
                </div>
            </Show>
            <Promises promised />
            <div role="alert">{move || wrong.get().map(|text| view! { <p class="wrong">{text}</p> })}</div>
            <p class="buttons"><button class="primary" type="submit">{move || w().save_hours}</button></p>
        </form>
    }
}

#[component]
fn Promises(promised: RwSignal<Promise>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().staff;
    let first = promised.get_untracked();
    let field = move |id: &'static str,
                      label: fn(&crate::words::staff::StaffWords) -> &'static str,
                      value: String,
                      put: fn(&mut Promise, String)| {
        view! {
            <div class="line">
                <label for=id>{move || label(w())}</label>
                <input id=id inputmode="decimal" autocomplete="off" aria-describedby="sla-hint" value=value on:input=move |event| {
                    let text = page::value(event.target());
                    promised.update(|promised| put(promised, text));
                } />
            </div>
        }
    };
    view! {
        <fieldset class="promises">
            <legend>{move || w().sla}</legend>
            {field("sla-first", |w| w.sla_first, first.first, |it, text| it.first = text)}
            {field("sla-next", |w| w.sla_next, first.next, |it, text| it.next = text)}
            {field("sla-done", |w| w.sla_done, first.done, |it, text| it.done = text)}
            <label class="check">
                <input type="checkbox" checked=first.is_within_hours on:change=move |_| promised.update(|it| it.is_within_hours = !it.is_within_hours) />
                {move || w().sla_hours}
            </label>
            <small id="sla-hint" class="muted">{move || w().sla_hint}</small>
        </fieldset>
    }
}

/// Stores it; what is answered says nothing.
async fn save(policy: &RoutingPolicy) -> Result<(), Problem> {
    let answer = ui::host::http::plain("PUT", PATH, Some(json::to_text(policy))).await.ok_or(Problem::NoNetwork)?;
    if (200..=299).contains(&answer.status) {
        return Ok(());
    }
    Err(Problem::of(answer.status, &answer.text, answer.retry_after.as_deref()))
}
