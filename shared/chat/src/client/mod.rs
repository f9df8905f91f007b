//! The browser's half: one thread as one tab shows it.
//!
//! **Life-cycle.** A visitor's thread begins in the browser alone: lines are said by [`Input::Say`] and kept, nothing is sent and no
//! socket opened. [`Input::Escalate`] puts all of it into the outbox; from then on there is a connection. An agent's thread connects
//! with its first input. Every host gives [`Input::Online`]`(true)` once after `new` or `restore`, which starts whatever is to be started.
//!
//! **Sending.** Everything that must arrive is an outbox item, persisted before it is sent, sent in order once a socket has
//! caught up with the log, again after each reconnect, and forgotten when its entry is held. Refused items stay, with their text, until
//! [`Input::Discard`].
//!
//! **Tabs** of one visitor are separate machines that share stored records. They converge through the server: sending an item
//! twice is harmless, and every entry comes to each. A host passes `storage` events on as [`Input::Stored`], so that one
//! tab learns that another has escalated.

mod connection;
mod draft;
mod escalate;
mod frames;
mod ordered;
mod outbox;
mod presence;
mod restore;
mod thread;
mod turn;
mod view;

use wire::stored::Meta;
use wire::{
    AgentId, Card, ClientFrame, CloseReason, ConversationId, EscalationReason, File, IntentId, Locale, MessageId, Prediction,
    Priority, SkillId, Timestamp, TranscriptItem, Write,
};

use connection::Link;
use draft::Draft;
use outbox::Outbox;
use presence::Presence;
use thread::Thread;
#[cfg(feature = "agents")]
pub use view::tags;
pub use view::{Connection, Delivery, Line, View};

/// Whose side this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    Visitor,
    Agent { id: AgentId, name: String },
}

/// What happens to a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// What stands in the composer now. Also says that the person is typing.
    Draft(String),
    /// The person sends this; the draft is emptied. A visitor who has not escalated says it locally.
    Submit {
        id: MessageId,
        text: String,
        /// Uploaded already. Only after escalation: no file is kept in the browser.
        files: Vec<File>,
    },
    /// Before escalation: a line of the visitor or the assistant. Stays in the browser.
    Say {
        id: MessageId,
        at: Timestamp,
        from_visitor: bool,
        text: String,
        intent: Option<IntentId>,
    },
    /// Visitor only, before escalation: lines that shall not leave the browser. They are forgotten, with what was answered to them.
    LeaveOut {
        ids: Vec<MessageId>,
    },
    /// Visitor only: hand everything said so far to people.
    Escalate {
        id: MessageId,
        reason: EscalationReason,
        locale: Locale,
        prediction: Option<Prediction>,
        skill: Option<SkillId>,
        priority: Priority,
        card: Option<Card>,
    },
    /// Agent only.
    #[cfg(feature = "agents")]
    Resolve {
        id: MessageId,
    },
    /// Agent only.
    #[cfg(feature = "agents")]
    Release {
        id: MessageId,
    },
    /// Agent only.
    #[cfg(feature = "agents")]
    Transfer {
        id: MessageId,
        to: wire::TransferTarget,
    },
    /// Agent only.
    #[cfg(feature = "agents")]
    Snooze {
        id: MessageId,
        until: Timestamp,
    },
    /// Visitor only: how good it was, where [`View::may_rate`].
    Rate {
        id: MessageId,
        score: u8,
        comment: Option<String>,
    },
    /// For composers that know better than the draft does.
    Typing(bool),
    /// The person has the end of the thread in view.
    Seen,
    /// Drop a refused message.
    Discard {
        id: MessageId,
    },
    SocketOpened,
    /// `reason` where the server closed with [`CloseReason::CODE`].
    SocketClosed {
        reason: Option<CloseReason>,
    },
    Frame {
        text: String,
    },
    /// The device went on- or offline. `true` connects at once, also where the server had refused; `false` changes nothing, because
    /// browsers say it of machines whose server is near.
    Online(bool),
    /// Another tab changed a record of this conversation.
    Stored {
        key: String,
        body: Option<String>,
    },
}

/// What an agent does among colleagues. Apart from [`Input`], so that a visitor's browser does not load the code for it.
#[cfg(feature = "agents")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Among {
    /// What stands in the composer of notes now. Nobody hears of it.
    Draft(String),
    /// Colleagues get this, and the mentioned are called. The draft of the note is emptied.
    Note { id: MessageId, text: String, mentions: Vec<AgentId> },
    /// The tag is on, or off.
    Tag { id: MessageId, tag: String, on: bool },
}

/// What the host does, strictly in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Keep these beside this conversation's records.
    Persist(Vec<Write>),
    /// Open a socket; answer with `SocketOpened` or `SocketClosed`.
    Connect,
    /// To the open socket.
    Send(ClientFrame),
    /// Close the socket and give nothing more of it.
    Disconnect,
    /// The view changed.
    Changed,
    /// The other side wrote something new.
    Notify,
}

/// One thread.
#[derive(Debug)]
pub struct Client {
    role: Role,
    conversation: ConversationId,
    meta: Meta,
    thread: Thread,
    outbox: Outbox,
    draft: Draft,
    presence: Presence,
    link: Link,
    turn: turn::Turn,
    effects: Vec<Effect>,
}

impl Client {
    /// Handles one input. Drain [`poll_effect`](Self::poll_effect) before the next.
    pub fn handle(&mut self, input: Input, now: Timestamp) {
        match input {
            Input::Draft(text) => self.type_draft(text, now),
            Input::Submit { id, text, files } => self.submit(id, text, files, now),
            Input::Say { id, at, from_visitor, text, intent } => self.say(TranscriptItem { id, at, from_visitor, text, intent }),
            Input::LeaveOut { ids } => self.leave_out(&ids),
            Input::Escalate { id, reason, locale, prediction, skill, priority, card } => {
                let transcript = Vec::new();
                self.escalate(id, wire::Escalation { reason, locale, prediction, skill, priority, card, transcript }, now);
            }
            #[cfg(feature = "agents")]
            Input::Resolve { id } => self.settle(id, wire::stored::OutgoingKind::Resolve { epoch: self.epoch() }, now),
            #[cfg(feature = "agents")]
            Input::Release { id } => self.settle(id, wire::stored::OutgoingKind::Release { epoch: self.epoch() }, now),
            #[cfg(feature = "agents")]
            Input::Transfer { id, to } => self.settle(id, wire::stored::OutgoingKind::Transfer { to, epoch: self.epoch() }, now),
            #[cfg(feature = "agents")]
            Input::Snooze { id, until } => {
                self.settle(id, wire::stored::OutgoingKind::Snooze { until, epoch: self.epoch() }, now)
            }
            Input::Rate { id, score, comment } => self.rate(id, score, comment, now),
            Input::Typing(typing) => self.type_on(typing, now),
            Input::Seen => self.see(),
            Input::Discard { id } => self.discard(id),
            Input::SocketOpened => self.opened(now),
            Input::SocketClosed { reason } => self.closed(reason, now),
            Input::Frame { text } => self.frame(&text, now),
            Input::Online(online) => self.online(online, now),
            Input::Stored { key, body } => self.stored(&key, body.as_deref()),
        }
        self.finish_turn(now);
    }

    /// The same for what is between agents alone; a visitor's thread ignores it.
    #[cfg(feature = "agents")]
    pub fn handle_among(&mut self, among: Among, now: Timestamp) {
        if self.role != Role::Visitor {
            match among {
                Among::Draft(text) => self.draft_note(text),
                Among::Note { id, text, mentions } => self.submit_note(id, text, mentions, now),
                Among::Tag { id, tag, on } => self.settle(id, wire::stored::OutgoingKind::Tag { tag, on }, now),
            }
        }
        self.finish_turn(now);
    }

    /// Does what is due.
    pub fn handle_timeout(&mut self, now: Timestamp) {
        self.timeouts(now);
        self.finish_turn(now);
    }

    /// When [`handle_timeout`](Self::handle_timeout) has something to do.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Timestamp> {
        self.next_timeout()
    }

    /// The next effect of the last input.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        if self.effects.is_empty() { None } else { Some(self.effects.remove(0)) }
    }

    #[must_use]
    pub fn conversation(&self) -> ConversationId {
        self.conversation
    }

    #[must_use]
    pub fn role(&self) -> &Role {
        &self.role
    }
}
