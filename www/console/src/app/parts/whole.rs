//! The playbook as a text: to be read, kept elsewhere, and put back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::host::document;

use crate::host::page;
use crate::session::Session;

#[component]
pub(crate) fn WholeText() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().shell;
    let text = session.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.text().to_owned())).unwrap_or_default();
    let typed = RwSignal::new(text);
    // What is changed elsewhere is shown, as long as nothing was typed here.
    let is_typed = RwSignal::new(false);
    let now =
        Memo::new(move |_| session.draft.with(|draft| draft.as_ref().map(|draft| draft.text().to_owned())).unwrap_or_default());
    let shown = move || if is_typed.get() { typed.get_untracked() } else { now.get() };
    let save = move |_| {
        spawn_local(async move {
            session.replace(typed.get_untracked()).await;
            is_typed.try_set(false);
        });
    };
    let download = move |_| {
        let text = if is_typed.get_untracked() { typed.get_untracked() } else { now.get_untracked() };
        document::save("playbook.yaml", &text);
    };
    view! {
        <textarea
            class="whole"
            rows="22"
            spellcheck="false"
            aria-label=move || w().text
            prop:value=shown
            on:input=move |event| {
                typed.set(page::value(event.target()));
                is_typed.set(true);
            }
        ></textarea>
        <p class="buttons">
            <button class="plain" disabled=move || !is_typed.get() on:click=save>{move || w().text_save}</button>
            <button class="plain" on:click=download>{move || w().download}</button>
        </p>
    }
}
