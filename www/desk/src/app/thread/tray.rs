//! The files beside the reply: how far each is, and what can be done with it.

use leptos::html::Input;
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::ConversationId;

use crate::session::Session;
use crate::tray::{Item, Stage};
use crate::words::{count, files};

/// What the dialog of the system lists; what is taken is decided by the content.
const TAKEN: &str = "image/png,image/jpeg,image/gif,image/webp,application/pdf";

/// The button that opens the system's dialog.
#[component]
pub(crate) fn Attach(id: ConversationId) -> impl IntoView {
    let session = expect_context::<Session>();
    let field = NodeRef::<Input>::new();
    let label = move || files::words(session.lang.get()).attach;
    let chosen = move |_| {
        if let Some(field) = field.get_untracked() {
            if let Some(list) = field.files() {
                session.attach(id, &list);
            }
            // So that the same file can be chosen again.
            field.set_value("");
        }
    };
    let open = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    view! {
        <input node_ref=field type="file" class="chooser" accept=TAKEN multiple tabindex="-1" aria-hidden="true" on:change=chosen />
        <button type="button" class="icon attach" title=label aria-label=label on:click=open>
            <Glyph icon=Icon::Clip />
        </button>
    }
}

#[component]
pub(crate) fn FileTray(id: ConversationId) -> impl IntoView {
    let session = expect_context::<Session>();
    let items = move || session.trays.with(|trays| trays.get(&id).map(|tray| tray.items.clone()).unwrap_or_default());
    view! {
        <Show when=move || !items().is_empty()>
            <ul class="tray" aria-label=move || files::words(session.lang.get()).tray>
                <For each=items key=|item| item.id let:item>
                    <Chosen conversation=id item />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn Chosen(conversation: ConversationId, item: Item) -> impl IntoView {
    let session = expect_context::<Session>();
    let Item { id, name, bytes, stage: _ } = item;
    let stage = Memo::new(move |_| {
        session.trays.with(|trays| {
            let item = trays.get(&conversation)?.items.iter().find(|item| item.id == id)?;
            Some(item.stage.clone())
        })
    });
    let w = move || files::words(session.lang.get());
    let remove = count(files::words(session.lang.get_untracked()).remove, &[&name]);
    let told = move || match stage.get() {
        Some(Stage::Sending(share)) => format!("{share} %"),
        Some(Stage::Failed(failure)) => files::failure(session.lang.get(), failure),
        Some(Stage::Done(_)) | None => files::size(bytes),
    };
    let share = move || match stage.get() {
        Some(Stage::Sending(share)) => Some(share),
        Some(Stage::Done(_) | Stage::Failed(_)) | None => None,
    };
    let may_retry = move || matches!(stage.get(), Some(Stage::Failed(failure)) if failure.is_worth_retrying());
    let sending = count(files::words(session.lang.get_untracked()).uploading, &[&name]);
    view! {
        <li class:is-wrong=move || matches!(stage.get(), Some(Stage::Failed(_)))>
            <Glyph icon=Icon::Clip />
            <span class="tray-name" title=name.clone()>{name.clone()}</span>
            <span class="tray-state">{told}</span>
            {move || share().map(|share| view! { <progress max="100" value=share.to_string() aria-label=sending.clone()></progress> })}
            <Show when=may_retry>
                <button type="button" class="quiet small" on:click=move |_| session.upload_again(conversation, id)>
                    {move || w().retry}
                </button>
            </Show>
            <button type="button" class="icon small" title=remove.clone() aria-label=remove.clone() on:click=move |_| session.remove_file(conversation, id)>
                <Glyph icon=Icon::Close />
            </button>
        </li>
    }
}
