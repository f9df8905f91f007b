//! Notifications of the browser.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use super::window;

/// What the browser lets this page do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permission {
    /// The browser has no notifications.
    Absent,
    /// To be asked for, by a click.
    Askable,
    Granted,
    Denied,
}

pub(crate) fn permission() -> Permission {
    let has = js_sys::Reflect::has(&window(), &"Notification".into()).unwrap_or(false);
    if !has {
        return Permission::Absent;
    }
    let now = Notification::permission();
    if now == NotificationPermission::Granted {
        Permission::Granted
    } else if now == NotificationPermission::Denied {
        Permission::Denied
    } else {
        Permission::Askable
    }
}

/// Asks the person; only where they clicked.
pub(crate) async fn ask() -> Permission {
    if let Ok(promise) = Notification::request_permission() {
        // Whatever came of it is asked next.
        let _ = JsFuture::from(promise).await;
    }
    permission()
}

/// Shows one, in place of an earlier one with the same tag. A click brings the page forward and calls.
pub(crate) fn show(title: &str, body: &str, tag: &str, clicked: impl FnOnce() + 'static) {
    if permission() != Permission::Granted {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(body);
    options.set_tag(tag);
    // A browser that allows them to other pages only shows none.
    let Ok(shown) = Notification::new_with_options(title, &options) else { return };
    let held = shown.clone();
    let clicked = Closure::once_into_js(move || {
        // A browser may keep the page where it is.
        let _ = window().focus();
        held.close();
        clicked();
    });
    shown.set_onclick(Some(clicked.unchecked_ref()));
}
