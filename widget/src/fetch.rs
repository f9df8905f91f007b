//! Requests to the chat host.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchError {
    /// No connection, or the host did not answer.
    Unreachable,
    /// It answered with this status.
    Status(u16),
}

/// The body of a resource.
pub async fn get(url: &str) -> Result<String, FetchError> {
    request(url, "GET", None, None).await
}

/// What is for this visitor alone.
pub async fn get_own(url: &str, bearer: &str) -> Result<String, FetchError> {
    request(url, "GET", Some(bearer), None).await
}

/// Sends `body` as JSON. It leaves even if the page is closed meanwhile.
pub async fn post(url: &str, bearer: Option<&str>, body: Option<&str>) -> Result<String, FetchError> {
    request(url, "POST", bearer, body).await
}

async fn request(url: &str, method: &str, bearer: Option<&str>, body: Option<&str>) -> Result<String, FetchError> {
    let unreachable = |_: JsValue| FetchError::Unreachable;
    let headers = web_sys::Headers::new().map_err(unreachable)?;
    let init = web_sys::RequestInit::new();
    init.set_method(method);
    // As the page's early request for the bundle; a visitor has no cookies, but a page of the chat host could be given some.
    init.set_credentials(if body.is_some() {
        web_sys::RequestCredentials::Omit
    } else {
        web_sys::RequestCredentials::SameOrigin
    });
    if let Some(token) = bearer {
        headers.set("authorization", &["Bearer ", token].concat()).map_err(unreachable)?;
    }
    if let Some(body) = body {
        headers.set("content-type", "application/json").map_err(unreachable)?;
        init.set_body(&JsValue::from_str(body));
        let _ = js_sys::Reflect::set(&init, &"keepalive".into(), &true.into());
    }
    init.set_headers(&headers);
    let window = browser::window().ok_or(FetchError::Unreachable)?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(url, &init)).await.map_err(unreachable)?;
    let answer: web_sys::Response = answer.dyn_into().map_err(unreachable)?;
    if !answer.ok() {
        return Err(FetchError::Status(answer.status()));
    }
    let text = JsFuture::from(answer.text().map_err(unreachable)?).await.map_err(unreachable)?;
    text.as_string().ok_or(FetchError::Unreachable)
}
