//! Line icons on a 24 by 24 grid.

use leptos::prelude::*;

pub const CLOSE: &str = "M6 6l12 12M18 6L6 18";
pub const SEND: &str = "M5 12h14M12.5 5.5L19 12l-6.5 6.5";
pub const PERSON: &str = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5";
pub const LOCK: &str = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
pub const DOWN: &str = "M12 5v14M6 13l6 6 6-6";

#[must_use]
pub fn icon(path: &'static str) -> AnyView {
    view! { <svg viewBox="0 0 24 24" aria-hidden="true"><path d=path></path></svg> }.into_any()
}
