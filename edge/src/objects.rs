//! How objects are named, bound and spoken to. No other file knows a binding, a route or a name.

use json::Json;
use wire::{AgentId, AgentProfile, ConversationId, FileId, Participant, SiteId};
use worker::{Env, Headers, Method, Request, RequestInit, Response, Stub};

use crate::digest::{base64url, from_base64url};
use crate::error::Problem;

/// One object.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Address<'a> {
    Site(&'a SiteId),
    Conversation(&'a SiteId, ConversationId),
    Desk(&'a SiteId),
    Directory(&'a SiteId),
    Trainer(&'a SiteId),
}

impl Address<'_> {
    fn binding(self) -> &'static str {
        match self {
            Address::Site(_) => "SITE",
            Address::Conversation(..) => "CONVERSATION",
            Address::Desk(_) => "DESK",
            Address::Directory(_) => "DIRECTORY",
            Address::Trainer(_) => "TRAINER",
        }
    }

    fn name(self) -> String {
        match self {
            Address::Site(site) | Address::Desk(site) | Address::Directory(site) | Address::Trainer(site) => site.to_string(),
            Address::Conversation(site, conversation) => format!("{site}/{conversation}"),
        }
    }

    fn stub(self, env: &Env) -> Result<Stub, Problem> {
        Ok(env.durable_object(self.binding())?.get_by_name(&self.name())?)
    }
}

/// To a `Desk`. A conversation sends the first as a [`wire::command::SummaryCommand`], which reads the same.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub(crate) enum DeskCommand {
    Summarise {
        summary: Box<wire::Summary>,
    },
    ProfileChanged {
        profile: AgentProfile,
    },
    AgentRemoved {
        agent: AgentId,
    },
    /// The owner's policy.
    Policy {
        policy: Box<wire::RoutingPolicy>,
    },
    /// Answered with [`RoutingReport`].
    Report,
    /// What the customer of a conversation may expect. Answered with [`wire::api::Outlook`]; not found if it is not theirs.
    Outlook {
        conversation: ConversationId,
        visitor: wire::VisitorId,
    },
    /// Why a conversation's agents were asked. Answered with a list of [`routing::Why`], the first assignment first.
    Why {
        conversation: ConversationId,
    },
    /// Answered with [`wire::floor::Floor`].
    Floor,
    /// What a supervisor wishes; what stands against it is answered as a [`Problem`].
    AssignedBy {
        by: AgentProfile,
        wish: wire::floor::ForcedAssignment,
    },
    PresenceSetBy {
        by: AgentProfile,
        agent: AgentId,
        presence: wire::Presence,
    },
}

/// `GET /api/v1/operator/sites/{site}/routing`.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct RoutingReport {
    pub(crate) policy: wire::RoutingPolicy,
    /// The rule that holds now.
    pub(crate) rule: wire::Rule,
    /// Upper bounds of the buckets of waits, in seconds.
    pub(crate) bounds_s: Vec<u64>,
    pub(crate) waits: routing::Waits,
}

/// To a `Conversation`. A desk sends the first two as a [`wire::command::ConversationCommand`], which reads the same.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub(crate) enum ConversationCall {
    Assign {
        assigned: wire::summary::Assigned,
    },
    Release {
        agent: AgentId,
        epoch: u64,
    },
    /// A message of another channel than the widget.
    Receive {
        inbound: Box<wire::command::Inbound>,
    },
    /// Answered with [`crate::channel::Said`] if it is of that channel, and as not found otherwise.
    Read {
        after: wire::Seq,
        channel: wire::Channel,
    },
    /// Answered with the bytes, and what they are in the header [`FILE`].
    File {
        who: Participant,
        file: FileId,
    },
}

/// To a `Directory`. A conversation sends the first as a [`wire::command::SummaryCommand`], which reads the same.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub(crate) enum DirectoryCommand {
    Summarise {
        summary: Box<wire::Summary>,
    },
    Outcomes {
        outcomes: wire::api::Outcomes,
    },
    /// Answered with `Imported`.
    Import {
        lines: Vec<wire::archive::CheckedLine>,
    },
    /// Answered with `ImportTotal`.
    ImportTotal,
    /// Answered with `Option<CustomerCard>`.
    Customer {
        conversation: ConversationId,
    },
    /// Answered with [`wire::listing::Listing`].
    List {
        query: wire::listing::ListingQuery,
    },
}

/// The answer to a command that needs none: it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub(crate) struct Done {}

/// Who opens a socket on an object, as authenticated by the Worker. Only the Worker can reach an object.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) enum Join {
    Participant(Participant),
    Agent(AgentProfile),
    /// To a conversation, with what its site says on unanswered messages.
    Answering {
        agent: AgentProfile,
        patience_minutes: Option<u32>,
    },
}

/// A file for a conversation; its bytes are the body. Answered with [`wire::File`].
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Upload {
    pub(crate) who: Participant,
    pub(crate) file: FileId,
    /// As the sender calls it.
    pub(crate) name: String,
}

/// What an object is asked.
pub(crate) enum Asked {
    Command(String),
    Join(Join),
    Upload(Box<Upload>),
}

const JOIN: &str = "x-frontdesk-join";
const UPLOAD: &str = "x-frontdesk-upload";
/// What the bytes of an answer are: a [`wire::File`].
pub(crate) const FILE: &str = "x-frontdesk-file";
const URL: &str = "https://object/";

/// Sends a command and reads its answer.
pub(crate) async fn call<A: Json>(env: &Env, address: Address<'_>, command: &impl Json) -> Result<A, Problem> {
    let mut response = send(env, address, command).await?;
    let text = response.text().await?;
    json::from_text(&text).map_err(|_| Problem::internal("an object answered what nobody asked"))
}

/// Sends a command whose answer is bytes.
pub(crate) async fn send(env: &Env, address: Address<'_>, command: &impl Json) -> Result<Response, Problem> {
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(wire::encode(command).into()));
    let mut response = address.stub(env)?.fetch_with_request(Request::new_with_init(URL, &init)?).await?;
    if response.status_code() >= 400 {
        return Err(refusal(&mut response).await);
    }
    Ok(response)
}

/// Opens a socket on an object for somebody.
pub(crate) async fn join(env: &Env, address: Address<'_>, who: &Join) -> Result<Response, Problem> {
    let headers = Headers::new();
    headers.set("upgrade", "websocket")?;
    headers.set(JOIN, &packed(who))?;
    let mut init = RequestInit::new();
    init.with_method(Method::Get).with_headers(headers);
    let mut response = address.stub(env)?.fetch_with_request(Request::new_with_init(URL, &init)?).await?;
    if response.status_code() >= 400 {
        return Err(refusal(&mut response).await);
    }
    Ok(response)
}

/// Passes the body of a request on, as it comes.
pub(crate) async fn upload(env: &Env, address: Address<'_>, upload: &Upload, request: &Request) -> Result<wire::File, Problem> {
    let headers = Headers::new();
    headers.set(UPLOAD, &packed(upload))?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_headers(headers).with_body(request.inner().body().map(Into::into));
    let mut response = address.stub(env)?.fetch_with_request(Request::new_with_init(URL, &init)?).await?;
    if response.status_code() >= 400 {
        return Err(refusal(&mut response).await);
    }
    json::from_text(&response.text().await?).map_err(|_| Problem::internal("an object answered what nobody asked"))
}

/// A value as a header may carry it.
pub(crate) fn packed(value: &impl Json) -> String {
    base64url(wire::encode(value).as_bytes())
}

/// Reads it there.
pub(crate) fn unpacked<T: Json>(text: &str) -> Result<T, Problem> {
    let bytes = from_base64url(text).unwrap_or_default();
    json::from_text(&String::from_utf8_lossy(&bytes)).map_err(|_| Problem::internal("a header that cannot be read"))
}

/// What a request to an object asks.
pub(crate) async fn asked(request: &mut Request) -> Result<Asked, Problem> {
    if let Some(join) = request.headers().get(JOIN)? {
        return Ok(Asked::Join(unpacked(&join)?));
    }
    if let Some(upload) = request.headers().get(UPLOAD)? {
        return Ok(Asked::Upload(Box::new(unpacked(&upload)?)));
    }
    Ok(Asked::Command(request.text().await?))
}

/// Decodes a command inside the object.
pub(crate) fn decode<C: Json>(text: &str) -> Result<C, Problem> {
    json::from_text(text).map_err(|_| Problem::internal("a command that cannot be read"))
}

/// Passes a refusal of an object on as it is.
async fn refusal(response: &mut Response) -> Problem {
    let status = response.status_code();
    let retry_after = response.headers().get("retry-after").ok().flatten().and_then(|seconds| seconds.parse().ok());
    let body = response.text().await.ok().and_then(|text| json::from_text::<wire::api::ApiError>(&text).ok());
    match body {
        Some(body) => Problem { status, code: known(&body.code), message: body.message, retry_after },
        None => Problem::internal("an object failed without a reason"),
    }
}

/// Codes an object may answer with.
fn known(code: &str) -> &'static str {
    const CODES: [&str; 22] = [
        "bad_request",
        "unauthorised",
        "forbidden",
        "not_found",
        "too_many_attempts",
        "wrong_credentials",
        "try_again",
        "too_long",
        "unfit_playbook",
        "unfit_file",
        "taken",
        "broken_off",
        "not_supervisor",
        "nothing_to_answer",
        "not_connected",
        "holds_too_many",
        "wrong_code",
        "site_exists",
        "stale",
        "busy",
        "own_role",
        "not_published",
    ];
    CODES.into_iter().find(|known| *known == code).unwrap_or("internal")
}
