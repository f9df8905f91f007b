//! What is on its way. An item is stored before it is sent and forgotten when its entry is held.

use wire::stored::{Outgoing, OutgoingKind};
use wire::{ClientFrame, File, MessageId, Refusal, Seq, Timestamp, TranscriptItem, Write, limits};

use super::escalate::clip;
use super::{Client, Role, ordered};

/// More than this is not taken from the composer: the text stays there.
const ITEMS_KEPT: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Outbox {
    /// In the order to send.
    pub(super) items: Vec<Item>,
}

#[derive(Debug)]
pub(super) struct Item {
    pub(super) record: Outgoing,
    /// When it was sent on the present socket.
    pub(super) sent_at: Option<Timestamp>,
    /// Its place, once acknowledged.
    pub(super) acked: Option<Seq>,
}

impl Item {
    pub(super) fn is_waiting(&self) -> bool {
        self.record.refused.is_none() && self.sent_at.is_none()
    }

    /// Sent, and nothing heard of it.
    pub(super) fn is_unanswered(&self) -> bool {
        self.record.refused.is_none() && self.sent_at.is_some() && self.acked.is_none()
    }

    pub(super) fn is_escalation(&self) -> bool {
        match self.record.what {
            OutgoingKind::Escalate { .. } => true,
            OutgoingKind::Message { .. } | OutgoingKind::Rate { .. } => false,
            #[cfg(feature = "agents")]
            OutgoingKind::Resolve | OutgoingKind::Release | OutgoingKind::Note { .. } | OutgoingKind::Tag { .. } => false,
            #[cfg(feature = "agents")]
            OutgoingKind::Transfer { .. } | OutgoingKind::Snooze { .. } => false,
        }
    }

    pub(super) fn is_rating(&self) -> bool {
        matches!(self.record.what, OutgoingKind::Rate { .. })
    }

    pub(super) fn frame(&self) -> ClientFrame {
        let id = self.record.id;
        match &self.record.what {
            OutgoingKind::Message { text, files } => {
                ClientFrame::Send { id, text: text.clone(), files: files.iter().map(|file| file.id).collect() }
            }
            OutgoingKind::Escalate { escalation } => ClientFrame::Escalate { id, escalation: escalation.clone() },
            #[cfg(feature = "agents")]
            OutgoingKind::Resolve => ClientFrame::Resolve { id },
            #[cfg(feature = "agents")]
            OutgoingKind::Release => ClientFrame::Release { id },
            #[cfg(feature = "agents")]
            OutgoingKind::Transfer { to } => ClientFrame::Transfer { id, to: to.clone() },
            #[cfg(feature = "agents")]
            OutgoingKind::Snooze { until } => ClientFrame::Snooze { id, until: *until },
            #[cfg(feature = "agents")]
            OutgoingKind::Note { text, mentions } => ClientFrame::Note { id, text: text.clone(), mentions: mentions.clone() },
            #[cfg(feature = "agents")]
            OutgoingKind::Tag { tag, on } => ClientFrame::Tag { id, tag: tag.clone(), on: *on },
            OutgoingKind::Rate { score, comment } => ClientFrame::Rate { id, score: *score, comment: comment.clone() },
        }
    }
}

impl Outbox {
    pub(super) fn insert(&mut self, record: Outgoing) {
        match self.items.iter_mut().find(|item| item.record.id == record.id) {
            Some(item) => item.record.refused = item.record.refused.or(record.refused),
            None => {
                let item = Item { record, sent_at: None, acked: None };
                ordered::insert(&mut self.items, item, |item| (item.record.place, item.record.id));
            }
        }
    }

    pub(super) fn get_mut(&mut self, id: MessageId) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.record.id == id)
    }

    pub(super) fn remove(&mut self, id: MessageId) -> Option<Item> {
        let place = self.items.iter().position(|item| item.record.id == id)?;
        Some(self.items.remove(place))
    }

    /// The socket is gone: what has no entry yet is sent again on the next.
    pub(super) fn unsend(&mut self) {
        for item in &mut self.items {
            item.sent_at = None;
        }
    }

    pub(super) fn unanswered(&self) -> usize {
        self.items.iter().filter(|item| item.is_unanswered()).count()
    }

    pub(super) fn has_something_to_send(&self) -> bool {
        self.items.iter().any(|item| item.record.refused.is_none())
    }

    pub(super) fn is_escalating(&self) -> bool {
        self.items.iter().any(|item| item.is_escalation() && item.record.refused.is_none())
    }

    pub(super) fn escalation_refused(&self) -> Option<Refusal> {
        self.items.iter().rev().find(|item| item.is_escalation()).and_then(|item| item.record.refused)
    }

    pub(super) fn pending(&self) -> u32 {
        u32::try_from(self.items.iter().filter(|item| item.record.refused.is_none()).count()).unwrap_or(u32::MAX)
    }
}

impl Client {
    pub(super) fn submit(&mut self, id: MessageId, text: String, files: Vec<File>, now: Timestamp) {
        if text.trim().is_empty() && files.is_empty() {
            return;
        }
        if self.role == Role::Visitor && !self.is_with_people() {
            return self.say(TranscriptItem { id, at: now, from_visitor: true, text, intent: None });
        }
        if self.outbox.items.len() >= ITEMS_KEPT || self.is_known(id) {
            return;
        }
        self.empty_draft_of(&text);
        self.stop_typing();
        let refused = (text.len() > limits::TEXT_BYTES).then_some(Refusal::TooLong);
        self.post(id, OutgoingKind::Message { text, files }, refused, now);
    }

    #[cfg(feature = "agents")]
    pub(super) fn submit_note(&mut self, id: MessageId, text: String, mentions: Vec<wire::AgentId>, now: Timestamp) {
        if text.trim().is_empty() || self.outbox.items.len() >= ITEMS_KEPT {
            return;
        }
        if !self.is_known(id) {
            self.draft_note(String::new());
            let refused = (text.len() > limits::TEXT_BYTES).then_some(Refusal::TooLong);
            self.post(id, OutgoingKind::Note { text, mentions }, refused, now);
        }
    }

    /// One at a time; whether it may be asked for is what the view says.
    pub(super) fn rate(&mut self, id: MessageId, score: u8, mut comment: Option<String>, now: Timestamp) {
        if self.may_rate() && !self.is_known(id) {
            if let Some(comment) = &mut comment {
                clip(comment, limits::COMMENT_BYTES);
            }
            self.post(id, OutgoingKind::Rate { score, comment }, None, now);
        }
    }

    #[cfg(feature = "agents")]
    pub(super) fn settle(&mut self, id: MessageId, what: OutgoingKind, now: Timestamp) {
        if self.role != Role::Visitor && !self.is_known(id) {
            self.post(id, what, None, now);
        }
    }

    pub(super) fn post(&mut self, id: MessageId, what: OutgoingKind, refused: Option<Refusal>, now: Timestamp) {
        let record = Outgoing { place: self.thread.next_place(), id, at: now, what, refused };
        self.turn.writes.push(Write::put(outbox_key(id), &record));
        self.outbox.insert(record);
        self.turn.changed = true;
    }

    /// Only refused items can be dropped: what may have been stored cannot be taken back.
    pub(super) fn discard(&mut self, id: MessageId) {
        if self.outbox.get_mut(id).is_some_and(|item| item.record.refused.is_some()) {
            self.forget_outgoing(id);
        }
    }

    /// The entry with this id is held.
    pub(super) fn settle_outgoing(&mut self, id: MessageId) {
        if self.outbox.get_mut(id).is_some() {
            self.forget_outgoing(id);
        }
    }

    pub(super) fn acknowledged(&mut self, id: MessageId, seq: Seq) {
        let held = self.thread.held();
        let Some(item) = self.outbox.get_mut(id) else { return };
        item.acked = Some(seq);
        self.turn.changed = true;
        if seq <= held {
            self.forget_outgoing(id);
        }
    }

    /// MS4: the text stays with its line. What has no text is dropped, the state of the conversation tells.
    pub(super) fn refused(&mut self, id: MessageId, reason: Refusal) {
        let Some(item) = self.outbox.get_mut(id) else { return };
        match item.record.what {
            OutgoingKind::Message { .. } | OutgoingKind::Escalate { .. } => self.keep_refused(id, reason),
            #[cfg(feature = "agents")]
            OutgoingKind::Note { .. } => self.keep_refused(id, reason),
            OutgoingKind::Rate { .. } => self.forget_outgoing(id),
            #[cfg(feature = "agents")]
            OutgoingKind::Resolve | OutgoingKind::Release => self.forget_outgoing(id),
            #[cfg(feature = "agents")]
            OutgoingKind::Transfer { .. } | OutgoingKind::Snooze { .. } => self.forget_outgoing(id),
            #[cfg(feature = "agents")]
            OutgoingKind::Tag { .. } => self.forget_outgoing(id),
        }
    }

    fn keep_refused(&mut self, id: MessageId, reason: Refusal) {
        if let Some(item) = self.outbox.get_mut(id) {
            item.record.refused = Some(reason);
            self.turn.writes.push(Write::put(outbox_key(id), &item.record));
            self.turn.changed = true;
        }
    }

    pub(super) fn forget_outgoing(&mut self, id: MessageId) {
        self.outbox.remove(id);
        self.turn.writes.push(Write::delete(outbox_key(id)));
        self.turn.changed = true;
    }

    fn is_known(&mut self, id: MessageId) -> bool {
        self.outbox.get_mut(id).is_some() || self.thread.has_entry(id)
    }
}

pub(super) fn outbox_key(id: MessageId) -> String {
    format!("outbox/{id}")
}
