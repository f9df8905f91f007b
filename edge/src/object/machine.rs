//! A machine as its host sees it.

use json::Json;
use std::fmt;
use std::rc::Rc;

use super::Host;
use crate::error::Problem;
use crate::sql::DurableStore;
use wire::command::SummaryReceipt;
use wire::record::RestoreError;
use wire::{CloseReason, ConversationId, SiteId, Timestamp, Write};

/// What an object is called: its site, and its conversation if it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) site: SiteId,
    pub(crate) conversation: Option<ConversationId>,
}

impl Name {
    pub(crate) fn parse(text: &str) -> Option<Name> {
        match text.split_once('/') {
            Some((site, conversation)) => Some(Name { site: site.parse().ok()?, conversation: Some(conversation.parse().ok()?) }),
            None => Some(Name { site: text.parse().ok()?, conversation: None }),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.conversation {
            Some(conversation) => write!(f, "{}/{conversation}", self.site),
            None => self.site.fmt(f),
        }
    }
}

/// A machine that cannot be rebuilt. What the record holds may be what people wrote, so only its key is logged.
pub(crate) fn unreadable(name: &Name, error: &RestoreError) -> Problem {
    let RestoreError::Unreadable { key, message: _ } = error;
    Problem::internal(&format!("{name}: the record {key} cannot be read"))
}

/// A machine that has sockets, records and one timer.
pub(crate) trait Machine: Sized + 'static {
    type Input;
    /// What a socket remembers while the object sleeps.
    type Attachment: Json;
    /// What is sent to another object.
    type Delivery: 'static;
    /// What the object keeps in memory beside the machine.
    type Beside: Default;

    fn restore(name: &Name, store: &DurableStore) -> Result<Self, Problem>;

    fn handle(&mut self, input: Self::Input, now: Timestamp);
    fn handle_timeout(&mut self, now: Timestamp);
    fn poll_timeout(&self) -> Option<Timestamp>;
    fn poll_effect(&mut self) -> Option<Effect<Self>>;

    fn frame(socket: u64, text: String) -> Self::Input;
    fn disconnected(socket: u64) -> Self::Input;
    fn reattached(socket: u64, attachment: Self::Attachment) -> Self::Input;

    /// Sends it, and says what came of it.
    async fn deliver(host: &Rc<Host<Self>>, name: &Name, delivery: Self::Delivery) -> Self::Input;
}

/// What a machine asks of its host.
pub(crate) enum Effect<M: Machine> {
    Persist(Vec<Write>),
    Attach { socket: u64, attachment: M::Attachment },
    Send { socket: u64, text: String },
    Broadcast { sockets: Vec<u64>, text: String },
    Close { socket: u64, reason: CloseReason },
    Deliver(M::Delivery),
    Receipt(SummaryReceipt),
}
