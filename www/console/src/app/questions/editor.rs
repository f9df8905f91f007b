//! One question: how it is asked and what is answered, a column for each language.

use book::{Intent, Op, Reply};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::icon::{Glyph, Icon};

use crate::app::parts::{Field, found_list};
use crate::found;
use crate::host::page;
use crate::lines;
use crate::place::Place;
use crate::session::{Edited, Session};
use crate::words::{fill, locale_name};

const FIELDS: [&str; 3] = ["title", "examples", "answer"];

#[component]
pub(super) fn Editor(id: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let id = StoredValue::new(id);
    let intent = Memo::new(move |_| id.with_value(|id| session.intent(id)));
    let is_there = Memo::new(move |_| intent.with(Option::is_some));
    let locales = Memo::new(move |_| session.locales());
    let title = move || id.with_value(|id| session.title_of(id));
    let rest = move || {
        let findings = session.view.with(|view| {
            id.with_value(|id| found::of_rest(&view.findings, id, &FIELDS, &locales.get()).into_iter().cloned().collect())
        });
        found_list(session, findings, false)
    };
    let remove = move |_| {
        let (id, title) = (id.get_value(), title());
        spawn_local(async move {
            if let Edited::Done(_) = session.change(Op::RemoveIntent { id }).await {
                session.tell_undoable(fill(session.words_untracked().questions.deleted, &[&title]));
                session.go(&Place::Questions(None));
            }
        });
    };
    view! {
        <Show when=move || is_there.get() fallback=move || view! { <p class="empty">{move || w().gone}</p> }>
            <header class="open-head">
                <a class="quiet back" href=Place::Questions(None).hash()><Glyph icon=Icon::Back />{move || w().back}</a>
                <h2 id="open-title" tabindex="-1">{title}</h2>
                <button class="quiet" on:click=remove>{move || session.words().shell.delete}</button>
            </header>
            {rest}
            <Follow id intent />
            <div class="columns">
                <For each=move || locales.get() key=Clone::clone children=move |locale| view! { <Column id intent locale /> } />
            </div>
            <Rename id />
        </Show>
    }
}

/// What the customer gets: an answer, a flow or a person; and which person.
#[component]
fn Follow(id: StoredValue<String>, intent: Memo<Option<Intent>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let reply = Memo::new(move |_| {
        intent.with(|intent| match intent.as_ref().map(|intent| &intent.reply) {
            Some(Reply::Flow { id }) => format!("flow:{id}"),
            Some(Reply::HandOff) => "person".to_owned(),
            Some(Reply::Answer | Reply::None) | None => "answer".to_owned(),
        })
    });
    let flows = Memo::new(move |_| {
        session
            .book(|book| book.flows.iter().map(|flow| (flow.id.clone(), flow.title.clone())).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let skill =
        Memo::new(move |_| intent.with(|intent| intent.as_ref().and_then(|intent| intent.skill.clone()).unwrap_or_default()));
    let skills = Memo::new(move |_| {
        session
            .book(|book| book.skills.iter().map(|skill| (skill.id.clone(), skill.title.clone())).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let set_reply = move |event: leptos::ev::Event| {
        let chosen = page::value(event.target());
        let reply = match chosen.as_str() {
            "answer" => Reply::Answer,
            "person" => Reply::HandOff,
            flow => Reply::Flow { id: flow.trim_start_matches("flow:").to_owned() },
        };
        session.do_change(Op::SetReply { intent: id.get_value(), reply });
    };
    let set_skill = move |event: leptos::ev::Event| {
        let skill = Some(page::value(event.target())).filter(|skill| !skill.is_empty());
        session.do_change(Op::SetSkill { intent: id.get_value(), skill });
    };
    view! {
        <div class="follow">
            <label>
                <span>{move || w().reply}</span>
                <select id="reply" on:change=set_reply prop:value=move || reply.get()>
                    <option value="answer" selected=move || reply.get() == "answer">{move || w().reply_answer}</option>
                    <option value="person" selected=move || reply.get() == "person">{move || w().reply_person}</option>
                    <For
                        each=move || flows.get()
                        key=Clone::clone
                        children=move |(flow, title)| {
                            let value = format!("flow:{flow}");
                            let own = value.clone();
                            view! {
                                <option value=value selected=move || reply.get() == own>
                                    {move || fill(w().reply_flow, &[&session.of_texts(&title)])}
                                </option>
                            }
                        }
                    />
                </select>
            </label>
            <Show when=move || skills.with(|skills| !skills.is_empty())>
                <label>
                    <span>{move || w().skill}</span>
                    <select id="skill" on:change=set_skill prop:value=move || skill.get()>
                        <option value="">{move || w().skill_any}</option>
                        <For
                            each=move || skills.get()
                            key=Clone::clone
                            children=move |(value, title)| {
                                let own = value.clone();
                                view! {
                                    <option value=value selected=move || skill.get() == own>{move || session.of_texts(&title)}</option>
                                }
                            }
                        />
                    </select>
                </label>
            </Show>
        </div>
    }
}

#[component]
fn Column(id: StoredValue<String>, intent: Memo<Option<Intent>>, locale: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let tag = StoredValue::new(locale.clone());
    let name = move || tag.with_value(|tag| locale_name(session.lang.get(), tag));
    let of = move |read: fn(&Intent, &str) -> String| {
        Memo::new(move |_| {
            intent.with(|intent| intent.as_ref().map(|intent| tag.with_value(|tag| read(intent, tag))).unwrap_or_default())
        })
    };
    let title = of(|intent, tag| intent.title.get(tag).cloned().unwrap_or_default());
    let examples = of(|intent, tag| intent.examples.get(tag).map(|list| lines::to_text(list)).unwrap_or_default());
    let answer = of(|intent, tag| intent.answer.get(tag).cloned().unwrap_or_default());
    let count = move || examples.with(|examples| examples.lines().count());
    let answers =
        Memo::new(move |_| intent.with(|it| it.as_ref().is_some_and(|it| matches!(it.reply, Reply::Answer | Reply::None))));
    let found = move |field: &'static str| {
        let findings = session.view.with(|view| {
            let default = view.book.as_ref().and_then(|book| book.locales.first().cloned()).unwrap_or_default();
            id.with_value(|id| {
                tag.with_value(|tag| found::of_field(&view.findings, id, field, tag, &default).into_iter().cloned().collect())
            })
        });
        found_list(session, findings, false)
    };
    let set_title = move |text: String, joins| {
        session.edit(Op::SetTitle { intent: id.get_value(), locale: tag.get_value(), text: text.trim().to_owned() }, joins);
    };
    let set_examples = move |text: String, joins| {
        let op = Op::SetExamples { intent: Some(id.get_value()), locale: tag.get_value(), examples: lines::of_text(&text) };
        session.edit(op, joins);
    };
    let set_answer = move |text: String, joins| {
        session.edit(Op::SetAnswer { intent: id.get_value(), locale: tag.get_value(), text: text.trim_end().to_owned() }, joins);
    };
    let lang = locale.clone();
    view! {
        <section class="column" aria-label=name>
            <h3>{name}</h3>
            <Field
                id=format!("title-{locale}")
                label=Signal::derive(move || w().name.to_owned())
                hint=Signal::derive(move || w().name_hint.to_owned())
                value=title
                commit=set_title
                lang=lang.clone()
            />
            {move || found("title")}
            <Field
                id=format!("examples-{locale}")
                label=Signal::derive(move || format!("{} · {}", w().examples, fill(w().examples_count, &[&count().to_string()])))
                hint=Signal::derive(move || w().examples_hint.to_owned())
                value=examples
                commit=set_examples
                rows=9
                lang=lang.clone()
            />
            {move || found("examples")}
            <Show when=move || answers.get()>
                <Field
                    id=format!("answer-{}", tag.get_value())
                    label=Signal::derive(move || w().answer.to_owned())
                    hint=Signal::derive(move || w().answer_hint.to_owned())
                    value=answer
                    commit=set_answer
                    rows=7
                    lang=tag.get_value()
                />
            </Show>
            {move || found("answer")}
        </section>
    }
}

/// The id, for those who need it.
#[component]
fn Rename(id: StoredValue<String>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().questions;
    let typed = RwSignal::new(id.get_value());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (old, to) = (id.get_value(), typed.get_untracked().trim().to_owned());
        if to == old {
            return;
        }
        spawn_local(async move {
            if let Edited::Done(_) = session.change(Op::RenameIntent { id: old, to: to.clone() }).await {
                session.go(&Place::Questions(Some(to)));
            }
        });
    };
    view! {
        <details class="more">
            <summary>{move || w().rename}</summary>
            <form class="add" on:submit=submit>
                <label for="intent-id" class="for-ears">{move || w().id}</label>
                <input
                    id="intent-id"
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby="intent-id-hint"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(page::value(event.target()))
                />
                <button class="plain" type="submit">{move || w().rename_do}</button>
            </form>
            <small id="intent-id-hint" class="muted">{move || w().rename_lead}</small>
        </details>
    }
}
