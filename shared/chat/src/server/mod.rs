//! The edge's half: the log, who is connected, who answers, and what the rest of the site is told.
//!
//! A conversation exists for others from its first escalation on. Until then it belongs to the visitor of its greeted sockets and
//! nothing is stored. Each input makes at most one [`Effect::Persist`], first, so that a message costs one commit; `ack` and
//! broadcast follow it. Summaries leave through an outbox whose content *is* the stored head and facts, so that it survives any
//! crash; what receivers have is noted with the next commit, and after a restart a summary may be delivered once too often.

mod assign;
mod deliver;
mod escalate;
mod files;
mod frames;
mod hello;
mod here;
mod judge;
mod log;
mod message;
mod note;
mod pass;
mod patience;
mod presence;
mod rate;
mod receive;
mod response;
mod restore;
mod retention;
mod sockets;
mod tone;
mod turn;

use std::collections::VecDeque;
use std::time::Duration;

pub use files::{NoFile, NoUpload};
use wire::command::{ConversationCommand, Inbound, Judgement, Question};
pub use wire::stored::Attachment;
use wire::stored::{Head, Origin};
use wire::summary::Assigned;
use wire::{
    CloseReason, ConversationId, ConversationState, Entry, File, FileId, Participant, Seq, ServerFrame, Summary, Timestamp,
    VisitorId, Write,
};

use deliver::Outbox;
use files::Files;
use log::Log;
use sockets::Sockets;
use turn::Turn;

/// A socket, by a number its host made; unique while the object lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketId(pub u64);

/// Who summaries go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recipient {
    Desk,
    Directory,
}

/// What happens to a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A socket was accepted for an authenticated participant.
    Connected {
        socket: SocketId,
        who: Participant,
    },
    Disconnected {
        socket: SocketId,
    },
    /// The object woke up with this socket open. Before any other input; it has no effect of its own.
    Reattached {
        socket: SocketId,
        attachment: Attachment,
    },
    /// A frame as it came; size, rate and shape are checked here.
    Frame {
        socket: SocketId,
        text: String,
    },
    Command(ConversationCommand),
    /// A message of another channel than the widget.
    Received(Box<Inbound>),
    /// What the site says on how long a visitor may leave an agent's message unanswered; told with an agent's socket.
    Patience(Duration),
    /// The recipient has stored this version.
    Delivered {
        to: Recipient,
        version: u64,
    },
    DeliveryFailed {
        to: Recipient,
    },
    /// A file begins to come, after [`Conversation::may_upload`]. What is stored of it later is known from here on.
    UploadBegan {
        who: Participant,
        id: FileId,
    },
    /// All bytes of the file are stored.
    Uploaded(File),
    /// The file did not come whole, or is not taken, and none of its bytes is stored.
    UploadFailed {
        id: FileId,
    },
    /// How many days the site keeps what was resolved; none if it could not be asked.
    Retention(Option<u32>),
    /// What the site's own model finds; none if it could not be asked.
    Judged(Option<Judgement>),
    /// No byte of these files is stored any more.
    Erased(Vec<FileId>),
}

/// What the host does, strictly in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// One transaction. If it fails: drop this machine and its other effects, close its sockets with `try_again`, restore.
    Persist(Vec<Write>),
    Send {
        socket: SocketId,
        frame: ServerFrame,
    },
    /// Replaces what is kept beside the socket.
    Attach {
        socket: SocketId,
        attachment: Attachment,
    },
    /// The machine has forgotten this socket.
    Close {
        socket: SocketId,
        reason: CloseReason,
    },
    /// To be answered by `Delivered` or `DeliveryFailed`.
    Deliver {
        to: Recipient,
        summary: Box<Summary>,
    },
    /// Ask the site how long it keeps what was resolved; answer with `Retention`.
    AskRetention,
    /// Ask the site what its own model finds; answer with `Judged`.
    Judge(Box<Question>),
    /// Drop the bytes of these files; answer with `Erased`, or not at all: it is asked again.
    Erase(Vec<FileId>),
}

/// One conversation.
#[derive(Debug)]
pub struct Conversation {
    id: ConversationId,
    log: Log,
    files: Files,
    /// None before the first escalation.
    origin: Option<Origin>,
    head: Head,
    sockets: Sockets,
    outbox: Outbox,
    /// Not before this, the site is asked how long to keep it; in memory alone.
    ask_site_at: Timestamp,
    /// Until then desk and directory wait for the site's judgement; in memory alone.
    judged_by: Option<Timestamp>,
    turn: Turn,
    effects: VecDeque<Effect>,
}

impl Conversation {
    /// Handles one input. Drain [`poll_effect`](Self::poll_effect) before the next.
    pub fn handle(&mut self, input: Input, now: Timestamp) {
        match input {
            Input::Connected { socket, who } => self.connected(socket, who),
            Input::Disconnected { socket } => self.disconnected(socket, now),
            // Waking up is not a turn: what is due is done at the next input.
            Input::Reattached { socket, attachment } => return self.sockets.insert(socket, attachment),
            Input::Frame { socket, text } => self.frame(socket, &text, now),
            Input::Command(ConversationCommand::Assign { assigned }) => self.assign(assigned, now),
            Input::Command(ConversationCommand::Release { agent: _, epoch }) => self.release_epoch(epoch, now),
            Input::Received(inbound) => self.receive(*inbound, now),
            Input::Patience(patience) => self.set_patience(patience),
            Input::Delivered { to, version } => self.delivered(to, version),
            // The pause before the next try counts from when this one was sent, and has grown with it already.
            Input::DeliveryFailed { to: _ } => {}
            Input::Retention(days) => days.into_iter().for_each(|days| self.set_retention(days, now)),
            Input::Judged(judgement) => self.judged(judgement),
            Input::UploadBegan { who, id } => self.upload_began(&who, id, now),
            Input::Uploaded(file) => self.uploaded(file),
            Input::UploadFailed { id } => self.upload_failed(id),
            Input::Erased(files) => self.erased(&files),
        }
        self.finish_turn(now);
    }

    /// Does what is due.
    pub fn handle_timeout(&mut self, now: Timestamp) {
        self.end_patience(now);
        self.end_snooze(now);
        self.end_files(now);
        self.ask_retention(now);
        self.finish_turn(now);
    }

    /// When [`handle_timeout`](Self::handle_timeout) has something to do.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Timestamp> {
        let deliveries = self.outbox.due(&self.head).map(|due| due.max(self.judged_by.unwrap_or(due))).into_iter();
        let people = self.patience_ends_at().into_iter().chain(self.wakes_at());
        deliveries.chain(people).chain(self.files.due()).chain(self.retention_ends_at()).min()
    }

    /// The next effect of the last input.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    #[must_use]
    pub fn id(&self) -> ConversationId {
        self.id
    }

    /// The visitor it belongs to: the stored one, else the one who is connected.
    #[must_use]
    pub fn owner(&self) -> Option<VisitorId> {
        self.origin.as_ref().map(|origin| origin.visitor).or_else(|| self.sockets.visitor())
    }

    /// What it came through; none before escalation.
    #[must_use]
    pub fn channel(&self) -> Option<wire::Channel> {
        self.origin.as_ref().map(|origin| origin.channel)
    }

    #[must_use]
    pub fn state(&self) -> ConversationState {
        self.head.state
    }

    #[must_use]
    pub fn assigned(&self) -> Option<&Assigned> {
        self.head.assigned.as_ref()
    }

    /// The last entry's place.
    #[must_use]
    pub fn latest(&self) -> Seq {
        self.log.latest()
    }

    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        self.log.after(Seq(0))
    }

    /// What the rest of the site would be told now; none before escalation.
    #[must_use]
    pub fn summary(&self) -> Option<Summary> {
        self.summarise(Recipient::Desk)
    }

    /// Sockets the machine knows of.
    pub fn sockets(&self) -> impl Iterator<Item = (SocketId, &Attachment)> {
        self.sockets.iter()
    }
}
