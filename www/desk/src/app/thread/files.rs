//! Files of a message: pictures as thumbnails of known size, everything else as a row to save.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::{ConversationId, File};

use crate::session::{Session, address};
use crate::tray::fitted;
use crate::words::{count, files};

/// Pixels of a thumbnail at most.
const MOST: (u32, u32) = (320, 240);

#[component]
pub(crate) fn Files(conversation: ConversationId, files: Vec<File>) -> impl IntoView {
    let each = files.into_iter().map(|file| {
        if file.media.is_image() {
            view! { <Picture conversation file /> }.into_any()
        } else {
            view! { <Document conversation file /> }.into_any()
        }
    });
    view! { <div class="files">{each.collect_view()}</div> }
}

#[component]
fn Picture(conversation: ConversationId, file: File) -> impl IntoView {
    let session = expect_context::<Session>();
    let url = address(conversation, file.id);
    let href = url.clone();
    let (width, height) = fitted(file.width, file.height, MOST);
    let name = file.name;
    let alt = {
        let name = name.clone();
        move || count(files::words(session.lang.get()).picture, &[&name])
    };
    let title = move || format!("{name} · {} · {}", files::size(file.bytes), files::words(session.lang.get()).opens_new);
    view! {
        <a class="picture" href=href target="_blank" rel="noopener" title=title>
            // Its size is known before it is here, so that nothing moves when it comes.
            <img src=url alt=alt width=width.to_string() height=height.to_string() loading="lazy" decoding="async" />
        </a>
    }
}

#[component]
fn Document(conversation: ConversationId, file: File) -> impl IntoView {
    let session = expect_context::<Session>();
    let size = files::size(file.bytes);
    let label = {
        let (name, size) = (file.name.clone(), size.clone());
        move || count(files::words(session.lang.get()).document, &[&name, &size])
    };
    view! {
        <a class="document" href=address(conversation, file.id) download=file.name.clone() aria-label=label>
            <Glyph icon=Icon::Page />
            <span class="document-name">{file.name.clone()}</span>
            <small>{size}</small>
            <Glyph icon=Icon::Save />
        </a>
    }
}
