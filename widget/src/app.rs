//! The page: head, banners, thread, foot, and the voice for people who do not see them.

use leptos::prelude::*;

use crate::banners::Banners;
use crate::browser;
use crate::composer::Composer;
use crate::header::Header;
use crate::session::Chat;
use crate::thread::Thread;

#[component]
pub fn App(chat: Chat) -> impl IntoView {
    provide_context(chat);
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
            <Header/>
            <Banners/>
            <Thread/>
            <Composer/>
            <div class="hidden" role="status" aria-live="polite">{move || ui.announcement.get()}</div>
        </main>
    }
}
