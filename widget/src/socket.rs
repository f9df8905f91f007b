//! One WebSocket to the conversation. What it means that it opened, spoke or closed is the client machine's business.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wire::CloseReason;
use wire::hello::SUBPROTOCOL;

/// What the socket tells.
pub enum Heard {
    Opened,
    Frame(String),
    Closed(Option<CloseReason>),
}

/// Open or opening; closed when dropped, and silent from then on.
pub struct Socket {
    socket: web_sys::WebSocket,
    _open: Closure<dyn FnMut(JsValue)>,
    _message: Closure<dyn FnMut(web_sys::MessageEvent)>,
    _close: Closure<dyn FnMut(web_sys::CloseEvent)>,
}

impl Socket {
    /// # Errors
    /// The browser refuses to open one at all.
    pub fn open(url: &str, token: &str, heard: impl Fn(Heard) + Clone + 'static) -> Result<Socket, JsValue> {
        let protocols = js_sys::Array::of2(&SUBPROTOCOL.into(), &token.into());
        let socket = web_sys::WebSocket::new_with_str_sequence(url, &protocols)?;
        let tell = heard.clone();
        let open = Closure::<dyn FnMut(JsValue)>::new(move |_| tell(Heard::Opened));
        let tell = heard.clone();
        let message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            if let Some(text) = event.data().as_string() {
                tell(Heard::Frame(text));
            }
        });
        let close = Closure::<dyn FnMut(web_sys::CloseEvent)>::new(move |event: web_sys::CloseEvent| {
            let is_ours = event.code() == CloseReason::CODE;
            heard(Heard::Closed(CloseReason::parse(&event.reason()).filter(|_| is_ours)));
        });
        socket.set_onopen(Some(open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(close.as_ref().unchecked_ref()));
        Ok(Socket { socket, _open: open, _message: message, _close: close })
    }

    /// A frame that cannot leave is not lost: the machine sends it again after the close that follows.
    pub fn send(&self, text: &str) {
        let _ = self.socket.send_with_str(text);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}
