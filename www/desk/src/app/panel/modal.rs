//! A dialog that is in the document only while it is shown.

use leptos::html::Dialog;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::session::{Panel, Session};
use crate::words::Words;

#[component]
pub(super) fn Modal(panel: Panel, title: fn(&Words) -> &'static str, children: ChildrenFn) -> impl IntoView {
    let session = expect_context::<Session>();
    let is_shown = Memo::new(move |_| session.panel.get() == Some(panel));
    let children = StoredValue::new(children);
    view! {
        <Show when=move || is_shown.get()>
            <Opened panel title>{children.with_value(|children| children())}</Opened>
        </Show>
    }
}

#[component]
fn Opened(panel: Panel, title: fn(&Words) -> &'static str, children: Children) -> impl IntoView {
    let session = expect_context::<Session>();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // It is in the document and not open, so it can be shown.
            let _ = dialog.show_modal();
        }
    });
    // One that was opened meanwhile stays.
    let closed = move |_| {
        session.panel.maybe_update(|shown| {
            let was_this = *shown == Some(panel);
            if was_this {
                *shown = None;
            }
            was_this
        });
    };
    view! {
        <dialog node_ref=dialog class="panel" aria-labelledby="panel-title" on:close=closed>
            <header>
                <h2 id="panel-title">{move || title(session.words())}</h2>
                <button type="button" class="icon" aria-label=move || session.words().close on:click=move |_| session.hide_panel()>
                    <Glyph icon=Icon::Close />
                </button>
            </header>
            {children()}
        </dialog>
    }
}
