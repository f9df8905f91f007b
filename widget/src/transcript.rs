//! The conversation as a text file, made of what this page holds. It goes to the person's own disk and nowhere else.

use wasm_bindgen::JsCast;

use crate::browser;
use crate::bubble::spoken;
use crate::session::Chat;

/// The mark tells editors that it is UTF-8.
const FILE: &str = "data:text/plain;charset=utf-8,%EF%BB%BF";

/// Hands it to the browser as a download.
pub fn save(chat: Chat) {
    let text = String::from(js_sys::encode_uri_component(&written(chat)));
    if let Some(link) = browser::document().and_then(|document| document.create_element("a").ok()) {
        let _ = link.set_attribute("href", &[FILE, &text].concat());
        let _ = link.set_attribute("download", "chat.txt");
        link.unchecked_ref::<web_sys::HtmlElement>().click();
    }
}

fn written(chat: Chat) -> String {
    let locale = chat.ui.locale();
    let mut text = chat.ui.words_now().log.to_owned();
    chat.ui.peek(|state| {
        for line in &state.view.lines {
            if let Some(said) = spoken(chat, line) {
                text = [&text, "\n\n[", &browser::moment(&locale, line.at), "] ", &said].concat();
            }
        }
    });
    text
}
