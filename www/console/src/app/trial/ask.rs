//! What is asked, and in which language.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Outcome, Question, try_one};
use crate::host::page;
use crate::session::Session;
use crate::words::locale_name;

#[component]
pub(super) fn Ask(asked: RwSignal<Vec<Question>>, shown: RwSignal<Option<usize>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().trial;
    let typed = RwSignal::new(String::new());
    let locales = Memo::new(move |_| session.locales());
    let own = locales.with_untracked(|all| all.get(session.own_locale()).cloned());
    let chosen = RwSignal::new(own);
    let locale = move || chosen.get().or_else(|| locales.with(|all| all.first().cloned())).unwrap_or_default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        typed.set(String::new());
        let locale = untrack(locale);
        let at = asked.with_untracked(Vec::len);
        asked.update(|asked| {
            asked.push(Question { text: text.clone(), locale: locale.clone(), outcome: Outcome::Looking });
        });
        shown.set(Some(at));
        spawn_local(async move {
            let outcome = try_one(session, text, locale).await;
            asked.try_update(|asked| {
                if let Some(question) = asked.get_mut(at) {
                    question.outcome = outcome;
                }
            });
        });
    };
    view! {
        <form class="ask" on:submit=submit>
            <label for="ask" class="for-ears">{move || w().ask}</label>
            <input
                id="ask"
                autocomplete="off"
                dir="auto"
                placeholder=move || w().ask
                prop:value=move || typed.get()
                on:input=move |event| typed.set(page::value(event.target()))
            />
            <Show when=move || { locales.with(Vec::len) > 1 }>
                <select aria-label=move || w().language on:change=move |event| chosen.set(Some(page::value(event.target())))>
                    <For
                        each=move || locales.get()
                        key=Clone::clone
                        children=move |tag| {
                            let (value, own) = (tag.clone(), tag.clone());
                            view! { <option value=value selected=move || locale() == own>{move || locale_name(session.lang.get(), &tag)}</option> }
                        }
                    />
                </select>
            </Show>
            <button class="primary" type="submit">{move || w().ask_do}</button>
        </form>
    }
}
