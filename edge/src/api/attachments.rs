//! Files beside messages: `PUT` and `GET` of `/api/v1/sites/{site}/conversations/{id}/attachments/{file}` on the chat host, with the
//! visitor's token, and of `/api/v1/conversations/{id}/attachments/{file}` on the desk host, with the agent's session.
//!
//! The id is drawn by who sends the file, so that a repeated upload changes nothing. The body is the file itself, and its name comes
//! percent-encoded in the header `frontdesk-file-name`. No credential is in an address: pages fetch what an `<img>` cannot ask for.

use wire::limits::FILE_BYTES;
use wire::{ConversationId, File, FileId, Media, Participant, SiteId};
use worker::{Env, Request, Response};

use crate::auth::{agent, origin, visitor};
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address, ConversationCall, Upload};

const NAME: &str = "frontdesk-file-name";

pub(crate) async fn put_by_visitor(
    env: &Env,
    request: &Request,
    site: &SiteId,
    conversation: ConversationId,
    file: FileId,
) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Chat)?)?;
    let who = Participant::Visitor { id: visitor::of_request(env, request, site)?.visitor };
    put(env, request, Address::Conversation(site, conversation), who, file).await
}

pub(crate) async fn put_by_agent(
    env: &Env,
    request: &Request,
    conversation: ConversationId,
    file: FileId,
) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    let session = agent::of_request(env, request).await?;
    let who = Participant::Agent { id: session.agent.id, name: session.agent.name };
    put(env, request, Address::Conversation(&session.site, conversation), who, file).await
}

pub(crate) async fn get_by_visitor(
    env: &Env,
    request: &Request,
    site: &SiteId,
    conversation: ConversationId,
    file: FileId,
) -> Result<Response, Problem> {
    let who = Participant::Visitor { id: visitor::of_request(env, request, site)?.visitor };
    get(env, Address::Conversation(site, conversation), who, file).await
}

pub(crate) async fn get_by_agent(
    env: &Env,
    request: &Request,
    conversation: ConversationId,
    file: FileId,
) -> Result<Response, Problem> {
    let session = agent::of_request(env, request).await?;
    let who = Participant::Agent { id: session.agent.id, name: session.agent.name };
    get(env, Address::Conversation(&session.site, conversation), who, file).await
}

/// What says itself that it is too long is refused before a byte of it is read; the object counts what comes.
async fn put(env: &Env, request: &Request, to: Address<'_>, who: Participant, file: FileId) -> Result<Response, Problem> {
    let declared = request.headers().get("content-length")?.and_then(|value| value.parse::<u64>().ok());
    if declared.is_some_and(|length| length > FILE_BYTES) {
        return Err(too_long());
    }
    let name = decoded(&request.headers().get(NAME)?.unwrap_or_default());
    super::private(&objects::upload(env, to, &Upload { who, file, name }, request).await?)
}

async fn get(env: &Env, from: Address<'_>, who: Participant, file: FileId) -> Result<Response, Problem> {
    let found = objects::send(env, from, &ConversationCall::File { who, file }).await?;
    let file: File = objects::unpacked(&found.headers().get(objects::FILE)?.unwrap_or_default())?;
    let (_, body) = found.into_parts();
    let builder = Response::builder()
        .with_header("content-type", content_type(file.media))?
        .with_header("content-disposition", &disposition(&file))?
        // Whatever hides in it is nothing but bytes: no script, no style, no frame, an origin of its own.
        .with_header("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'")?
        .with_header("cross-origin-resource-policy", "same-origin")?
        .with_header("cache-control", "private, max-age=3600")?
        .with_header("vary", "authorization, cookie")?;
    Ok(builder.body(body))
}

pub(crate) fn too_long() -> Problem {
    let most = FILE_BYTES / (1024 * 1024);
    Problem::new(413, "too_long", format!("A file has at most {most} MB. Send a smaller one."))
}

fn content_type(media: Media) -> &'static str {
    match media {
        Media::Png => "image/png",
        Media::Jpeg => "image/jpeg",
        Media::Gif => "image/gif",
        Media::Webp => "image/webp",
        Media::Pdf => "application/pdf",
        Media::Unknown => "application/octet-stream",
    }
}

/// Pictures are shown, all else is saved. The name in both spellings of RFC 6266.
fn disposition(file: &File) -> String {
    let how = if file.media.is_image() { "inline" } else { "attachment" };
    let plain: String = file.name.chars().map(|c| if c.is_ascii() && !matches!(c, '"' | '\\' | '%') { c } else { '_' }).collect();
    let mut coded = String::new();
    for byte in file.name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}

/// Percent-encoded UTF-8; what is not stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let coded = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match coded.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, media: Media) -> File {
        File { id: FileId::from_bits(1), media, bytes: 1, width: 0, height: 0, name: name.to_owned() }
    }

    #[test]
    fn at6_pictures_are_shown_and_documents_saved_under_their_names() {
        assert_eq!(disposition(&file("a.png", Media::Png)), "inline; filename=\"a.png\"; filename*=UTF-8''a.png");
        let chinese = disposition(&file("收据 1.pdf", Media::Pdf));
        assert_eq!(chinese, "attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''%E6%94%B6%E6%8D%AE%201.pdf");
    }

    #[test]
    fn names_are_read_as_they_were_sent() {
        assert_eq!(decoded("%E6%94%B6%E6%8D%AE%201.pdf"), "收据 1.pdf");
        for odd in ["100%", "%zz", "%", "%e", "plain"] {
            assert_eq!(decoded(odd), odd);
        }
    }
}
