//! Keys as the browser tells them.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};

use crate::keys::Press;

/// What a press was, told to `then`. Key code 229 is how Safari tells that an input method still has the key.
pub(crate) fn with<T>(event: &KeyboardEvent, then: impl FnOnce(Press<'_>) -> T) -> T {
    let key = event.key();
    then(Press {
        key: &key,
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        composing: event.is_composing() || event.key_code() == 229,
    })
}

/// Whether the key went into a field.
pub(crate) fn is_in_field(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target
        .is_some_and(|element| element.matches("input:not([type=radio]):not([type=checkbox]), textarea, select").unwrap_or(false))
}
