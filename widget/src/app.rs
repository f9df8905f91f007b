//! The page: head, banners, thread, foot, and the voice for people who do not see them.

use wasm_bindgen::JsCast;

use crate::banners::banners;
use crate::browser;
use crate::composer::composer;
use crate::draw::{Draw, Drawing, effect, el};
use crate::header::header;
use crate::session::Chat;
use crate::thread::thread;
use crate::ui::Topic;

#[must_use]
pub fn app(chat: Chat) -> Drawing {
    // The document says which language it is in, so that it is read and written in the right one.
    effect(move || {
        let locale = chat.ui.read(Topic::Locale, |state| state.locale.clone());
        if let Some(document) = browser::document() {
            document.set_title(chat.ui.words_now().title);
            if let Some(root) = document.document_element() {
                let _ = root.set_attribute("lang", locale.as_str());
                let is_rtl = matches!(locale.as_str().split('-').next(), Some("ar" | "fa" | "he" | "ur"));
                let _ = root.set_attribute("dir", if is_rtl { "rtl" } else { "ltr" });
            }
        }
    });
    el("main", "chat")
        .on("keydown", move |event| {
            let event: &web_sys::KeyboardEvent = event.unchecked_ref();
            if event.key() == "Escape" && !event.is_composing() {
                chat.close();
            }
        })
        .child(header(chat))
        .child(banners(chat))
        .child(thread(chat))
        .child(composer(chat))
        .child(
            el("div", "hidden")
                .set("role", "status")
                .set("aria-live", "polite")
                .text(move || chat.ui.read(Topic::Announcement, |state| state.announcement.clone()))
                .draw(),
        )
        .draw()
}
