//! Timers that end with their handle.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Calls once after a pause; dropping it calls never.
pub struct Timeout {
    id: i32,
    _call: Closure<dyn FnMut()>,
}

impl Timeout {
    pub fn after(millis: u64, call: impl FnMut() + 'static) -> Option<Timeout> {
        let call = Closure::new(call);
        let millis = i32::try_from(millis).unwrap_or(i32::MAX);
        let id = window().set_timeout_with_callback_and_timeout_and_arguments_0(call.as_ref().unchecked_ref(), millis).ok()?;
        Some(Timeout { id, _call: call })
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        window().clear_timeout_with_handle(self.id);
    }
}

/// Calls for as long as the page lives.
pub fn every(millis: i32, call: impl FnMut() + 'static) {
    let call: Closure<dyn FnMut()> = Closure::new(call);
    // A browser that refuses timers shows waits that stand still.
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(call.as_ref().unchecked_ref(), millis);
    call.forget();
}

/// Comes back after a pause.
pub async fn sleep(millis: u64) {
    let mut timeout = None;
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        timeout = Timeout::after(millis, move || {
            // A promise's own function takes any argument.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    // It is never rejected.
    let _ = JsFuture::from(promise).await;
    drop(timeout);
}
