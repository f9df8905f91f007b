//! One file on its way. `fetch` does not tell how much has left, so this is a request of the older kind.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, ProgressEvent, XmlHttpRequest};

/// What is heard of it.
pub(crate) enum Heard {
    /// Per cent that have left.
    Progress(u8),
    /// An answer and its text; the status is zero where there was none.
    Ended(u16, String),
}

/// A request under way; dropped, it is given up.
pub(crate) struct Upload {
    request: XmlHttpRequest,
    _on_progress: Closure<dyn FnMut(ProgressEvent)>,
    _on_end: Closure<dyn FnMut(Event)>,
}

impl Upload {
    /// Sends the file by `PUT`. None where the browser does not even begin.
    pub(crate) fn begin(url: &str, name: &str, file: &web_sys::File, heard: impl Fn(Heard) + Clone + 'static) -> Option<Upload> {
        let request = XmlHttpRequest::new().ok()?;
        request.open("PUT", url).ok()?;
        let name = String::from(js_sys::encode_uri_component(name));
        request.set_request_header("frontdesk-file-name", &name).ok()?;
        let told = heard.clone();
        let progress = Closure::new(move |event: ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                told(Heard::Progress((event.loaded() / event.total() * 100.0).clamp(0.0, 100.0) as u8));
            }
        });
        let answered = request.clone();
        let ended = Closure::new(move |_: Event| {
            let text = answered.response_text().ok().flatten().unwrap_or_default();
            heard(Heard::Ended(answered.status().unwrap_or(0), text));
        });
        request.upload().ok()?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
        request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
        request.send_with_opt_blob(Some(file)).ok()?;
        Some(Upload { request, _on_progress: progress, _on_end: ended })
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.request.set_onloadend(None);
        if let Ok(upload) = self.request.upload() {
            upload.set_onprogress(None);
        }
        // One that has ended is not given up any more.
        let _ = self.request.abort();
    }
}
