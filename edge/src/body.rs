//! Bodies: of requests, bounded before they are parsed, and of answers.

use futures_util::StreamExt;
use json::Json;
use worker::{Request, Response};

use crate::error::Problem;

/// A visitor's or agent's body: the largest honest one is a batch of outcomes.
pub(crate) const SMALL_BYTES: usize = 16 * 1024;

/// An operator's body: a bundle, a pack and a sense of a few hundred kilobytes each, in base64.
pub(crate) const PUBLICATION_BYTES: usize = 16 * 1024 * 1024;

/// Reads a YAML body of at most `limit` bytes.
pub(crate) async fn yaml(request: &mut Request, limit: usize) -> Result<String, Problem> {
    let content_type = request.headers().get("content-type")?.unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some("application/yaml") {
        return Err(Problem::new(415, "not_yaml", "Send the playbook as YAML with `Content-Type: application/yaml`."));
    }
    String::from_utf8(bytes(request, limit).await?).map_err(|_| Problem::bad_request("The playbook is not UTF-8."))
}

/// Reads a body of JSON lines of at most `limit` bytes.
pub(crate) async fn lines(request: &mut Request, limit: usize) -> Result<String, Problem> {
    let content_type = request.headers().get("content-type")?.unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some("application/x-ndjson") {
        let message = "Send one JSON object per line with `Content-Type: application/x-ndjson`.";
        return Err(Problem::new(415, "not_lines", message));
    }
    String::from_utf8(bytes(request, limit).await?).map_err(|_| Problem::bad_request("The batch is not UTF-8."))
}

/// Reads a JSON body of at most `limit` bytes.
pub(crate) async fn json<T: Json>(request: &mut Request, limit: usize) -> Result<T, Problem> {
    let content_type = request.headers().get("content-type")?.unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Problem::new(415, "not_json", "Send the body as JSON with `Content-Type: application/json`."));
    }
    let bytes = bytes(request, limit).await?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Problem::bad_request("The body is not UTF-8."))?;
    json::from_text(text).map_err(|error| Problem::bad_request(format!("The body is not what this route reads: {error}.")))
}

/// The declared length is checked first, then what really arrives, chunk by chunk.
pub(crate) async fn bytes(request: &mut Request, limit: usize) -> Result<Vec<u8>, Problem> {
    let too_long =
        || Problem::new(413, "too_long", format!("The body is longer than the {limit} bytes this route reads. Send less."));
    let declared = request.headers().get("content-length")?.and_then(|value| value.parse::<usize>().ok());
    if declared.is_some_and(|length| length > limit) {
        return Err(too_long());
    }
    if request.inner().body().is_none() {
        return Ok(Vec::new());
    }
    let mut stream = request.stream()?;
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_long());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// An answer of JSON.
pub(crate) fn answer<T: Json>(value: &T) -> worker::Result<Response> {
    let response = Response::ok(json::to_text(value))?;
    response.headers().set("content-type", "application/json")?;
    Ok(response)
}
