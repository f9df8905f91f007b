//! The set itself.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::icon::{Glyph, Icon};
use wire::console::{TEST_CHARS, TESTS, Test};

use super::{Tests, test_of};
use crate::host::page;
use crate::session::Session;
use crate::words::{fill, locale_name};

#[component]
pub(super) fn List(tests: Tests) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().tests;
    let list = Memo::new(move |_| {
        tests.set.with(|set| match set {
            Some(Ok(set)) => set.tests.clone(),
            Some(Err(_)) | None => Vec::new(),
        })
    });
    let line = move |(at, test): (usize, Test)| {
        let name = fill(session.words().tests.delete, &[&test.text]);
        let to = match &test.intent {
            Some(intent) => session.title_of(intent.as_str()),
            None => w().out_of_scope.to_owned(),
        };
        let remove = move |_| {
            spawn_local(tests.save(session, move |tests| {
                if at < tests.len() {
                    tests.remove(at);
                }
            }));
        };
        view! {
            <li>
                <span class="test-text" dir="auto">{test.text.clone()}</span>
                <span class="muted">"→ "{to}</span>
                <span class="tag">{test.locale.to_string()}</span>
                <button class="icon" aria-label=name on:click=remove><Glyph icon=Icon::Close /></button>
            </li>
        }
    };
    view! {
        <section>
            <h2>{move || w().list}" · "{move || list.with(Vec::len)}</h2>
            <AddTest tests />
            <Show when=move || list.with(Vec::is_empty)><p class="muted">{move || w().none}</p></Show>
            <ul class="tests">{move || list.get().into_iter().enumerate().map(line).collect_view()}</ul>
        </section>
    }
}

#[component]
fn AddTest(tests: Tests) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().tests;
    let (text, intent, locale) = (RwSignal::new(String::new()), RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let locales = Memo::new(move |_| session.locales());
    let intents = Memo::new(move |_| {
        session.book(|book| book.intents.iter().map(|intent| intent.id.clone()).collect::<Vec<String>>()).unwrap_or_default()
    });
    let intent_now = move || intent.get().or_else(|| intents.with(|all| all.first().cloned())).unwrap_or_default();
    let locale_now = move || locale.get().or_else(|| locales.with(|all| all.first().cloned())).unwrap_or_default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = Some(untrack(intent_now)).filter(|id| !id.is_empty() && id != "-");
        let Some(test) = test_of(&text.get_untracked(), &untrack(locale_now), chosen.as_deref()) else { return };
        if test.text.is_empty() {
            return;
        }
        let words = session.words_untracked().tests;
        let known = tests.set.with_untracked(|set| match set {
            Some(Ok(set)) => (set.tests.iter().any(|it| it.text == test.text && it.locale == test.locale), set.tests.len()),
            Some(Err(_)) | None => (false, 0),
        });
        if known.0 {
            return session.warn(words.known);
        }
        if known.1 >= TESTS {
            return session.warn(fill(words.full, &[&TESTS.to_string()]));
        }
        text.set(String::new());
        page::focus_id("test-text");
        spawn_local(tests.save(session, move |tests| tests.push(test)));
    };
    view! {
        <form class="add-test" on:submit=submit>
            <label>
                <span>{move || w().text}</span>
                <input
                    id="test-text"
                    autocomplete="off"
                    dir="auto"
                    maxlength=TEST_CHARS.to_string()
                    prop:value=move || text.get()
                    on:input=move |event| text.set(page::value(event.target()))
                />
            </label>
            <label>
                <span>{move || w().intent}</span>
                <select id="test-intent" on:change=move |event| intent.set(Some(page::value(event.target())))>
                    <For
                        each=move || intents.get()
                        key=Clone::clone
                        children=move |id| {
                            let (value, own) = (id.clone(), id.clone());
                            view! { <option value=value selected=move || intent_now() == own>{move || session.title_of(&id)}</option> }
                        }
                    />
                    <option value="-">{move || w().out_of_scope}</option>
                </select>
            </label>
            <label>
                <span>{move || w().locale}</span>
                <select on:change=move |event| locale.set(Some(page::value(event.target())))>
                    <For
                        each=move || locales.get()
                        key=Clone::clone
                        children=move |tag| {
                            let (value, own) = (tag.clone(), tag.clone());
                            view! { <option value=value selected=move || locale_now() == own>{move || locale_name(session.lang.get(), &tag)}</option> }
                        }
                    />
                </select>
            </label>
            <button class="primary" type="submit">{move || w().add}</button>
        </form>
    }
}
