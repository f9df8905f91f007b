//! The browser, thinly: nothing here decides anything.

pub mod clock;
pub mod document;
pub mod http;
pub mod storage;
pub mod timer;

/// The window. A page always has one.
#[must_use]
pub fn window() -> web_sys::Window {
    leptos::prelude::window()
}
