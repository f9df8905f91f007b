//! Where things are kept.

use wire::record::ordered;
use wire::{ContactId, ConversationId, MessageId, SlotId, Timestamp, VisitorId};

pub(crate) fn visitor(id: VisitorId) -> String {
    format!("visitor/{id}")
}

pub(crate) fn contact(id: ContactId) -> String {
    format!("contact/{id}")
}

pub(crate) fn conversation(id: ConversationId) -> String {
    format!("conversation/{id}")
}

pub(crate) fn archived(id: ConversationId) -> String {
    format!("archive/{id}")
}

/// One record, which sorts before all of `archive/`.
pub(crate) const ARCHIVE_TOTAL: &str = "archive";

pub(crate) fn timeline_of(contact: ContactId) -> String {
    format!("timeline/{contact}/")
}

pub(crate) fn timeline(contact: ContactId, first: Timestamp, id: ConversationId) -> String {
    format!("timeline/{contact}/{}/{id}", ordered(first.0))
}

/// What lists show, by the time of the last activity.
pub(crate) const RECENT: &str = "recent/";

pub(crate) fn recent(at: Timestamp, id: ConversationId) -> String {
    format!("{RECENT}{}/{id}", ordered(at.0))
}

pub(crate) fn told_by(contact: ContactId) -> String {
    format!("told/{contact}/")
}

pub(crate) fn told(contact: ContactId, at: Timestamp, id: ConversationId, slot: &SlotId) -> String {
    format!("told/{contact}/{}/{id}/{slot}", ordered(at.0))
}

pub(crate) fn told_in(contact: ContactId, at: Timestamp, id: ConversationId) -> String {
    format!("told/{contact}/{}/{id}/", ordered(at.0))
}

pub(crate) fn fact(at: Timestamp, id: ConversationId, number: u64) -> String {
    format!("fact/{}/{id}/{}", ordered(at.0), ordered(number))
}

pub(crate) fn outcome(at: Timestamp, batch: MessageId, number: usize) -> String {
    format!("fact/{}/outcome/{batch}/{number:03}", ordered(at.0))
}

pub(crate) fn batch(batch: MessageId) -> String {
    format!("batch/{batch}")
}
