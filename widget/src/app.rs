//! The page: head, banners, thread, foot, and the voice for people who do not see them.

use leptos::prelude::*;

use crate::banners::banners;
use crate::browser;
use crate::composer::composer;
use crate::draw::text;
use crate::header::header;
use crate::session::Chat;
use crate::thread::thread;

#[must_use]
pub fn app(chat: Chat) -> AnyView {
    let ui = chat.ui;
    // The document says which language it is in, so that it is read and written in the right one.
    Effect::new(move |_| {
        let locale = ui.locale.get();
        if let Some(document) = browser::document() {
            document.set_title(ui.words().title);
            if let Some(root) = document.document_element() {
                let _ = root.set_attribute("lang", locale.as_str());
                let is_rtl = matches!(locale.as_str().split('-').next(), Some("ar" | "fa" | "he" | "ur"));
                let _ = root.set_attribute("dir", if is_rtl { "rtl" } else { "ltr" });
            }
        }
    });
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            chat.run(|session| session.close());
        }
    };
    view! {
        <main class="chat" on:keydown=pressed>
            {header(chat)}
            {banners(chat)}
            {thread(chat)}
            {composer(chat)}
            <div class="hidden" role="status" aria-live="polite">{text(move || ui.announcement.get())}</div>
        </main>
    }
    .into_any()
}
