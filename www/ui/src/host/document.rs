//! The page around the components.

use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver, Url};

use super::window;
use crate::Lang;

pub fn set_title(title: &str) {
    document().set_title(title);
}

pub fn set_language(lang: Lang) {
    if let Some(root) = document().document_element() {
        // The attribute's name is valid.
        let _ = root.set_attribute("lang", lang.tag());
    }
}

/// The person's languages, dearest first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

pub fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Calls whenever an element changes its size, until dropped.
pub struct Resizes {
    observer: ResizeObserver,
    _call: Closure<dyn FnMut()>,
}

impl Resizes {
    pub fn of(element: &Element, call: impl FnMut() + 'static) -> Option<Resizes> {
        let call: Closure<dyn FnMut()> = Closure::new(call);
        let observer = ResizeObserver::new(call.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Resizes { observer, _call: call })
    }
}

impl Drop for Resizes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Puts the focus on the first element of a selector.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

/// Gives the focus to the first element of a selector where nothing has it, and scrolls nothing for it.
pub fn refocus(selector: &str) {
    let is_lost = document().active_element().is_none_or(|element| element.matches("body").unwrap_or(false));
    let found = document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = found.filter(|_| is_lost) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

/// Closes whatever dialog is open; the browser gives the focus back.
pub fn close_dialog() {
    let open = document().query_selector("dialog[open]").ok().flatten();
    if let Some(dialog) = open.and_then(|dialog| dialog.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Scrolls to an element only as far as it takes to see it.
pub fn reveal(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// An attribute of what has the focus.
pub fn focused(attribute: &str) -> Option<String> {
    document().active_element()?.get_attribute(attribute)
}

/// Moves the focus to the next (`true`) or previous element of a selector, from the one that has it.
pub fn focus_next(selector: &str, below: bool) {
    let Ok(all) = document().query_selector_all(selector) else { return };
    let at = document()
        .active_element()
        .and_then(|active| (0..all.length()).find(|at| all.item(*at).is_some_and(|node| active.is_same_node(Some(&node)))));
    let last = all.length().saturating_sub(1);
    let next = match (at, below) {
        (Some(at), true) => (at + 1).min(last),
        (Some(at), false) => at.saturating_sub(1),
        (None, _) => 0,
    };
    if let Some(element) = all.item(next).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Takes the focus off whatever has it.
pub fn blur() {
    if let Some(element) = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

pub fn reload() {
    // A page that may not reload stays as it is.
    let _ = window().location().reload();
}

/// Hands a text to the browser as a download.
pub fn save(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let Ok(url) = web_sys::Blob::new_with_str_sequence(&parts).and_then(|blob| Url::create_object_url_with_blob(&blob)) else {
        return;
    };
    if let Some(link) = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        // Both names are valid.
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    // It was there a moment ago.
    let _ = Url::revoke_object_url(&url);
}

/// The browser's time zone, such as `Europe/Berlin`.
#[must_use]
pub fn zone() -> String {
    let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok().and_then(|zone| zone.as_string()).unwrap_or_default()
}
