//! Channels other than the widget. A bridge, run by or for the owner, carries messages between a network and a site.
//!
//! `POST /api/v1/sites/{site}/channels/social/messages` takes one message and answers with its conversation; repeated, it changes nothing.
//! `GET …/channels/social/conversations/{id}?after=SEQ` gives what was said since, as the customer may see it. Both are signed
//! (`signature.rs`); the secret is read by the operator at `GET /api/v1/operator/sites/{site}/channels/social`.

pub(crate) mod signature;

use json::Json;
use wire::command::Inbound;
use wire::{Channel, ConversationId, Entry, Locale, MessageId, Priority, Seq, SiteId, SkillId, Tier, VisitorId, limits};
use worker::{Env, Request, Response};

use crate::auth::operator;
use crate::error::Problem;
use crate::objects::{self, Address, ConversationCall, Done};
use crate::site::command::{SiteCommand, SiteView};
use crate::{body, clock, config};

const SOCIAL: &str = "social";

/// A channel's names of its own, in bytes.
const NAME_BYTES: usize = 200;

/// One message as a bridge sends it.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
struct SocialMessage {
    /// The network's names: of the thread, of the message in it, of who wrote it.
    thread: String,
    message: String,
    from: String,
    text: String,
    locale: Locale,
    /// What the bridge knows of it already.
    #[json(default)]
    skill: Option<SkillId>,
    #[json(default)]
    priority: Priority,
    #[json(default)]
    tier: Tier,
}

/// Where a message went.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
struct Taken {
    conversation: ConversationId,
}

/// What the operator gives to a bridge.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
struct Secret {
    secret: String,
}

/// What was said in a conversation of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Said {
    pub(crate) entries: Vec<Entry>,
}

pub(crate) async fn receive(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    let (secret, bytes) = authorised(env, request, site).await?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Problem::bad_request("The body is not UTF-8."))?;
    let message: SocialMessage = json::from_text(text)
        .map_err(|error| Problem::bad_request(format!("The body is not what this route reads: {error}.")))?;
    let names = [&message.thread, &message.message, &message.from];
    if names.iter().any(|name| name.is_empty() || name.len() > NAME_BYTES) {
        return Err(Problem::bad_request(format!("thread, message and from have 1 to {NAME_BYTES} bytes. Shorten them.")));
    }
    if message.text.trim().is_empty() || message.text.len() > limits::TEXT_BYTES {
        return Err(Problem::bad_request(format!("A text has 1 to {} bytes. Send it in parts.", limits::TEXT_BYTES)));
    }
    let id = |name: String| signature::id(&secret, &name);
    let conversation = ConversationId::from_bits(id(format!("thread/{}", message.thread)));
    let inbound = Inbound {
        visitor: VisitorId::from_bits(id(format!("from/{}", message.from))),
        id: MessageId::from_bits(id(format!("message/{}/{}", message.thread, message.message))),
        text: message.text,
        channel: Channel::Social,
        locale: message.locale,
        skill: message.skill,
        priority: message.priority,
        tier: message.tier,
    };
    let call = ConversationCall::Receive { inbound: Box::new(inbound) };
    let _: Done = objects::call(env, Address::Conversation(site, conversation), &call).await?;
    Ok(body::answer(&Taken { conversation })?)
}

pub(crate) async fn read(
    env: &Env,
    request: &mut Request,
    site: &SiteId,
    conversation: ConversationId,
) -> Result<Response, Problem> {
    authorised(env, request, site).await?;
    let url = request.url()?;
    let after = url.query_pairs().find(|(name, _)| name == "after").and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let call = ConversationCall::Read { after: Seq(after), channel: Channel::Social };
    let said: Said = objects::call(env, Address::Conversation(site, conversation), &call).await?;
    Ok(body::answer(&said)?)
}

/// The secret of a site's bridge, for the operator.
pub(crate) async fn secret(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    // A site that was never published has no channels.
    let _: SiteView = objects::call(env, Address::Site(site), &SiteCommand::View).await?;
    let secret = signature::secret(&config::secret(env, "MASTER_SECRET")?, site, SOCIAL);
    let response = body::answer(&Secret { secret })?;
    response.headers().set("cache-control", "no-store")?;
    Ok(response)
}

/// The channel's secret and the body, if the request is signed with it.
async fn authorised(env: &Env, request: &mut Request, site: &SiteId) -> Result<(String, Vec<u8>), Problem> {
    let bytes = body::bytes(request, body::SMALL_BYTES).await?;
    let secret = signature::secret(&config::secret(env, "MASTER_SECRET")?, site, SOCIAL);
    let header = request.headers().get("frontdesk-signature")?.unwrap_or_default();
    let url = request.url()?;
    let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    if !signature::is_genuine(&header, &secret, request.method().as_ref(), &path, &bytes, clock::now()) {
        let what = "The signature is not this channel's, or older than five minutes. Sign `t.METHOD.PATH.BODY` with the channel's secret.";
        return Err(Problem::unauthorised(what));
    }
    Ok((secret, bytes))
}
