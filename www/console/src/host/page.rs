//! The page's address, its files and its clipboard.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use ui::host::window;

/// The part of the address behind `#`, with it.
pub(crate) fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to another place of the console; the browser tells it as `hashchange`.
pub(crate) fn go(hash: &str) {
    // An address of our own making is valid.
    let _ = window().location().set_hash(hash);
}

/// What a field holds, whatever kind of field it is.
pub(crate) fn value(target: Option<web_sys::EventTarget>) -> String {
    let Some(target) = target else { return String::new() };
    if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
        field.value()
    } else if let Some(field) = target.dyn_ref::<HtmlTextAreaElement>() {
        field.value()
    } else if let Some(field) = target.dyn_ref::<HtmlSelectElement>() {
        field.value()
    } else {
        String::new()
    }
}

/// Puts the focus on an element by its id.
pub(crate) fn focus_id(id: &str) {
    let element = leptos::prelude::document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Copies a text; whether the browser let us.
pub(crate) async fn copy(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// Names and bytes of chosen files.
pub(crate) async fn read_files(list: FileList) -> Vec<(String, Vec<u8>)> {
    let mut read = Vec::new();
    for at in 0..list.length() {
        if let Some(file) = list.get(at) {
            let name = file.name();
            if let Some(bytes) = bytes_of(&file).await {
                read.push((name, bytes));
            }
        }
    }
    read
}

async fn bytes_of(file: &File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Puts a text into a field.
pub(crate) fn set_value(id: &str, text: &str) {
    let Some(element) = leptos::prelude::document().get_element_by_id(id) else { return };
    if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
        field.set_value(text);
    } else if let Some(field) = element.dyn_ref::<HtmlTextAreaElement>() {
        field.set_value(text);
    }
}

/// Puts the focus on an element that is about to be drawn.
pub(crate) fn focus_soon(id: &str) {
    let id = id.to_owned();
    leptos::task::spawn_local(async move {
        // Drawing takes a moment or two; what never comes leaves the focus where it is.
        for _ in 0..20 {
            ui::host::timer::sleep(20).await;
            if leptos::prelude::document().get_element_by_id(&id).is_some() {
                return focus_id(&id);
            }
        }
    });
}
