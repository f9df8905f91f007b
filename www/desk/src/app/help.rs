//! The keys, and a choice about them.

use leptos::html::Dialog;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::session::Session;
use crate::words::Words;

type Says = fn(&Words) -> &'static str;

/// Keys and what they do.
const KEYS: [(&[&str], Says); 29] = [
    (&["j"], |w| w.key_next),
    (&["k"], |w| w.key_previous),
    (&["Home", "|", "End"], |w| w.key_first),
    (&["1", "2", "3", "4"], |w| w.key_views),
    (&["x"], |w| w.key_select),
    (&["n"], |w| w.key_unread),
    (&["a"], |w| w.key_accept),
    (&["d"], |w| w.key_decline),
    (&["r"], |w| w.key_reply),
    (&["m"], |w| w.key_note),
    (&["t"], |w| w.key_tag),
    (&["Enter"], |w| w.key_send),
    (&["Shift", "Enter"], |w| w.key_line),
    (&["Esc"], |w| w.key_leave),
    (&["e", "|", "Ctrl", "Shift", "Enter"], |w| w.key_resolve),
    (&["Shift", "u"], |w| w.key_release),
    (&["f"], |w| w.key_transfer),
    (&["z"], |w| w.key_snooze),
    (&["i"], |w| w.key_details),
    (&["/"], |w| w.key_canned),
    (&["Alt", "1", "2", "3"], |w| w.desk.key_suggestion),
    (&["u"], |w| w.desk.key_undo),
    (&["/"], |w| w.view.key_search),
    (&["v"], |w| w.view.key_filters),
    (&["5", "6", "7", "8"], |w| w.view.key_own),
    (&["s"], |w| w.floor.key),
    (&["Shift", "a"], |w| w.floor.key_assign),
    (&["Ctrl", "k"], |w| w.key_palette),
    (&["?"], |w| w.key_help),
];

#[component]
pub(crate) fn HelpDialog() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let is_shown = session.is_help_shown.get();
        if let Some(dialog) = dialog.get() {
            if is_shown && !dialog.open() {
                // It is in the document and not open, so it can be shown.
                let _ = dialog.show_modal();
            } else if !is_shown && dialog.open() {
                dialog.close();
            }
        }
    });
    let rows = KEYS.map(|(keys, says)| {
        let keys = keys
            .iter()
            .map(|key| if *key == "|" { view! { <i>"/"</i> }.into_any() } else { view! { <kbd>{*key}</kbd> }.into_any() });
        view! { <div><dt>{keys.collect_view()}</dt><dd>{move || says(w())}</dd></div> }
    });
    view! {
        <dialog node_ref=dialog class="help" aria-labelledby="help-title" on:close=move |_| session.is_help_shown.set(false)>
            <header>
                <h2 id="help-title">{move || w().keys}</h2>
                <button class="icon" aria-label=move || w().close on:click=move |_| session.is_help_shown.set(false)>
                    <Glyph icon=Icon::Close />
                </button>
            </header>
            <dl>{rows.collect_view()}</dl>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || session.has_single_keys.get()
                    on:change=move |event| session.use_single_keys(event_target_checked(&event))
                />
                <span>{move || w().single_keys}</span>
            </label>
        </dialog>
    }
}
