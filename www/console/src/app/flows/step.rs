//! Writing at a step.

use book::{Action, Ask, Op, Step, Texts};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::icon::{Glyph, Icon};

use super::step_ask::AskForm;
use super::step_branch::{BranchForm, Next};
use super::{Open, tree};
use crate::app::parts::{Field, found_list};
use crate::found;
use crate::host::page;
use crate::order;
use crate::session::Session;
use crate::words::locale_name;

/// What is written at, ahead of what the lab knows by the edits on their way.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) open: Open,
    pub(super) id: StoredValue<String>,
    latest: StoredValue<Step>,
    pub(super) step: Memo<Option<Step>>,
}

impl Draft {
    /// Changes the step; `joins` where it goes on from the last change of the same field.
    pub(super) fn change(self, session: Session, joins: bool, act: impl FnOnce(&mut Step)) {
        let mut step = self.latest.get_value();
        act(&mut step);
        self.latest.set_value(step.clone());
        session.edit(Op::ReplaceStep { flow: self.open.id.get_value(), id: self.id.get_value(), step }, joins);
    }
}

const KINDS: [&str; 5] = ["say", "ask", "branch", "hand_off", "end"];

fn key(action: &Action) -> &'static str {
    match action {
        Action::Say { .. } => "say",
        Action::Ask { .. } => "ask",
        Action::Branch { .. } => "branch",
        Action::HandOff { .. } => "hand_off",
        Action::End | Action::Unknown => "end",
    }
}

/// The same step as another kind: what it says and where it leads stay as far as they can.
fn turned(action: &Action, kind: &str) -> Action {
    let (text, next) = match action {
        Action::Say { text, next } => (text.clone(), next.clone()),
        Action::Ask { ask, next } => (ask.prompt.clone(), next.clone()),
        Action::Branch { otherwise, .. } => (Texts::new(), otherwise.clone()),
        Action::HandOff { say, .. } => (say.clone(), String::new()),
        Action::End | Action::Unknown => (Texts::new(), String::new()),
    };
    match kind {
        "say" => Action::Say { text, next },
        "ask" => Action::Ask { ask: Box::new(Ask { kind: "text".to_owned(), prompt: text, ..Ask::default() }), next },
        "branch" => Action::Branch { ways: Vec::new(), otherwise: next },
        "hand_off" => Action::HandOff { skill: None, priority: String::new(), title: Texts::new(), card: Vec::new(), say: text },
        _ => Action::End,
    }
}

#[component]
pub(super) fn StepForm(id: String, open: Open) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let name = id.clone();
    let id = StoredValue::new(id);
    let step = Memo::new(move |_| {
        open.flow
            .with(|flow| flow.as_ref().and_then(|flow| id.with_value(|id| flow.steps.iter().find(|it| it.id == *id).cloned())))
    });
    let empty = || Step { id: id.get_value(), action: Action::End, line: 0, errors: 0, warnings: 0 };
    let latest = StoredValue::new(id.with_value(|id| open.step(id)).unwrap_or_else(empty));
    Effect::new(move |_| {
        session.epoch.track();
        if let Some(step) = step.get_untracked() {
            latest.set_value(step);
        }
    });
    let draft = Draft { open, id, latest, step };
    let kind = Memo::new(move |_| step.with(|step| step.as_ref().map_or("end", |step| key(&step.action))));
    let kind_text = move |kind: &str| {
        let w = w();
        match kind {
            "say" => w.say,
            "ask" => w.ask,
            "branch" => w.branch,
            "hand_off" => w.hand_off,
            _ => w.end,
        }
    };
    let set_kind = move |event: leptos::ev::Event| {
        let kind = page::value(event.target());
        draft.change(session, false, |step| step.action = turned(&step.action, &kind));
    };
    let found = move || {
        let list = session.view.with(|view| {
            open.id.with_value(|flow| {
                id.with_value(|id| found::of_flow(&view.findings, flow, Some(id)).into_iter().cloned().collect())
            })
        });
        found_list(session, list, false)
    };
    let can = move |below: bool| {
        let find = if below { order::below } else { order::above };
        open.flow.with(|flow| flow.as_ref().is_some_and(|flow| id.with_value(|id| find(flow, id).is_some())))
    };
    let behind = move || open.flow.with(|flow| flow.as_ref().and_then(|flow| id.with_value(|id| order::spot_behind(flow, id))));
    let remove = move |_| {
        open.chosen.set(None);
        spawn_local(async move {
            session.change(Op::RemoveStep { flow: open.id.get_value(), id: id.get_value() }).await;
        });
    };
    let kind_id = format!("kind-{name}");
    view! {
        <div class="step-form">
            {found}
            <div class="line">
                <label for=kind_id.clone()>{move || w().kind}</label>
                <select id=kind_id on:change=set_kind prop:value=move || kind.get()>
                    {KINDS.map(|value| view! { <option value=value selected=move || kind.get() == value>{move || kind_text(value)}</option> }).collect_view()}
                </select>
            </div>
            {move || match kind.get() {
                "say" => view! { <SayForm draft /> }.into_any(),
                "ask" => view! { <AskForm draft /> }.into_any(),
                "branch" => view! { <BranchForm draft /> }.into_any(),
                "hand_off" => view! { <HandOffForm draft /> }.into_any(),
                _ => ().into_any(),
            }}
            <p class="buttons">
                <button class="icon" disabled=move || !can(false) title="Alt+↑" aria-label="↑" on:click=move |_| id.with_value(|id| tree::shift(session, open, id, false))>"↑"</button>
                <button class="icon" disabled=move || !can(true) title="Alt+↓" aria-label="↓" on:click=move |_| id.with_value(|id| tree::shift(session, open, id, true))>"↓"</button>
                <Show when=move || behind().is_some()>
                    <button class="plain small" on:click=move |_| if let Some(spot) = untrack(behind) { tree::add(session, open, spot) }>
                        <Glyph icon=Icon::Plus />
                        {move || w().add_step}
                    </button>
                </Show>
                <button class="quiet small" on:click=remove>{move || w().delete}</button>
            </p>
        </div>
    }
}

/// A text of a step in each language.
#[component]
pub(super) fn StepTexts(
    draft: Draft,
    key: &'static str,
    #[prop(into)] label: Signal<&'static str>,
    read: fn(&Action) -> Option<&Texts>,
    write: fn(&mut Action) -> Option<&mut Texts>,
    #[prop(optional)] rows: u32,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let locales = Memo::new(move |_| session.locales());
    let field = move |locale: String| {
        let tag = StoredValue::new(locale.clone());
        let value = Memo::new(move |_| {
            let of = |step: &Step| read(&step.action).and_then(|texts| tag.with_value(|tag| texts.get(tag).cloned()));
            draft.step.with(|step| step.as_ref().and_then(of)).unwrap_or_default()
        });
        let commit = move |text: String, joins| {
            draft.change(session, joins, |step| {
                if let Some(texts) = write(&mut step.action) {
                    if text.trim().is_empty() {
                        texts.remove(&tag.get_value());
                    } else {
                        texts.insert(tag.get_value(), text.trim().to_owned());
                    }
                }
            });
        };
        let told =
            Signal::derive(move || tag.with_value(|tag| format!("{} · {}", label.get(), locale_name(session.lang.get(), tag))));
        let id = format!("{}-{key}-{locale}", draft.id.get_value());
        view! { <Field id=id label=told value=value commit=commit rows=rows lang=locale /> }
    };
    view! { <div class="columns localized"><For each=move || locales.get() key=Clone::clone children=field /></div> }
}

#[component]
fn SayForm(draft: Draft) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let read: fn(&Action) -> Option<&Texts> = |action| if let Action::Say { text, .. } = action { Some(text) } else { None };
    let write: fn(&mut Action) -> Option<&mut Texts> =
        |action| if let Action::Say { text, .. } = action { Some(text) } else { None };
    view! {
        <StepTexts draft key="text" label=Signal::derive(move || w().text) read=read write=write rows=3 />
        <Next draft />
    }
}

#[component]
fn HandOffForm(draft: Draft) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().flows;
    let read_say: fn(&Action) -> Option<&Texts> =
        |action| if let Action::HandOff { say, .. } = action { Some(say) } else { None };
    let write_say: fn(&mut Action) -> Option<&mut Texts> =
        |action| if let Action::HandOff { say, .. } = action { Some(say) } else { None };
    let read_title: fn(&Action) -> Option<&Texts> =
        |action| if let Action::HandOff { title, .. } = action { Some(title) } else { None };
    let write_title: fn(&mut Action) -> Option<&mut Texts> =
        |action| if let Action::HandOff { title, .. } = action { Some(title) } else { None };
    let now = Memo::new(move |_| {
        draft.step.with(|step| match step.as_ref().map(|step| &step.action) {
            Some(Action::HandOff { skill, priority, card, .. }) => {
                (skill.clone().unwrap_or_default(), priority.clone(), card.join(", "))
            }
            Some(Action::Say { .. } | Action::Ask { .. } | Action::Branch { .. } | Action::End | Action::Unknown) | None => {
                Default::default()
            }
        })
    });
    let skills = Memo::new(move |_| {
        session
            .book(|book| book.skills.iter().map(|skill| (skill.id.clone(), skill.title.clone())).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let set_skill = move |event: leptos::ev::Event| {
        let chosen = Some(page::value(event.target())).filter(|skill| !skill.is_empty());
        draft.change(session, false, |step| {
            if let Action::HandOff { skill, .. } = &mut step.action {
                *skill = chosen
            }
        });
    };
    let set_priority = move |event: leptos::ev::Event| {
        let chosen = page::value(event.target());
        draft.change(session, false, |step| {
            if let Action::HandOff { priority, .. } = &mut step.action {
                *priority = chosen
            }
        });
    };
    let set_card = move |text: String, joins| {
        let slots = text.split([',', '，']).map(|slot| slot.trim().to_owned()).filter(|slot| !slot.is_empty()).collect();
        draft.change(session, joins, |step| {
            if let Action::HandOff { card, .. } = &mut step.action {
                *card = slots
            }
        });
    };
    let levels = [("low", 0), ("", 1), ("high", 2), ("urgent", 3)];
    let level = move |at: usize| [w().low, w().medium, w().high, w().urgent].get(at).copied().unwrap_or_default();
    let id = draft.id.get_value();
    view! {
        <StepTexts draft key="say" label=Signal::derive(move || w().say_last) read=read_say write=write_say rows=2 />
        <div class="follow">
            <label>
                <span>{move || w().skill}</span>
                <select on:change=set_skill>
                    <option value="">{move || session.words().questions.skill_any}</option>
                    <For each=move || skills.get() key=Clone::clone children=move |(value, title)| {
                        let own = value.clone();
                        view! { <option value=value selected=move || now.with(|now| now.0 == own)>{move || session.of_texts(&title)}</option> }
                    } />
                </select>
            </label>
            <label>
                <span>{move || w().priority}</span>
                <select on:change=set_priority>
                    {levels.map(|(value, at)| view! {
                        <option value=value selected=move || now.with(|now| now.1 == value || (value.is_empty() && now.1 == "medium"))>{move || level(at)}</option>
                    }).collect_view()}
                </select>
            </label>
        </div>
        <StepTexts draft key="title" label=Signal::derive(move || w().card_title) read=read_title write=write_title />
        <Field
            id=format!("{id}-card")
            label=Signal::derive(move || w().card.to_owned())
            hint=Signal::derive(move || w().card_hint.to_owned())
            value=Signal::derive(move || now.with(|now| now.2.clone()))
            commit=set_card
        />
    }
}
