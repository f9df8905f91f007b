//! The conversation as a text file, made of what this page holds. It goes to the person's own disk and nowhere else.

use wasm_bindgen::{JsCast, JsValue};
use wire::Body;

use crate::browser;
use crate::bubble::{name_of, sentence};
use crate::session::Chat;

/// So that editors know that it is UTF-8.
const MARK: &str = "\u{feff}";

/// Hands it to the browser as a download.
pub fn save(chat: Chat) {
    let text = JsValue::from_str(&written(chat));
    let Some(document) = browser::document() else { return };
    let Ok(blob) = web_sys::Blob::new_with_str_sequence(&js_sys::Array::of1(&text)) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document.create_element("a") {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", &[chat.place.site.as_str(), ".txt"].concat());
        if let Some(link) = link.dyn_ref::<web_sys::HtmlElement>() {
            link.click();
        }
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}

fn written(chat: Chat) -> String {
    let (locale, words) = (chat.ui.locale(), chat.ui.words_now());
    let lines = chat.ui.peek(|state| state.view.lines.clone());
    let mut text = [MARK, words.log, "\n"].concat();
    for line in &lines {
        let said = match &line.body {
            Body::Text { text } | Body::Answer { text, .. } => [&name_of(chat, &line.author), ": ", text].concat(),
            Body::Card { card } => {
                let mut said = card.title.clone();
                for field in &card.fields {
                    said = [&said, "\n  ", &field.label, ": ", &field.value].concat();
                }
                said
            }
            body => match sentence(chat, words, body) {
                Some(sentence) => sentence,
                None => continue,
            },
        };
        text = [&text, "\n[", &browser::moment(&locale, line.at), "] ", &said].concat();
    }
    text
}
