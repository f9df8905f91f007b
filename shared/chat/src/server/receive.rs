//! Messages of other channels than the widget: they come without a socket, and are for people from the first one on.

use wire::command::Inbound;
use wire::fact::FactKind;
use wire::stored::Origin;
use wire::{Author, Body, ConversationState, Entry, EscalationReason, Seq, Timestamp, Write, limits};

use super::Conversation;
use super::message::preview;
use crate::mask::mask;

impl Conversation {
    /// The first one begins the conversation. Idempotent by its id; another visitor's is not taken (CV1).
    pub(super) fn receive(&mut self, inbound: Inbound, now: Timestamp) {
        let is_strange = self.origin.as_ref().is_some_and(|origin| origin.visitor != inbound.visitor);
        if is_strange || self.log.place(inbound.id).is_some() || !self.log.has_room_for(2) {
            return;
        }
        let before = self.log.latest();
        let is_first = self.origin.is_none();
        if is_first {
            self.begin(&inbound, now);
        }
        let Inbound { id, mut text, .. } = inbound;
        self.come_back(now);
        while text.len() > limits::TEXT_BYTES {
            text.pop();
        }
        mask(&mut text);
        self.reached(&text);
        self.head.unanswered = None;
        self.asked(now);
        self.head.preview = preview(&text);
        self.head.messages = self.head.messages.saturating_add(1);
        self.head.last_activity_at = now;
        self.fact(FactKind::VisitorWrote);
        self.append(Some(id), now, Author::Visitor, Body::text(text));
        if is_first {
            self.ask_judgement(now);
        }
        self.broadcast_entries(before);
        self.broadcast_state();
    }

    /// Entries after `seq` as the visitor may see them.
    pub fn entries_for_visitor(&self, after: Seq) -> impl Iterator<Item = Entry> + '_ {
        self.log.after(after).iter().map(Entry::for_visitor)
    }

    fn begin(&mut self, inbound: &Inbound, now: Timestamp) {
        let origin = Origin {
            visitor: inbound.visitor,
            locale: inbound.locale.clone(),
            reason: EscalationReason::Asked,
            prediction: None,
            skill: inbound.skill.clone(),
            priority: inbound.priority,
            channel: inbound.channel,
            tier: inbound.tier,
            card: None,
            tone: None,
        };
        self.head.state = ConversationState::Open;
        self.opened(now);
        self.fact(FactKind::Escalated {
            reason: origin.reason,
            intent: None,
            skill: origin.skill.clone(),
            locale: origin.locale.clone(),
        });
        self.fact(FactKind::Enqueued);
        self.turn.writes.push(Write::put("origin", &origin));
        self.origin = Some(origin);
    }
}
