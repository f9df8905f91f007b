//! M1 to M3 on the browser's side: nothing typed is lost, nothing is shown twice.

use chat::client::{Delivery, Effect, Input};
use wire::{ClientFrame, ConversationState, Refusal, ServerFrame, Write, limits};

use crate::browser::*;
use crate::edge::id;

#[test]
fn ms1_a_message_is_stored_before_it_is_sent() {
    let mut browser = Browser::visitor_online();
    let effects = browser.submit(50, "hello");
    let [Effect::Persist(writes), Effect::Send(ClientFrame::Send { .. }), Effect::Changed] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert!(writes.iter().any(|write| matches!(write, Write::Put { key, .. } if key.starts_with("outbox/"))));
    assert_eq!(browser.line(50).delivery, Delivery::Sending);
}

#[test]
fn ms10_the_sender_shows_the_entry_in_place_of_what_was_typed() {
    let mut browser = Browser::visitor_online();
    browser.submit(50, "4111111111111111");
    browser.ack(50, 4);
    let body = wire::Body::text("••••••••••••1111".to_owned());
    browser.entries(&[wire::Entry { body, ..visitor_entry(4, 50) }]);
    assert_eq!(browser.texts(), ["text 1", "text 2", "••••••••••••1111"]);
    assert!(!browser.records.values().any(|body| body.contains("4111111111111111")));
}

#[test]
fn ms8_an_ack_alone_does_not_take_a_message_out_of_the_outbox() {
    let mut browser = Browser::visitor_online();
    browser.submit(50, "text 4");
    browser.ack(50, 4);
    assert_eq!((browser.stored("outbox/"), browser.line(50).delivery), (1, Delivery::Sent));
    browser.reload();
    assert_eq!(browser.texts(), ["text 1", "text 2", "text 4"]);
    browser.start();
    browser.input(Input::SocketOpened);
    let effects = browser.frame(&welcome(4, ConversationState::Open));
    assert_eq!(ids(&effects), [], "its entry may be among those that come");
    browser.entries(&[visitor_entry(4, 50)]);
    assert_eq!((browser.stored("outbox/"), browser.texts().len()), (0, 3));
}

#[test]
fn ms8_unacknowledged_messages_are_sent_again_in_order_after_a_reconnect() {
    let mut browser = Browser::visitor_online();
    for number in [52, 51, 53] {
        browser.submit(number, &format!("message {number}"));
    }
    browser.entries(&[visitor_entry(4, 52)]);
    browser.input(Input::SocketClosed { reason: None });
    browser.submit(50, "message 50");
    browser.start();
    browser.input(Input::SocketOpened);
    assert_eq!(ids(&browser.frame(&welcome(5, ConversationState::Open))), []);
    let effects = browser.entries(&[visitor_entry(5, 53)]);
    assert_eq!(ids(&effects), [id(51), id(50)], "once caught up, what has no entry");
}

#[test]
fn ms2_an_ack_of_an_entry_held_already_empties_the_outbox() {
    let mut browser = Browser::visitor_online();
    browser.submit(50, "hello");
    browser.ack(50, 2);
    assert_eq!(browser.stored("outbox/"), 0);
}

#[test]
fn ms2_submitting_the_same_id_twice_sends_it_once() {
    let mut browser = Browser::visitor_online();
    assert_eq!(ids(&browser.submit(50, "hello")), [id(50)]);
    assert_eq!(ids(&browser.submit(50, "hello")), []);
    browser.entries(&[visitor_entry(4, 50)]);
    assert_eq!(ids(&browser.submit(50, "hello")), []);
}

#[test]
fn ms4_a_refused_message_keeps_its_text_until_it_is_discarded() {
    let mut browser = Browser::visitor_online();
    browser.submit(50, "hello");
    browser.frame(&ServerFrame::Refused { id: id(50), reason: Refusal::LogFull });
    browser.reload();
    assert_eq!(browser.line(50).delivery, Delivery::Refused(Refusal::LogFull));
    browser.start();
    browser.input(Input::SocketOpened);
    assert_eq!(ids(&browser.frame(&welcome(3, ConversationState::Open))), [], "it is not sent again");
    browser.input(Input::Discard { id: id(50) });
    assert_eq!((browser.texts().len(), browser.stored("outbox/")), (2, 0));
}

#[test]
fn ms4_a_message_that_is_too_long_is_refused_at_home() {
    let mut browser = Browser::visitor_online();
    let text = "x".repeat(limits::TEXT_BYTES + 1);
    assert_eq!(ids(&browser.submit(50, &text)), []);
    assert_eq!(browser.line(50).delivery, Delivery::Refused(Refusal::TooLong));
    assert_eq!(browser.texts()[2], text);
}

#[test]
fn only_refused_messages_can_be_discarded() {
    let mut browser = Browser::visitor_online();
    browser.submit(50, "hello");
    browser.input(Input::Discard { id: id(50) });
    assert_eq!(browser.stored("outbox/"), 1);
}

#[test]
fn a_refused_resolve_leaves_no_trace() {
    let mut browser = Browser::agent_online();
    assert_eq!(ids(&browser.input(Input::Resolve { id: id(50) })), [id(50)]);
    browser.frame(&ServerFrame::Refused { id: id(50), reason: Refusal::NotYours });
    assert_eq!((browser.stored("outbox/"), browser.view().pending), (0, 0));
}

#[test]
fn fr4_a_full_outbox_is_sent_at_a_pace_the_server_allows() {
    let mut browser = Browser::visitor_online();
    browser.input(Input::SocketClosed { reason: None });
    for number in 0..60 {
        browser.submit(100 + number, "hello");
    }
    browser.start();
    browser.input(Input::SocketOpened);
    let (mut sent, mut seq) = (ids(&browser.frame(&welcome(3, ConversationState::Open))), 3);
    let (mut until, mut rounds) = (wire::Timestamp(0), 0);
    while seq < 63 {
        rounds += 1;
        assert!(rounds < 1_000);
        let mut next = Vec::new();
        for number in std::mem::take(&mut sent) {
            // The server's own rule, on frames that arrive the moment they are sent.
            until = until.max(browser.now) + limits::FRAME_PAUSE;
            assert!(until.since(browser.now) <= limits::FRAME_PAUSE * limits::FRAME_BURST);
            seq += 1;
            next.extend(ids(&browser.ack(number.bits(), seq)));
            next.extend(ids(&browser.entries(&[visitor_entry(seq, number.bits())])));
        }
        sent = next;
        if sent.is_empty()
            && let Some(due) = browser.machine.poll_timeout()
        {
            sent = ids(&browser.wait(due.0.saturating_sub(browser.now.0)));
        }
    }
    assert_eq!(browser.stored("outbox/"), 0);
}
