//! The chat as customers will see it, on a phone and on a desktop.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::session::Session;
use crate::words::locale_name;

#[component]
pub(super) fn Preview() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().look;
    let locales = Memo::new(move |_| session.locales());
    let at = RwSignal::new(session.own_locale());
    let (is_wide, is_dark) = (RwSignal::new(false), RwSignal::new(false));
    let locale = move || locales.with(|all| all.get(at.get()).or_else(|| all.first()).cloned().unwrap_or_default());
    let text = move |read: fn(&book::Book) -> &book::Texts| {
        let tag = locale();
        session
            .book(|book| read(book).get(&tag).or_else(|| read(book).values().next()).cloned().unwrap_or_default())
            .unwrap_or_default()
    };
    let assistant = move || text(|book| &book.settings.assistant_name);
    let greeting = move || text(|book| &book.settings.greeting);
    let suggestions = move || {
        let tag = locale();
        let titles = session.book(|book| {
            let of = |id: &String| book.intents.iter().find(|intent| intent.id == *id);
            let found = book.settings.suggestions.iter().filter_map(of);
            found
                .map(|intent| intent.title.get(&tag).or_else(|| intent.title.values().next()).cloned().unwrap_or_default())
                .collect::<Vec<String>>()
        });
        titles.unwrap_or_default().into_iter().map(|title| view! { <li>{title}</li> }).collect_view()
    };
    let accent = move || session.book(|book| book.settings.accent.clone()).unwrap_or_default();
    let dir = move || if locale().starts_with("ar") { "rtl" } else { "ltr" };
    let initial = move || assistant().chars().next().map(String::from).unwrap_or_default();
    view! {
        <section class="preview" aria-labelledby="preview-title">
            <header class="preview-head">
                <h2 id="preview-title">{move || w().preview}</h2>
                <button class="plain small" aria-pressed=move || (!is_wide.get()).to_string() on:click=move |_| is_wide.set(false)>{move || w().phone}</button>
                <button class="plain small" aria-pressed=move || is_wide.get().to_string() on:click=move |_| is_wide.set(true)>{move || w().desktop}</button>
                <button class="plain small" aria-pressed=move || is_dark.get().to_string() on:click=move |_| is_dark.update(|dark| *dark = !*dark)>
                    {move || w().dark}
                </button>
                <Show when=move || { locales.with(Vec::len) > 1 }>
                    <button class="plain small" on:click=move |_| at.update(|at| *at = (*at + 1) % locales.with_untracked(Vec::len).max(1))>
                        <Glyph icon=Icon::Globe />
                        {move || locale_name(session.lang.get(), &locale())}
                    </button>
                </Show>
            </header>
            <div class="stage" class:is-wide=move || is_wide.get() class:is-dark=move || is_dark.get() style:--accent-shown=accent>
                <div class="stage-page" aria-hidden="true"><i></i><i></i><i></i></div>
                <div class="mock" dir=dir lang=locale>
                    <header><span class="mock-face">{initial}</span><b>{assistant}</b></header>
                    <div class="mock-log">
                        <p class="mock-bubble">{greeting}</p>
                        <ul>{suggestions}</ul>
                    </div>
                    <footer><span>{move || w().placeholder}</span><i><Glyph icon=Icon::Send /></i></footer>
                </div>
            </div>
        </section>
    }
}
