//! The directory over a real store.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use directory::{customer, keep_outcomes, keep_summary};
use proptest::prelude::*;
use store::{MemoryStore, Reading, Store};
use wire::api::{Outcome, Outcomes};
use wire::fact::{Fact, FactKind, PredictedOutcome};
use wire::{
    Card, CardField, ConversationId, ConversationState, EscalationReason, FlowId, Locale, MessageId, Priority, SlotId, Summary,
    Timestamp, VisitorId,
};

#[test]
fn a_customer_sees_their_conversations_newest_first_and_nobody_elses() {
    let mut store = MemoryStore::default();
    feed(&mut store, &summary(1, 1, 1, 100));
    feed(&mut store, &summary(2, 1, 1, 200));
    feed(&mut store, &summary(3, 2, 1, 300));
    let card = card(&store, 1);
    assert_eq!(card.conversations.iter().map(|past| past.conversation.bits()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((card.first_seen_at, card.last_seen_at), (Timestamp(100), Timestamp(201)));
}

#[test]
fn cv5_an_older_summary_changes_nothing_and_is_confirmed_with_the_newer_version() {
    let mut store = MemoryStore::default();
    feed(&mut store, &summary(1, 1, 5, 100));
    let before: Vec<_> = store.records().collect();
    assert_eq!(feed(&mut store, &summary(1, 1, 4, 100)), 5);
    assert_eq!(store.records().collect::<Vec<_>>(), before);
}

#[test]
fn cv16_what_a_page_claims_is_not_known_of_the_customer() {
    let mut store = MemoryStore::default();
    let mut told = order("LM-000001");
    let claim = CardField {
        slot: SlotId::new(wire::card::CLAIMED).unwrap(),
        label: "email".to_owned(),
        value: "claimed@example.com".to_owned(),
    };
    told.fields.push(claim);
    feed(&mut store, &Summary { card: Some(told), ..summary(1, 1, 1, 100) });
    let told: Vec<String> = card(&store, 1).told.into_iter().map(|told| told.value).collect();
    assert_eq!(told, ["LM-000001"]);
}

#[test]
fn what_was_told_in_a_flow_is_shown_once_with_its_newest_value() {
    let mut store = MemoryStore::default();
    feed(&mut store, &Summary { card: Some(order("LM-000001")), ..summary(1, 1, 1, 100) });
    feed(&mut store, &Summary { card: Some(order("LM-000002")), ..summary(2, 1, 1, 200) });
    let told = card(&store, 1).told;
    assert_eq!(told.iter().map(|told| told.value.as_str()).collect::<Vec<_>>(), ["LM-000002"]);
}

#[test]
fn cv12_of_a_forgotten_conversation_its_place_and_its_facts_stay_and_nothing_personal() {
    let mut store = MemoryStore::default();
    feed(&mut store, &Summary { card: Some(order("LM-000001")), ..summary(1, 1, 1, 100) });
    feed(&mut store, &Summary { card: Some(order("LM-000002")), preview: "secret".to_owned(), ..summary(2, 1, 1, 200) });
    let forgotten = Summary { is_forgotten: true, preview: String::new(), ..summary(2, 1, 2, 200) };
    feed(&mut store, &forgotten);
    let card = card(&store, 1);
    assert_eq!(card.told.iter().map(|told| told.value.as_str()).collect::<Vec<_>>(), ["LM-000001"], "the other one's stays");
    assert_eq!(card.conversations.iter().map(|past| past.preview.as_str()).collect::<Vec<_>>()[0], "");
    assert_eq!(card.conversations.len(), 2, "the timeline keeps its place");
    let all = store.records().map(|(key, body)| key + &body).collect::<String>();
    assert!(!all.contains("LM-000002") && !all.contains("secret"));
}

#[test]
fn a_reopened_conversation_keeps_its_place_in_the_timeline() {
    let mut store = MemoryStore::default();
    feed(&mut store, &summary(1, 1, 1, 100));
    feed(&mut store, &summary(2, 1, 1, 200));
    feed(&mut store, &summary(1, 1, 2, 300));
    assert_eq!(card(&store, 1).conversations.len(), 2);
    assert_eq!(store.scan("timeline/", 9).unwrap().len(), 2);
}

#[test]
fn a_repeated_batch_of_outcomes_counts_once_and_holds_no_text() {
    let mut store = MemoryStore::default();
    let outcome = Outcome { intent: None, outcome: PredictedOutcome::DontKnow, locale: Locale::new("zh").unwrap() };
    let outcomes = Outcomes { batch: MessageId::from_bits(7), outcomes: vec![outcome.clone(), outcome] };
    for now in [10, 20] {
        let writes = keep_outcomes(&Reading(&store), &outcomes, Timestamp(now)).unwrap();
        store.commit(&writes).unwrap();
    }
    assert_eq!(store.scan("fact/", 9).unwrap().len(), 2);
}

proptest! {
    /// CV5: however summaries are lost, repeated and reordered, once the last has come all facts are there once.
    #[test]
    fn cv5_repeated_and_reordered_summaries_end_the_same(order in prop::collection::vec(1u64..6, 0..20)) {
        let mut store = MemoryStore::default();
        // Facts number 0..version, all since nothing was confirmed.
        for version in order.into_iter().chain([6]) {
            feed(&mut store, &Summary { facts: (0..version).map(fact).collect(), ..summary(1, 1, version, 100) });
        }
        prop_assert_eq!(store.scan("fact/", 99).unwrap().len(), 6);
        prop_assert_eq!(card(&store, 1).conversations.len(), 1);
    }
}

fn feed(store: &mut MemoryStore, summary: &Summary) -> u64 {
    let kept = keep_summary(&Reading(store), summary).unwrap();
    store.commit(&kept.writes).unwrap();
    kept.receipt.version
}

fn card(store: &MemoryStore, conversation: u128) -> wire::api::CustomerCard {
    customer(&Reading(store), ConversationId::from_bits(conversation)).unwrap().unwrap()
}

fn order(number: &str) -> Card {
    Card {
        flow: FlowId::new("start_return").unwrap(),
        version: 1,
        title: "Return".to_owned(),
        fields: vec![CardField { slot: SlotId::new("order").unwrap(), label: "Order".to_owned(), value: number.to_owned() }],
    }
}

fn fact(number: u64) -> Fact {
    Fact { at: Timestamp(number), conversation: Some(ConversationId::from_bits(1)), what: FactKind::VisitorWrote }
}

fn summary(conversation: u128, visitor: u128, version: u64, at: u64) -> Summary {
    Summary {
        conversation: ConversationId::from_bits(conversation),
        version,
        visitor: VisitorId::from_bits(visitor),
        state: ConversationState::Open,
        queued_at: Timestamp(at),
        opened_at: Timestamp(0),
        answered_at: None,
        asked_at: None,
        last_activity_at: Timestamp(at + 1),
        locale: Locale::new("en").unwrap(),
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
        facts: Vec::new(),
        facts_from: 0,
    }
}
