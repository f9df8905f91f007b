//! Writing at a question.

use book::{Action, Ask};
use leptos::prelude::*;

use super::step::{Draft, StepTexts};
use super::step_branch::Next;
use crate::app::parts::Field;
use crate::choices;
use crate::host::page;
use crate::session::Session;
use crate::words::locale_name;

const KINDS: [&str; 12] =
    ["text", "choice", "choices", "number", "date", "time", "email", "phone", "order_number", "place", "rating", "file"];

fn read(action: &Action) -> Option<&Ask> {
    if let Action::Ask { ask, .. } = action { Some(ask) } else { None }
}

fn write(action: &mut Action) -> Option<&mut Ask> {
    if let Action::Ask { ask, .. } = action { Some(ask) } else { None }
}

#[component]
pub(super) fn AskForm(draft: Draft) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let ask = Memo::new(move |_| {
        draft.step.with(|step| step.as_ref().and_then(|step| read(&step.action).cloned()).unwrap_or_default())
    });
    let change = move |joins: bool, act: &dyn Fn(&mut Ask)| {
        draft.change(session, joins, |step| {
            if let Some(ask) = write(&mut step.action) {
                act(ask);
            }
        });
    };
    let kind = Memo::new(move |_| ask.with(|ask| ask.kind.clone()));
    let kind_text = move |kind: &str| {
        let w = w();
        match kind {
            "choice" => w.kind_choice,
            "choices" => w.kind_choices,
            "number" => w.kind_number,
            "date" => w.kind_date,
            "time" => w.kind_time,
            "email" => w.kind_email,
            "phone" => w.kind_phone,
            "order_number" => w.kind_order_number,
            "place" => w.kind_place,
            "rating" => w.kind_rating,
            "file" => w.kind_file,
            _ => w.kind_text,
        }
    };
    let id = draft.id.get_value();
    let text = move |part: &'static str,
                     label: fn(&crate::words::flows::FlowWords) -> &'static str,
                     read: fn(&Ask) -> String,
                     write: fn(&mut Ask, String)| {
        let value = Memo::new(move |_| ask.with(read));
        view! {
            <Field
                id=format!("{}-{part}", draft.id.get_value())
                label=Signal::derive(move || label(w()).to_owned())
                value=value
                commit=move |text: String, joins| change(joins, &|ask| write(ask, text.trim().to_owned()))
            />
        }
    };
    view! {
        <StepTexts
            draft
            key="prompt"
            label=Signal::derive(move || w().prompt)
            read=|action| read(action).map(|ask| &ask.prompt)
            write=|action| write(action).map(|ask| &mut ask.prompt)
            rows=2
        />
        <div class="follow">
            <label>
                <span>{move || w().answer_kind}</span>
                <select id=format!("{id}-answer") on:change=move |event| {
                    let chosen = page::value(event.target());
                    change(false, &|ask| ask.kind.clone_from(&chosen));
                }>
                    {KINDS.map(|value| view! { <option value=value selected=move || kind.get() == value>{move || kind_text(value)}</option> }).collect_view()}
                </select>
            </label>
            {text("slot", |w| w.slot, |ask| ask.slot.clone(), |ask, text| ask.slot = text)}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || ask.with(|ask| ask.optional)
                    on:change=move |_| change(false, &|ask| ask.optional = !ask.optional)
                />
                {move || w().optional}
            </label>
        </div>
        {move || match kind.get().as_str() {
            "choice" | "choices" => view! { <Choices draft ask /> }.into_any(),
            "number" => view! {
                <div class="follow">
                    {text("min", |w| w.min, |ask| ask.min.clone().unwrap_or_default(), |ask, text| ask.min = Some(text).filter(|text| !text.is_empty()))}
                    {text("max", |w| w.max, |ask| ask.max.clone().unwrap_or_default(), |ask, text| ask.max = Some(text).filter(|text| !text.is_empty()))}
                </div>
            }.into_any(),
            "text" | "order_number" => {
                text("pattern", |w| w.pattern, |ask| ask.pattern.clone().unwrap_or_default(), |ask, text| {
                    ask.pattern = Some(text).filter(|text| !text.is_empty());
                }).into_any()
            }
            _ => ().into_any(),
        }}
        <details class="more">
            <summary>{move || session.words().shell.more}</summary>
            <StepTexts
                draft
                key="label"
                label=Signal::derive(move || w().label)
                read=|action| read(action).map(|ask| &ask.label)
                write=|action| write(action).map(|ask| &mut ask.label)
            />
            <StepTexts
                draft
                key="retry"
                label=Signal::derive(move || w().retry_text)
                read=|action| read(action).map(|ask| &ask.retry)
                write=|action| write(action).map(|ask| &mut ask.retry)
                rows=2
            />
        </details>
        <Next draft />
    }
}

/// A box of choices for each language.
#[component]
fn Choices(draft: Draft, ask: Memo<Ask>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let locales = Memo::new(move |_| session.locales());
    let field = move |locale: String| {
        let tag = StoredValue::new(locale.clone());
        let value = Memo::new(move |_| ask.with(|ask| tag.with_value(|tag| choices::lines(&ask.choices, tag))));
        let is_default = locales.with_untracked(|all| all.first() == Some(&locale));
        let commit = move |text: String, joins| {
            draft.change(session, joins, |step| {
                if let Some(ask) = write(&mut step.action) {
                    ask.choices = tag.with_value(|tag| choices::put(&ask.choices, tag, is_default, &text));
                }
            });
        };
        let label =
            Signal::derive(move || tag.with_value(|tag| format!("{} · {}", w().choices, locale_name(session.lang.get(), tag))));
        view! {
            <Field
                id=format!("{}-choices-{locale}", draft.id.get_value())
                label=label
                hint=Signal::derive(move || w().choices_hint.to_owned())
                value=value
                commit=commit
                rows=5
                lang=locale
            />
        }
    };
    view! { <div class="columns localized"><For each=move || locales.get() key=Clone::clone children=field /></div> }
}
