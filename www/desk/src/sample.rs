//! Small values for tests.

use wire::{
    ConversationId, ConversationState, EscalationReason, Locale, Offer, OfferId, Priority, QueueItem, Summary, Timestamp,
    VisitorId,
};

pub(crate) fn summary(number: u128) -> Summary {
    Summary {
        conversation: ConversationId::from_bits(number),
        version: 1,
        visitor: VisitorId::from_bits(number),
        state: ConversationState::Open,
        queued_at: Timestamp(900_000),
        opened_at: Timestamp(0),
        answered_at: None,
        asked_at: None,
        last_activity_at: Timestamp(950_000),
        locale: Locale::new("en").expect("a label"),
        reason: EscalationReason::Asked,
        prediction: None,
        skill: None,
        priority: Priority::Medium,
        channel: wire::Channel::Chat,
        tier: wire::Tier::Standard,
        served_by: None,
        transfer: None,
        card: None,
        tone: None,
        reach: wire::summary::Reach::default(),
        preview: "hello".to_owned(),
        messages: 1,
        assigned: None,
        released_epoch: 0,
        tags: Vec::new(),
        mentions: Vec::new(),
        is_forgotten: false,
        rating: None,
        facts_from: 0,
        facts: Vec::new(),
    }
}

pub(crate) fn offer(number: u128) -> Offer {
    Offer { id: OfferId::from_bits(number), expires_at: Timestamp(1_035_000), summary: summary(number), sla: None }
}

pub(crate) fn queued(number: u128) -> QueueItem {
    QueueItem { summary: summary(number), offered_to: None, sla: None }
}
