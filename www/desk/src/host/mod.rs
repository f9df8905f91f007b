//! The browser, thinly: nothing here decides anything.

pub(crate) mod clock;
pub(crate) mod document;
pub(crate) mod http;
pub(crate) mod keyboard;
pub(crate) mod notification;
pub(crate) mod random;
pub(crate) mod socket;
pub(crate) mod sound;
pub(crate) mod storage;
pub(crate) mod timer;
pub(crate) mod upload;

/// The window. A page always has one.
pub(crate) fn window() -> web_sys::Window {
    leptos::prelude::window()
}
