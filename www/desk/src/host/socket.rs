//! A WebSocket to this host, with its sub-protocol.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{CloseEvent, Event, MessageEvent, WebSocket};
use wire::CloseReason;
use wire::hello::SUBPROTOCOL;

use super::window;

/// What a socket does.
pub(crate) enum Happening {
    Opened,
    Text(String),
    /// The reason where the server gave one.
    Closed(Option<CloseReason>),
}

/// An open or opening socket. Dropping it closes it and gives nothing more.
pub(crate) struct Socket {
    inner: WebSocket,
    _opened: Closure<dyn FnMut(Event)>,
    _text: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Connects to a path of this host. None where the browser refuses at once.
    pub(crate) fn open(path: &str, on: impl Fn(Happening) + Clone + 'static) -> Option<Socket> {
        let location = window().location();
        let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
        let inner = WebSocket::new_with_str(&format!("{scheme}://{}{path}", location.host().ok()?), SUBPROTOCOL).ok()?;
        let told = on.clone();
        let opened = Closure::new(move |_: Event| told(Happening::Opened));
        let told = on.clone();
        let text = Closure::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                told(Happening::Text(text));
            }
        });
        let closed = Closure::new(move |event: CloseEvent| {
            let ours = event.code() == CloseReason::CODE;
            on(Happening::Closed(if ours { CloseReason::parse(&event.reason()) } else { None }));
        });
        inner.set_onopen(Some(opened.as_ref().unchecked_ref()));
        inner.set_onmessage(Some(text.as_ref().unchecked_ref()));
        inner.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Socket { inner, _opened: opened, _text: text, _closed: closed })
    }

    pub(crate) fn send(&self, text: &str) {
        // A socket that closes just now loses the frame; whoever sent it sends it again after the reconnect.
        let _ = self.inner.send_with_str(text);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.inner.set_onopen(None);
        self.inner.set_onmessage(None);
        self.inner.set_onclose(None);
        // Closing a closed socket is no error.
        let _ = self.inner.close();
    }
}
