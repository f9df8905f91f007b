//! Calls between objects: they may be lost, late, doubled, or answered to nobody.

use wire::command::{ConversationCommand, Question, SummaryReceipt};
use wire::{ConversationId, FileId, Summary, Timestamp};

/// One object of the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ObjectId {
    Conversation(ConversationId),
    Desk,
    Directory,
}

#[derive(Debug, Clone)]
pub(crate) enum Call {
    Desk(Box<Summary>),
    Directory(Box<Summary>),
    Conversation(ConversationId, ConversationCommand),
    /// The site says how long this conversation is kept.
    Site(ConversationId),
    /// The site's model reads what this conversation's visitor said.
    Judge(ConversationId, Box<Question>),
    /// Drop the bytes of these files of a conversation.
    Shelf(ConversationId, Vec<FileId>),
}

impl Call {
    pub(crate) fn to(&self) -> ObjectId {
        match self {
            Call::Desk(_) => ObjectId::Desk,
            Call::Directory(_) => ObjectId::Directory,
            Call::Conversation(id, _) | Call::Shelf(id, _) | Call::Site(id) | Call::Judge(id, _) => ObjectId::Conversation(*id),
        }
    }
}

/// Who called, in which of its lives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller {
    pub(crate) object: ObjectId,
    pub(crate) life: u64,
}

/// What came of a call.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Answer {
    Done(Option<SummaryReceipt>),
    Failed,
}

/// What the world does later.
#[derive(Debug)]
pub(crate) enum Event {
    Alarm(ObjectId, Timestamp),
    Arrive {
        call: Call,
        caller: Option<Caller>,
    },
    Answered {
        call: Call,
        caller: Caller,
        answer: Answer,
    },
    Link(crate::network::LinkEvent),
    Visitor(usize),
    VisitorTimer(usize, usize),
    Agent(usize),
    AgentTimer(usize, ConversationId),
    Chaos,
    /// People do the next thing of a saga.
    Plan,
}
