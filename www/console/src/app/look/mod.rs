//! Appearance: the colour, what the chat is called and says first, its languages; and how it looks.

mod colour;
mod locales;
mod preview;
mod suggestions;

use book::{Op, Setting, Texts};
use leptos::prelude::*;

use super::parts::{Field, found_list};
use crate::found;
use crate::session::Session;
use crate::words::locale_name;

#[component]
pub(super) fn LookPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().look;
    let set_name = move |locale: String, text: String, joins| session.edit(Op::SetName { locale, text }, joins);
    let set_assistant = move |locale: String, text: String, joins| {
        session.edit(Op::SetSetting { setting: Setting::AssistantName { locale, text } }, joins);
    };
    let set_greeting = move |locale: String, text: String, joins| {
        session.edit(Op::SetSetting { setting: Setting::Greeting { locale, text } }, joins);
    };
    let name = Memo::new(move |_| session.book(|book| book.name.clone()).unwrap_or_default());
    let assistant = Memo::new(move |_| session.book(|book| book.settings.assistant_name.clone()).unwrap_or_default());
    let greeting = Memo::new(move |_| session.book(|book| book.settings.greeting.clone()).unwrap_or_default());
    view! {
        <section class="look">
            <div class="look-form">
                <h1 tabindex="-1">{move || w().title}</h1>
                <p class="muted lead">{move || w().lead}</p>
                <colour::Colour />
                <Localized key="name" label=move || w().name value=name set=set_name />
                <Localized key="assistant_name" label=move || w().assistant value=assistant set=set_assistant />
                <Localized key="greeting" label=move || w().greeting value=greeting set=set_greeting rows=3 />
                <suggestions::Suggestions />
                <locales::Locales />
            </div>
            <preview::Preview />
        </section>
    }
}

/// A text in each of the playbook's languages.
#[component]
fn Localized(
    key: &'static str,
    #[prop(into)] label: Signal<&'static str>,
    value: Memo<Texts>,
    set: impl Fn(String, String, bool) + Copy + Send + Sync + 'static,
    #[prop(optional)] rows: u32,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let locales = Memo::new(move |_| session.locales());
    let found = move || {
        let list = session.view.with(|view| found::of_setting(&view.findings, key).into_iter().cloned().collect());
        found_list(session, list, false)
    };
    let field = move |locale: String| {
        let tag = StoredValue::new(locale.clone());
        let own = Memo::new(move |_| value.with(|texts| tag.with_value(|tag| texts.get(tag).cloned().unwrap_or_default())));
        let told =
            Signal::derive(move || tag.with_value(|tag| format!("{} · {}", label.get(), locale_name(session.lang.get(), tag))));
        let commit = move |text: String, joins| set(tag.get_value(), text.trim().to_owned(), joins);
        view! { <Field id=format!("{key}-{locale}") label=told value=own commit=commit rows=rows lang=locale /> }
    };
    view! {
        <div class="columns localized"><For each=move || locales.get() key=Clone::clone children=field /></div>
        {found}
    }
}
