//! What the desk asks its host to do.

use wire::command::{ConversationCommand, SummaryReceipt};
use wire::{CloseReason, ConversationId, DeskFrame, Write};

use crate::{Attachment, SocketId};

/// One thing to do. Applied strictly in order; each input yields at most one [`Effect::Persist`], and it comes first.
///
/// If that fails the host drops the machine with its remaining effects, closes its sockets with [`CloseReason::TryAgain`], and
/// rebuilds it by [`crate::Desk::restore`] at the next input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Commit all of these or none.
    Persist(Vec<Write>),
    /// Keep this with the socket, in place of what was kept.
    Attach {
        socket: SocketId,
        attachment: Attachment,
    },
    Send {
        socket: SocketId,
        frame: DeskFrame,
    },
    /// Send the same frame to all of these.
    Broadcast {
        sockets: Vec<SocketId>,
        frame: DeskFrame,
    },
    /// Close it. The machine has forgotten the socket already.
    Close {
        socket: SocketId,
        reason: CloseReason,
    },
    /// Deliver this to the conversation, then feed `CommandDelivered` with the same command, or `CommandFailed`.
    Deliver {
        conversation: ConversationId,
        command: ConversationCommand,
    },
    /// Answer the conversation that its summary is stored.
    Receipt(SummaryReceipt),
}
