//! Messages between the chat and the loader on the owner's page, each way pinned to the other's origin.
//!
//! Nothing a customer typed is ever in them.

use wasm_bindgen::{JsCast, JsValue};

use crate::accent::Accent;
use crate::browser;
use crate::place::Place;

/// From the loader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FromHost {
    Page(Page),
    /// Forget everything kept in this browser.
    Reset,
}

/// How it is around the chat just now, all of it each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub is_open: bool,
    /// The customer asked for the chat just now.
    pub focus: bool,
    /// What the page asks for, empty where it leaves the choice.
    pub locale: String,
    /// `light`, `dark`, or the system's.
    pub scheme: String,
    /// What the page says of the customer, its own address last: labels and values. Nobody has checked it.
    pub claims: Vec<(String, String)>,
    /// The path of its address; empty while the chat is closed.
    pub path: String,
}

/// What a page may say: a row of attributes, not a document. Characters of a label or a value.
const CLAIMS_MAX: usize = 20;
const CLAIM_CHARS: usize = 200;

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

    /// What the launcher shows. The first one of a document is answered with [`FromHost::Page`].
    pub fn state(&self, is_first: bool, accent: &Accent, unread: u32, live: bool, title: &str) {
        self.post(&[
            ("kind", "state".into()),
            ("first", is_first.into()),
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
    let text = |name: &str| browser::text_of(data, name).unwrap_or_default();
    match text("kind").as_str() {
        "visible" => Some(FromHost::Page(Page {
            is_open: is("open"),
            focus: is("focus"),
            locale: text("locale"),
            scheme: text("scheme"),
            claims: claims(data),
            path: text("page").split('/').skip(3).fold(String::new(), |path, step| [&path, "/", step].concat()),
        })),
        "reset" => Some(FromHost::Reset),
        _ => None,
    }
}

fn claims(data: &JsValue) -> Vec<(String, String)> {
    let Some(told) = browser::member(data, "claims") else { return Vec::new() };
    let clipped = |value: JsValue| value.as_string().map(|text| text.chars().take(CLAIM_CHARS).collect::<String>());
    let mut claims = Vec::new();
    for pair in js_sys::Object::entries(told.unchecked_ref()).iter().take(CLAIMS_MAX) {
        let pair: js_sys::Array = pair.unchecked_into();
        if let (Some(label), Some(value)) = (clipped(pair.get(0)), clipped(pair.get(1)))
            && !value.is_empty()
        {
            claims.push((label, value));
        }
    }
    let page = browser::text_of(data, "page").filter(|page| !claims.is_empty() && !page.is_empty());
    claims.extend(page.map(|page| ("page".to_owned(), page.chars().take(CLAIM_CHARS).collect())));
    claims
}
