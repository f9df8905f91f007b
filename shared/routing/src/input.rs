//! What a host tells the desk.

use json::Json;
use wire::command::ConversationCommand;
use wire::floor::ForcedReason;
use wire::{AgentId, AgentProfile, ConversationId, Presence, RoutingPolicy, Summary, Timestamp};

/// One WebSocket of an agent. Made by the host, unique for the life of the object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(transparent)]
pub struct SocketId(pub u64);

/// What a socket remembers while the object sleeps. The host keeps it with the socket and hands it back by [`Input::Reattached`].
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Attachment {
    pub agent: AgentId,
    /// Whether it has said hello.
    pub greeted: bool,
    /// Frames are paced by it: each one moves it `limits::FRAME_PAUSE` onwards.
    pub paced_until: Timestamp,
    /// Its last frame; if that is in the future the clock stepped back, and pacing starts anew.
    pub spoke_at: Timestamp,
}

/// One thing that happened outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// An authenticated agent opened a socket; `profile` is what `Site` holds of them now.
    AgentConnected { socket: SocketId, profile: AgentProfile },
    /// The socket is closed, whoever closed it.
    AgentDisconnected { socket: SocketId },
    /// The socket outlived the machine. Fed right after `restore`, before anything else; it never has an effect of its own.
    Reattached { socket: SocketId, attachment: Attachment },
    /// A frame as it came, not decoded.
    Frame { socket: SocketId, text: String },
    /// A conversation tells its state. Answered by [`crate::Effect::Receipt`] also if it was known already.
    Summarised(Box<Summary>),
    /// `Site` changed an agent. Ignored for one who never connected.
    ProfileChanged(AgentProfile),
    /// The owner published another policy.
    PolicyChanged(Box<RoutingPolicy>),
    /// `Site` removed an agent: sockets are closed, conversations queued again at once.
    AgentRemoved(AgentId),
    /// A supervisor gives a conversation to an agent. Ignored where [`crate::Desk::against_assigning`] says why.
    AssignedBy { by: AgentProfile, conversation: ConversationId, agent: AgentId, reason: ForcedReason },
    /// A supervisor sets an agent's presence. Ignored where [`crate::Desk::against_telling`] says why.
    PresenceSetBy { by: AgentProfile, agent: AgentId, presence: Presence },
    /// The conversation has stored this command.
    CommandDelivered { conversation: ConversationId, command: ConversationCommand },
    /// It did not arrive. The next attempt was scheduled when this one left, so that a host that dies in between loses nothing.
    CommandFailed { conversation: ConversationId },
}
