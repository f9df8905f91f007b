//! A visitor hands a conversation to people.

use wire::fact::FactKind;
use wire::stored::Origin;
use wire::{
    Activity, Author, Body, Card, Channel, ConversationState, Escalation, MessageId, Participant, Priority, Refusal, ServerFrame,
    Tier, Timestamp, TranscriptItem, Write, limits,
};

use super::message::preview;
use super::{Conversation, SocketId, tone};
use crate::mask::mask;

impl Conversation {
    /// The first escalation creates what is stored. Another one, with another id, adds what was said since and reopens what was
    /// resolved; while it is open it keeps its place and its agent.
    pub(super) fn escalate(
        &mut self,
        socket: SocketId,
        who: &Participant,
        id: MessageId,
        escalation: Escalation,
        now: Timestamp,
    ) {
        if self.is_repeated(socket, id) {
            return;
        }
        let Participant::Visitor { id: visitor } = who else {
            return self.refuse(socket, id, Refusal::NotYours);
        };
        let said: Vec<TranscriptItem> =
            escalation.transcript.iter().filter(|item| self.log.place(item.id).is_none() && item.id != id).cloned().collect();
        if !fits(&escalation) {
            return self.refuse(socket, id, Refusal::TooLong);
        }
        // Its own line and the card's.
        if !self.log.has_room_for(said.len() + 2) {
            return self.refuse(socket, id, Refusal::LogFull);
        }
        let (said, new_card) = masked(said, escalation.card);
        let before = self.log.latest();
        let earlier = self.origin.take().filter(|_| self.head.state != ConversationState::Resolved);
        self.queue(now);
        for item in said {
            if self.log.place(item.id).is_none() {
                self.hand_over(item, now);
            }
        }
        let tone = tone::of(&escalation.transcript).or_else(|| earlier.as_ref()?.tone.clone());
        let pressing = if tone.as_ref().is_some_and(|tone| tone.is_urgent) { Priority::High } else { Priority::Low };
        let claimed = escalation.priority.max(pressing);
        let origin = Origin {
            visitor: *visitor,
            locale: escalation.locale,
            reason: escalation.reason,
            prediction: escalation.prediction.or_else(|| earlier.as_ref()?.prediction.clone()),
            skill: escalation.skill.or_else(|| earlier.as_ref()?.skill.clone()),
            priority: earlier.as_ref().map_or(claimed, |earlier| earlier.priority.max(claimed)),
            channel: earlier.as_ref().map_or(Channel::Chat, |earlier| earlier.channel),
            tier: earlier.as_ref().map_or(Tier::Standard, |earlier| earlier.tier),
            card: new_card.clone().or_else(|| earlier.as_ref()?.card.clone()),
            tone,
        };
        self.fact(FactKind::Escalated {
            reason: origin.reason,
            intent: origin.prediction.as_ref().map(|prediction| prediction.intent.clone()),
            skill: origin.skill.clone(),
            locale: origin.locale.clone(),
        });
        if let Some(card) = new_card {
            for field in card.fields.iter().filter(|field| !field.is_claimed()) {
                self.reached(&field.value);
            }
            if self.head.preview.is_empty() && !card.is_claimed() {
                self.head.preview = preview(&card.title);
            }
            self.append(None, now, Author::Assistant, Body::Card { card });
        }
        let activity = Activity::Escalated { reason: origin.reason };
        self.turn.writes.push(Write::put("origin", &origin));
        self.origin = Some(origin);
        self.head.last_activity_at = now;
        self.head.unanswered = None;
        self.asked(now);
        self.ask_judgement(now);
        let seq = self.append(Some(id), now, Author::System, Body::Activity { activity });
        self.send(socket, ServerFrame::Ack { id, seq });
        self.broadcast_entries(before);
        self.broadcast_state();
    }

    fn queue(&mut self, now: Timestamp) {
        match self.head.state {
            ConversationState::Pending => {
                self.head.state = ConversationState::Open;
                self.opened(now);
                self.fact(FactKind::Enqueued);
            }
            ConversationState::Resolved | ConversationState::Snoozed => {
                self.come_back(now);
            }
            ConversationState::Open | ConversationState::Unknown => {}
        }
    }

    fn hand_over(&mut self, item: TranscriptItem, now: Timestamp) {
        let author = if item.from_visitor { Author::Visitor } else { Author::Assistant };
        if item.from_visitor {
            self.reached(&item.text);
            self.head.preview = preview(&item.text);
            self.head.messages = self.head.messages.saturating_add(1);
        }
        let body = match item.intent {
            Some(intent) if !item.from_visitor => Body::Answer { text: item.text, intent },
            Some(_) | None => Body::text(item.text),
        };
        // The browser's clock may be wrong; nothing was said in the future.
        self.append(Some(item.id), item.at.min(now), author, body);
    }
}

/// P4: what was handed over, without the numbers that nobody may keep.
fn masked(mut said: Vec<TranscriptItem>, mut card: Option<Card>) -> (Vec<TranscriptItem>, Option<Card>) {
    for item in &mut said {
        mask(&mut item.text);
    }
    if let Some(Card { title, fields, .. }) = &mut card {
        mask(title);
        for field in fields {
            mask(&mut field.label);
            mask(&mut field.value);
        }
    }
    (said, card)
}

fn fits(escalation: &Escalation) -> bool {
    escalation.transcript.len() <= limits::TRANSCRIPT_ITEMS
        && escalation.transcript.iter().all(|item| item.text.len() <= limits::TEXT_BYTES)
        && escalation.card.as_ref().is_none_or(card_fits)
}

fn card_fits(card: &Card) -> bool {
    card.title.len() <= limits::CARD_VALUE_BYTES
        && card.fields.len() <= limits::CARD_FIELDS
        && card
            .fields
            .iter()
            .all(|field| field.label.len() <= limits::CARD_VALUE_BYTES && field.value.len() <= limits::CARD_VALUE_BYTES)
}
