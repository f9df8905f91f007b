//! A field of the playbook: it keeps what is typed, and sends it after a short pause and when it is left.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use ui::host::clock;
use ui::host::timer::Timeout;

use crate::history::History;
use crate::host::page;
use crate::session::Session;

/// A pause in writing after which what is typed is sent.
const PAUSE_MS: u64 = 400;

/// `value` is what the text says; `commit` is told what was typed, and whether it goes on from the last one.
#[component]
pub(crate) fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into)] value: Signal<String>,
    commit: impl Fn(String, bool) + Clone + 'static,
    /// Lines of a box; none is a field of one line.
    #[prop(optional)]
    rows: u32,
    /// The language of what is typed.
    #[prop(into, optional)]
    lang: String,
    #[prop(into, optional)] placeholder: Signal<String>,
    /// Its label is for ears alone.
    #[prop(optional)]
    is_quiet: bool,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let first = value.get_untracked();
    let history = StoredValue::new_local(History::new(first.clone()));
    let pause = StoredValue::new_local(None::<Timeout>);
    // Whether what is typed was not sent yet, and whether something was since the field was entered.
    let (is_due, joins) = (StoredValue::new_local(false), StoredValue::new_local(false));
    let commit = StoredValue::new_local(commit);
    let flush = move || {
        pause.try_set_value(None);
        if is_due.try_get_value() == Some(true) {
            is_due.set_value(false);
            let text = history.with_value(|history| history.text().to_owned());
            commit.with_value(|commit| commit(text, joins.get_value()));
            joins.set_value(true);
        }
    };
    // What leaves the page is sent too.
    on_cleanup(flush);
    let later = move || {
        is_due.set_value(true);
        pause.set_value(Timeout::after(PAUSE_MS, flush));
    };
    let shown = StoredValue::new(id.clone());
    let put = move |text: &str| shown.with_value(|id| page::set_value(id, text));
    Effect::new(move |seen: Option<u32>| {
        let epoch = session.epoch.get();
        if seen.is_some_and(|seen| seen != epoch) && is_due.try_get_value() == Some(false) {
            let text = value.get_untracked();
            if history.with_value(|history| history.text() != text) {
                history.update_value(|history| history.put(text.clone()));
                put(&text);
            }
        }
        epoch
    });
    let typed = move |event: leptos::ev::Event| {
        let text = page::value(event.target());
        history.update_value(|history| history.typed(text, clock::now()));
        later();
    };
    let press = move |event: KeyboardEvent| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        let key = event.key().to_ascii_lowercase();
        let is_redo = key == "y" || (key == "z" && event.shift_key());
        if !is_redo && key != "z" {
            return;
        }
        event.prevent_default();
        let mut text = None;
        history.update_value(|history| {
            text = if is_redo { history.redo() } else { history.undo() }.map(str::to_owned);
        });
        if let Some(text) = text {
            put(&text);
            later();
        }
    };
    let left = move |_| {
        flush();
        joins.try_set_value(false);
    };
    let hint_id = format!("{id}-hint");
    let describes = hint_id.clone();
    let dir = if lang.starts_with("ar") || lang.starts_with("he") { "rtl" } else { "auto" };
    let control = if rows == 0 {
        view! {
            <input
                id=id.clone()
                type="text"
                lang=lang
                dir=dir
                autocomplete="off"
                aria-describedby=describes
                placeholder=move || placeholder.get()
                prop:value=first
                on:input=typed
                on:keydown=press
                on:blur=left
            />
        }
        .into_any()
    } else {
        view! {
            <textarea
                id=id.clone()
                rows=rows
                lang=lang
                dir=dir
                aria-describedby=describes
                placeholder=move || placeholder.get()
                prop:value=first
                on:input=typed
                on:keydown=press
                on:blur=left
            ></textarea>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id class:for-ears=is_quiet>{move || label.get()}</label>
            {control}
            <small id=hint_id class="muted">{move || hint.get()}</small>
        </div>
    }
}
