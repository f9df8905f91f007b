//! Typed requests to the API of this host.

use json::Json;
use ui::host::http;

use crate::problem::{Problem, read};

/// Asks for something.
pub(crate) async fn get<T: Json>(path: &str) -> Result<T, Problem> {
    let answer = http::plain("GET", path, None).await.ok_or(Problem::NoNetwork)?;
    read(answer.status, &answer.text, answer.retry_after.as_deref())
}

/// Sends something.
pub(crate) async fn send<B: Json, T: Json>(method: &str, path: &str, body: &B) -> Result<T, Problem> {
    let answer = http::plain(method, path, Some(json::to_text(body))).await.ok_or(Problem::NoNetwork)?;
    read(answer.status, &answer.text, answer.retry_after.as_deref())
}
