//! Messages between the chat and the loader on the owner's page, each way pinned to the other's origin.
//!
//! Nothing a customer typed is ever in them.

use wasm_bindgen::JsValue;

use crate::accent::Accent;
use crate::browser;
use crate::place::Place;

/// From the loader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FromHost {
    /// The panel is shown or hidden; `focus` if the customer asked for it just now.
    Visible {
        open: bool,
        focus: bool,
    },
    Locale(String),
    /// Forget everything kept in this browser.
    Reset,
}

/// The way to the page around the iframe. Without one (the chat stands alone) messages go nowhere.
pub struct Bridge {
    host: Option<(web_sys::Window, String)>,
}

impl Bridge {
    #[must_use]
    pub fn new(place: &Place) -> Bridge {
        let parent = browser::window().and_then(|window| window.parent().ok().flatten().filter(|parent| *parent != window));
        Bridge { host: parent.zip(place.host.clone()) }
    }

    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.host.is_none()
    }

    pub fn listen(&self, mut heard: impl FnMut(FromHost) + 'static) {
        let (Some((parent, origin)), Some(window)) = (self.host.clone(), browser::window()) else { return };
        let parent: JsValue = parent.into();
        browser::listen(&window, "message", move |event: web_sys::MessageEvent| {
            let is_host = event.origin() == origin && event.source().is_some_and(|source| *source == parent);
            if is_host && let Some(message) = read(&event.data()) {
                heard(message);
            }
        });
    }

    /// What the launcher shows.
    pub fn state(&self, accent: &Accent, unread: u32, live: bool, title: &str) {
        self.post(&[
            ("kind", "state".into()),
            ("accent", JsValue::from_str(&accent.colour)),
            ("ink", accent.ink.into()),
            ("unread", unread.into()),
            ("live", live.into()),
            ("title", title.into()),
        ]);
    }

    pub fn close(&self) {
        self.post(&[("kind", "close".into())]);
    }

    /// Everything was forgotten: the iframe may go.
    pub fn gone(&self) {
        self.post(&[("kind", "gone".into())]);
    }

    /// For `Frontdesk('on', name, …)`.
    pub fn event(&self, name: &str) {
        self.post(&[("kind", "event".into()), ("name", name.into())]);
    }

    fn post(&self, members: &[(&str, JsValue)]) {
        let Some((parent, origin)) = &self.host else { return };
        let message = browser::object(members);
        let _ = js_sys::Reflect::set(&message, &"frontdesk".into(), &1.into());
        let _ = parent.post_message(&message, origin);
    }
}

fn read(data: &JsValue) -> Option<FromHost> {
    browser::member(data, "frontdesk")?;
    let is = |name: &str| browser::member(data, name).is_some_and(|value| value.is_truthy());
    match browser::text_of(data, "kind")?.as_str() {
        "visible" => Some(FromHost::Visible { open: is("open"), focus: is("focus") }),
        "locale" => Some(FromHost::Locale(browser::text_of(data, "locale")?)),
        "reset" => Some(FromHost::Reset),
        _ => None,
    }
}
