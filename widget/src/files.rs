//! Files of messages: drawn here, fetched and sent by a script of their own, which is loaded when the first one is seen or chosen.
//!
//! Only after the hand-over: before, nothing leaves the browser, and no file is kept in it.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use wire::File;

use crate::browser;
use crate::draw::{Draw, Drawing, el};
use crate::icon::{self, icon};
use crate::session::{Chat, Session};
use crate::visitor;

#[wasm_bindgen]
extern "C" {
    /// `widget/web/boot.js`.
    #[wasm_bindgen(js_name = frontdeskFiles)]
    fn script(what: &str, base: &str, subject: &JsValue, locale: &str, tools: &JsValue);
}

/// Pixels of a picture in the thread at most.
const WIDE: u64 = 240;
const HIGH: u64 = 220;

impl Session {
    /// Has the script do something with a file's id, or with the event that brought some.
    pub fn files(&'static self, what: &str, subject: &JsValue) {
        let tools = self.tools.get_or_init(|| self.make_tools());
        script(what, &self.base(), subject, self.ui.locale().as_str(), tools);
    }

    fn base(&self) -> String {
        self.place.api(&["conversations/", &self.conversation().to_string(), "/attachments/"].concat())
    }

    fn make_tools(&'static self) -> JsValue {
        let token = Closure::<dyn FnMut(Function)>::new(move |act: Function| {
            spawn_local(async move {
                let token = visitor::token(&self.place, &self.storage, Session::now()).await;
                let _ = act.call1(&JsValue::NULL, &token.map_or(JsValue::NULL, JsValue::from));
            });
        });
        let done = Closure::<dyn FnMut(String, String)>::new(move |base: String, text: String| {
            // Another conversation may have begun meanwhile.
            if let Ok(file) = json::from_text::<File>(&text)
                && base == self.base()
            {
                self.send_file(file);
            }
        });
        browser::object(&[("token", token.into_js_value()), ("done", done.into_js_value())])
    }
}

/// The button that opens the system's dialog, around a field that keys reach.
#[must_use]
pub fn attach(chat: Chat) -> Drawing {
    let words = chat.ui.words();
    let field = el("input", "hidden")
        .set("type", "file")
        .set("multiple", "")
        .set("accept", "image/png,image/jpeg,image/gif,image/webp,application/pdf")
        .set("aria-label", words.attach)
        .on("change", move |event| chat.files("take", &event));
    el("label", "plain icon attach").set("title", words.attach).child(icon(icon::CLIP)).child(field).draw()
}

/// A file of a message: a picture at its size before it is here, or a row to save.
#[must_use]
pub fn file(chat: Chat, file: &File) -> Drawing {
    let id = file.id.to_string();
    if file.media.is_image() {
        chat.files("show", &JsValue::from_str(&id));
        let (wide, high) = fitted(file.width.into(), file.height.into());
        let picture = el("img", "").set("alt", &file.name).set("width", &wide.to_string()).set("height", &high.to_string());
        return el("a", "picture").set("id", &id).set("target", "_blank").set("rel", "noopener").child(picture).draw();
    }
    let subject = JsValue::from_str(&[&id, " ", &file.name].concat());
    let size = [&file.bytes.div_ceil(1000).to_string(), " kB"].concat();
    el("button", "document")
        .set("id", &id)
        .set("type", "button")
        .on("click", move |_| chat.files("save", &subject))
        .child(icon(icon::SAVE))
        .child(el("span", "").child(file.name.as_str()))
        .child(el("small", "").child(size))
        .draw()
}

fn fitted(width: u64, height: u64) -> (u64, u64) {
    let (width, height) = (width.max(1), height.max(1));
    let wide = width.min(WIDE).min((width * HIGH / height).max(1));
    (wide, (height * wide / width).max(1))
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn pictures_keep_their_shape_and_are_never_blown_up() {
        assert_eq!(
            [(4032, 3024), (900, 1600), (12, 9), (5000, 1)].map(|(w, h)| fitted(w, h)),
            [(240, 180), (123, 218), (12, 9), (240, 1)]
        );
    }
}
