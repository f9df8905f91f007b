//! The page around the components.

use leptos::prelude::document;
use ui::Lang;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::window;

pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

pub(crate) fn set_language(lang: Lang) {
    if let Some(root) = document().document_element() {
        // The attribute's name is valid.
        let _ = root.set_attribute("lang", lang.tag());
    }
}

/// The person's languages, dearest first.
pub(crate) fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

pub(crate) fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Puts the focus on the first element of a selector.
pub(crate) fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

/// Takes the focus off whatever has it.
pub(crate) fn blur() {
    if let Some(element) = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

pub(crate) fn reload() {
    // A page that may not reload stays as it is.
    let _ = window().location().reload();
}
