//! Static files of a host, from a service that knows nothing but bytes.
//!
//! Types, caching, compression and security are decided here. Everything under `/a/` has its hash in its name and never
//! changes; the rest is looked up anew with an entity tag. `NAME.br` beside a file is the same file, compressed at build time.

use worker::{EncodeBody, Env, Fetcher, Request, Response, ResponseBody};

use crate::config::{self, Host};
use crate::digest::sha256_hex;
use crate::error::Problem;
use crate::policy;

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// The loader has no hash in this name, which hosts embed for ever; under `/a/` it has one, for pages that pin what they load.
const LOADER: &str = "public, max-age=300";
const REVALIDATED: &str = "no-cache";

/// The file at `path`, for a request of any page.
pub(crate) async fn file(env: &Env, host: Host, request: &Request, path: &str) -> Result<Response, Problem> {
    let origin = config::origin(env, host)?;
    let found = fetch(env, host, request, path).await?;
    let is_hashed = path.starts_with("/a/");
    let caching = if is_hashed {
        IMMUTABLE
    } else if path.starts_with("/v1/") {
        LOADER
    } else {
        REVALIDATED
    };
    let response = if is_hashed { found.streamed(path)? } else { found.revalidated(request, path).await? };
    let headers = response.headers();
    headers.set("cache-control", caching)?;
    // A worker gets its policy from its own script, not from the page.
    headers.set("content-security-policy", &policy::document(&origin, &[]))?;
    // Owners' pages load it, and those that name its hash (`integrity`) by a request with CORS.
    if host == Host::Chat && (path.starts_with("/v1/") || path.starts_with("/a/loader-")) {
        headers.set("cross-origin-resource-policy", "cross-origin")?;
        headers.set("access-control-allow-origin", "*")?;
    }
    Ok(response)
}

/// The bytes of a file that is the Worker's own.
pub(crate) async fn bytes(env: &Env, path: &str) -> Result<Vec<u8>, Problem> {
    let service = env.service(Host::Chat.assets_binding())?;
    let found = get(&service, path).await?;
    Ok(found.ok_or_else(|| Problem::internal(path))?.bytes().await?)
}

/// A document of ours that `ancestors` may frame.
pub(crate) async fn document(
    env: &Env,
    host: Host,
    request: &Request,
    path: &str,
    ancestors: &[String],
) -> Result<Response, Problem> {
    let origin = config::origin(env, host)?;
    let response = fetch(env, host, request, path).await?.revalidated(request, path).await?;
    let headers = response.headers();
    headers.set("cache-control", REVALIDATED)?;
    headers.set("content-security-policy", &policy::document(&origin, ancestors))?;
    headers.set("cross-origin-opener-policy", "same-origin")?;
    if ancestors.is_empty() {
        headers.set("x-frame-options", "DENY")?;
    } else {
        headers.set("cross-origin-resource-policy", "cross-origin")?;
    }
    Ok(response)
}

/// A file as the service gave it.
struct Found {
    response: Response,
    is_brotli: bool,
}

async fn fetch(env: &Env, host: Host, request: &Request, path: &str) -> Result<Found, Problem> {
    let missing = || Problem::not_found("There is no such file. Reload the page to get the current ones.");
    if !is_plain(path) || path.ends_with(".br") {
        return Err(missing());
    }
    let service = env.service(host.assets_binding())?;
    let accepted = request.headers().get("accept-encoding")?.unwrap_or_default();
    if accepts_brotli(&accepted)
        && let Some(response) = get(&service, &format!("{path}.br")).await?
    {
        return Ok(Found { response, is_brotli: true });
    }
    let response = get(&service, path).await?.ok_or_else(missing)?;
    Ok(Found { response, is_brotli: false })
}

async fn get(service: &Fetcher, path: &str) -> Result<Option<Response>, Problem> {
    let response = service.fetch(format!("http://assets{path}"), None).await?;
    Ok((response.status_code() == 200).then_some(response))
}

impl Found {
    fn streamed(self, path: &str) -> Result<Response, Problem> {
        let (_, body) = self.response.into_parts();
        answer(path, self.is_brotli, 200, body)
    }

    /// Short files without a hash in their name: the tag is one of their bytes.
    async fn revalidated(mut self, request: &Request, path: &str) -> Result<Response, Problem> {
        let bytes = self.response.bytes().await?;
        let tag = format!("\"{}\"", sha256_hex(&bytes).get(..16).unwrap_or_default());
        let known = request.headers().get("if-none-match")?.unwrap_or_default();
        let is_known = known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
        let response = if is_known {
            answer(path, self.is_brotli, 304, ResponseBody::Empty)?
        } else {
            answer(path, self.is_brotli, 200, ResponseBody::Body(bytes))?
        };
        response.headers().set("etag", &tag)?;
        Ok(response)
    }
}

fn answer(path: &str, is_brotli: bool, status: u16, body: ResponseBody) -> Result<Response, Problem> {
    let mut builder = Response::builder()
        .with_status(status)
        .with_header("content-type", content_type(path))?
        .with_header("vary", "accept-encoding")?;
    if is_brotli && status == 200 {
        builder = builder.with_header("content-encoding", "br")?.with_encode_body(EncodeBody::Manual);
    }
    Ok(builder.body(body))
}

/// Letters that file names of ours have, no step upwards, nothing hidden.
fn is_plain(path: &str) -> bool {
    let is_name = |name: &str| {
        !name.starts_with('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    };
    path.strip_prefix('/').is_some_and(|path| !path.is_empty() && path.split('/').all(|name| !name.is_empty() && is_name(name)))
}

/// Whether a browser reads brotli.
pub(crate) fn accepts_brotli(accepted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some("br") && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        Some(_) | None => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_are_files() {
        for path in ["/a/widget-1a2b3c4d5e6f.js", "/v1/loader.js", "/favicon.ico"] {
            assert!(is_plain(path), "{path}");
        }
        for path in ["", "/", "/../edge/secret", "/a//b", "/a/..", "/.env", "/a/%2e%2e", "/a\\b", "a"] {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn brotli_is_served_to_those_who_accept_it() {
        assert!(accepts_brotli("gzip, deflate, br, zstd"));
        assert!(accepts_brotli("br;q=0.5"));
        assert!(!accepts_brotli("gzip, br;q=0"));
        assert!(!accepts_brotli(""));
    }
}
