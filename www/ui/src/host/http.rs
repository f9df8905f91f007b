//! Requests to this host's API. The session is a cookie the page cannot read.

use json::Json;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestCredentials, RequestInit, Response};

use super::window;

/// Why there is no useful answer.
pub enum Refused {
    NoNetwork,
    Status {
        status: u16,
        retry_after: Option<String>,
    },
    /// The answer is not what was asked for.
    Unreadable,
}

pub async fn get<T: Json>(path: &str) -> Result<T, Refused> {
    read(&send("GET", path, None).await?).await
}

pub async fn post<B: Json, T: Json>(path: &str, body: &B) -> Result<T, Refused> {
    read(&send("POST", path, Some(wire::encode(body))).await?).await
}

/// Why something was not done.
pub enum Told {
    /// The edge's reason, by its code.
    Code(String),
    NoAnswer,
}

/// Asks for something to be done, and reads the reason where it is not.
pub async fn ask<B: Json, T: Json>(method: &str, path: &str, body: &B) -> Result<T, Told> {
    let response = fetch(method, path, Some(wire::encode(body))).await.map_err(|_| Told::NoAnswer)?;
    if response.ok() {
        return read(&response).await.map_err(|_| Told::NoAnswer);
    }
    let error: wire::api::ApiError = read(&response).await.map_err(|_| Told::NoAnswer)?;
    Err(Told::Code(error.code))
}

pub async fn delete(path: &str) -> Result<(), Refused> {
    send("DELETE", path, None).await.map(|_| ())
}

/// An answer as it came.
pub struct Plain {
    pub status: u16,
    /// Empty where there is none.
    pub text: String,
    pub retry_after: Option<String>,
}

/// Asks for anything, and gives whatever is answered; none where no answer came.
pub async fn plain(method: &str, path: &str, body: Option<String>) -> Option<Plain> {
    let response = fetch(method, path, body).await.ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    let retry_after = response.headers().get("retry-after").ok().flatten();
    Some(Plain { status: response.status(), text: text.as_string().unwrap_or_default(), retry_after })
}

async fn send(method: &str, path: &str, body: Option<String>) -> Result<Response, Refused> {
    let response = fetch(method, path, body).await?;
    if response.ok() {
        Ok(response)
    } else {
        let retry_after = response.headers().get("retry-after").ok().flatten();
        Err(Refused::Status { status: response.status(), retry_after })
    }
}

async fn fetch(method: &str, path: &str, body: Option<String>) -> Result<Response, Refused> {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_cache(RequestCache::NoStore);
    if let Some(body) = body {
        init.set_body(&JsValue::from_str(&body));
        if let Ok(headers) = web_sys::Headers::new() {
            // Both are plain ASCII.
            let _ = headers.set("content-type", "application/json");
            init.set_headers(&headers);
        }
    }
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, &init)).await.map_err(|_| Refused::NoNetwork)?;
    answer.dyn_into().map_err(|_| Refused::Unreadable)
}

async fn read<T: Json>(response: &Response) -> Result<T, Refused> {
    let text = JsFuture::from(response.text().map_err(|_| Refused::Unreadable)?).await.map_err(|_| Refused::NoNetwork)?;
    json::from_text(&text.as_string().unwrap_or_default()).map_err(|_| Refused::Unreadable)
}
