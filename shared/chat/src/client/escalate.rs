//! Handing over what was said, made to fit a frame.

use wire::stored::OutgoingKind;
use wire::{Card, ConversationState, Escalation, MessageId, Seq, Timestamp, TranscriptItem, limits};

use super::thread::local_key;
use super::{Client, Role};

/// What the frame needs around the escalation.
const ENVELOPE_BYTES: usize = 256;

impl Client {
    /// CV17: an answer tells what was asked, so it goes with its question.
    pub(super) fn leave_out(&mut self, ids: &[MessageId]) {
        if self.is_with_people() {
            return;
        }
        let mut is_out = false;
        for line in std::mem::take(&mut self.thread.local) {
            if line.item.from_visitor {
                is_out = ids.contains(&line.item.id);
            }
            if is_out {
                self.turn.writes.push(wire::Write::delete(local_key(line.item.id)));
                self.turn.changed = true;
            } else {
                self.thread.local.push(line);
            }
        }
    }

    /// One at a time: while one is on its way, another says nothing new.
    pub(super) fn escalate(&mut self, id: MessageId, escalation: Escalation, now: Timestamp) {
        if self.role != Role::Visitor || self.outbox.is_escalating() || self.thread.has_entry(id) {
            return;
        }
        while let Some(refused) = self.outbox.items.iter().find(|item| item.is_escalation()).map(|item| item.record.id) {
            self.forget_outgoing(refused);
        }
        let transcript = self.thread.local.iter().map(|line| line.item.clone()).collect();
        let escalation = fitted(Escalation { transcript, ..escalation });
        self.post(id, OutgoingKind::Escalate { escalation: Box::new(escalation) }, None, now);
    }

    /// People answer, or have been asked to: what the visitor writes now is sent.
    pub(super) fn is_with_people(&self) -> bool {
        self.meta.state != ConversationState::Pending || self.thread.held() > Seq(0) || self.outbox.is_escalating()
    }
}

/// The newest lines and the card, clipped to what the server accepts.
fn fitted(mut escalation: Escalation) -> Escalation {
    let surplus = escalation.transcript.len().saturating_sub(limits::TRANSCRIPT_ITEMS);
    escalation.transcript.drain(..surplus);
    for TranscriptItem { text, .. } in &mut escalation.transcript {
        clip(text, limits::TEXT_BYTES);
    }
    if let Some(Card { title, fields, .. }) = &mut escalation.card {
        clip(title, limits::CARD_VALUE_BYTES);
        fields.truncate(limits::CARD_FIELDS);
        for field in fields {
            clip(&mut field.label, limits::CARD_VALUE_BYTES);
            clip(&mut field.value, limits::CARD_VALUE_BYTES);
        }
    }
    while wire::encode(&escalation).len() + ENVELOPE_BYTES > limits::FRAME_BYTES {
        if escalation.transcript.is_empty() {
            match &mut escalation.card {
                Some(card) if !card.fields.is_empty() => drop(card.fields.pop()),
                Some(_) | None => break,
            }
        } else {
            escalation.transcript.remove(0);
        }
    }
    escalation
}

pub(super) fn clip(text: &mut String, bytes: usize) {
    text.truncate(text.floor_char_boundary(bytes));
}
