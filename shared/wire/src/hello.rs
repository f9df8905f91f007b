//! The handshake: versions, who a socket belongs to, why it is closed.

use json::Json;

use crate::{AgentId, VisitorId};

/// A version of the frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(transparent)]
pub struct Protocol(pub u16);

/// What this build speaks.
pub const PROTOCOL: Protocol = Protocol(1);
/// The oldest dialect the edge still answers: loaders are cached for weeks.
pub const PROTOCOL_OLDEST: Protocol = Protocol(1);

/// First value of `Sec-WebSocket-Protocol`; the second is the visitor's token.
pub const SUBPROTOCOL: &str = "frontdesk.v1";

/// Who a socket belongs to, as authenticated by the edge before the object was touched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub enum Participant {
    Visitor { id: VisitorId },
    Agent { id: AgentId, name: String },
}

/// Why the server closed a socket. The close code is [`CloseReason::CODE`] for all; the reason is its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CloseReason {
    /// The client speaks a dialect no longer answered: reload.
    ClientTooOld,
    /// The client is newer than the edge: try again later.
    ServerTooOld,
    /// The token or session does not allow this.
    Forbidden,
    /// There is no such conversation for this participant.
    NotFound,
    /// A frame could not be read or broke a rule.
    BadFrame,
    /// Too many frames or sockets.
    TooMany,
    /// Storage failed; nothing unacknowledged was kept. Connect again.
    TryAgain,
    /// The same agent connected anew, or was signed out.
    Replaced,
}

impl CloseReason {
    /// A private close code (RFC 6455, 7.4.2).
    pub const CODE: u16 = 4400;

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            CloseReason::ClientTooOld => "client_too_old",
            CloseReason::ServerTooOld => "server_too_old",
            CloseReason::Forbidden => "forbidden",
            CloseReason::NotFound => "not_found",
            CloseReason::BadFrame => "bad_frame",
            CloseReason::TooMany => "too_many",
            CloseReason::TryAgain => "try_again",
            CloseReason::Replaced => "replaced",
        }
    }

    /// The reason of a close frame with [`CloseReason::CODE`].
    #[must_use]
    pub fn parse(text: &str) -> Option<CloseReason> {
        [
            CloseReason::ClientTooOld,
            CloseReason::ServerTooOld,
            CloseReason::Forbidden,
            CloseReason::NotFound,
            CloseReason::BadFrame,
            CloseReason::TooMany,
            CloseReason::TryAgain,
            CloseReason::Replaced,
        ]
        .into_iter()
        .find(|reason| reason.as_str() == text)
    }

    /// Whether connecting again with the same credentials can help.
    #[must_use]
    pub fn is_worth_retrying(self) -> bool {
        match self {
            CloseReason::ServerTooOld | CloseReason::BadFrame | CloseReason::TooMany | CloseReason::TryAgain => true,
            CloseReason::ClientTooOld | CloseReason::Forbidden | CloseReason::NotFound | CloseReason::Replaced => false,
        }
    }
}
