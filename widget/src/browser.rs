//! What only the browser can give: time, random bits, timers, events.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wire::{Locale, Timestamp};

#[must_use]
pub fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

#[must_use]
pub fn document() -> Option<web_sys::Document> {
    window().and_then(|window| window.document())
}

#[must_use]
pub fn now() -> Timestamp {
    // Milliseconds since 1970 are far below 2^53.
    Timestamp(js_sys::Date::now().max(0.0) as u64)
}

/// A time as people of this language write it, in their own time zone.
#[must_use]
pub fn moment(locale: &Locale, at: Timestamp) -> String {
    let style = |style: &str| JsValue::from_str(style);
    let options = object(&[("dateStyle", style("medium")), ("timeStyle", style("short"))]);
    js_sys::Date::new(&JsValue::from_f64(at.0 as f64)).to_locale_string(locale.as_str(), &options).into()
}

/// 128 random bits for an id.
#[must_use]
pub fn random_bits() -> u128 {
    let mut bytes = [0; 16];
    // Older than WebAssembly, so it is there.
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u128::from_be_bytes(bytes)
}

/// A time-out that is cancelled when dropped.
pub struct Timer {
    handle: i32,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    #[must_use]
    pub fn after(millis: u64, callback: impl FnMut() + 'static) -> Option<Timer> {
        let callback = Closure::<dyn FnMut()>::new(callback);
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        let handle =
            window()?.set_timeout_with_callback_and_timeout_and_arguments_0(callback.as_ref().unchecked_ref(), millis).ok()?;
        Some(Timer { handle, _callback: callback })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.handle);
        }
    }
}

/// Calls `listener` on every event of this name for as long as the page lives.
pub fn listen<E: JsCast + 'static>(target: &web_sys::EventTarget, name: &str, mut listener: impl FnMut(E) + 'static) {
    // The name says what kind of event it is.
    listen_by(target, name, Box::new(move |event| listener(event.unchecked_into())));
}

fn listen_by(target: &web_sys::EventTarget, name: &str, listener: Box<dyn FnMut(web_sys::Event)>) {
    let callback = Closure::wrap(listener);
    let _ = target.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    callback.forget();
}

/// The first element of the page that a selector finds, if it is of this kind.
#[must_use]
pub fn find<E: JsCast>(selector: &str) -> Option<E> {
    document()?.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Calls once everything that changed is laid out.
pub fn before_next_frame(callback: fn()) {
    let callback = Closure::once_into_js(callback);
    if let Some(window) = window() {
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}

pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Whether the tab is in front.
#[must_use]
pub fn is_in_front() -> bool {
    document().is_some_and(|document| !document.hidden())
}

/// Whether the main pointer is a finger: focus would pull up a keyboard nobody asked for.
#[must_use]
pub fn is_touch() -> bool {
    window().and_then(|window| window.match_media("(pointer: coarse)").ok().flatten()).is_some_and(|query| query.matches())
}

/// `navigator.languages`, best first.
#[must_use]
pub fn languages() -> Vec<String> {
    window()
        .map(|window| window.navigator().languages().iter().filter_map(|language| language.as_string()).collect())
        .unwrap_or_default()
}

/// A plain JavaScript object.
#[must_use]
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in members {
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A text member of a JavaScript object.
#[must_use]
pub fn text_of(object: &JsValue, name: &str) -> Option<String> {
    member(object, name)?.as_string()
}

/// A member of a JavaScript object that is there.
#[must_use]
pub fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}
