//! MS1 to MS6, at the edge.

use chat::server::Effect;
use wire::{Body, ClientFrame, Refusal, Seq, ServerFrame, limits};

use crate::edge::*;

#[test]
fn ms1_an_ack_follows_the_commit_and_carries_the_seq() {
    let (mut edge, socket) = Edge::escalated();
    let effects = edge.frame(socket, &send(2, "hello"));
    assert!(matches!(effects[0], Effect::Persist(_)), "{effects:?}");
    assert_eq!(sent(&effects, socket)[0], ServerFrame::Ack { id: id(2), seq: Seq(4) });
}

#[test]
fn ms2_a_repeated_message_gets_the_same_ack_and_is_stored_once() {
    let (mut edge, socket, ada) = Edge::answered();
    edge.frame(socket, &send(2, "hello"));
    let records = edge.records.clone();
    for text in ["hello", "something else", ""] {
        let effects = edge.frame(socket, &send(2, text));
        assert_eq!(sent(&effects, socket), [ServerFrame::Ack { id: id(2), seq: Seq(5) }]);
        assert_eq!(sent(&effects, ada), []);
    }
    assert_eq!(edge.records, records);
}

#[test]
fn ms2_every_frame_with_an_id_is_idempotent() {
    let (mut edge, visitor, ada) = Edge::answered();
    let steps = [
        (visitor, escalate(1)),
        (ada, send(2, "hi")),
        (ada, ClientFrame::Release { id: id(3), epoch: None }),
        (visitor, escalate(4)),
        (ada, ClientFrame::Resolve { id: id(5), epoch: None }),
    ];
    for (socket, frame) in steps {
        edge.assign(ADA, edge.commits as u64 + 10);
        edge.frame(socket, &frame);
        let records = edge.records.clone();
        assert_eq!(kinds(&edge.frame(socket, &frame), socket), "ack", "{frame:?}");
        assert_eq!(edge.records, records);
    }
}

#[test]
fn ms3_every_socket_gets_every_entry_its_own_included() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    let other_tab = edge.greeted(&visitor());
    let effects = edge.frame(visitor_socket, &send(2, "hello"));
    for socket in [visitor_socket, other_tab, ada] {
        assert_eq!(entries(&effects, socket).iter().map(|entry| entry.seq.0).collect::<Vec<_>>(), [5]);
    }
}

#[test]
fn ms4_what_can_never_be_accepted_is_refused_with_the_reason() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    let bob = edge.greeted(&agent(BOB));
    let cases = [
        (visitor_socket, send(2, " \n "), Refusal::Empty),
        (visitor_socket, send(3, &"x".repeat(limits::TEXT_BYTES + 1)), Refusal::TooLong),
        (visitor_socket, ClientFrame::Resolve { id: id(4), epoch: None }, Refusal::NotYours),
        (visitor_socket, ClientFrame::Release { id: id(5), epoch: None }, Refusal::NotYours),
        (bob, send(6, "I also"), Refusal::NotYours),
        (ada, escalate(7), Refusal::NotYours),
    ];
    let records = edge.records.clone();
    for (socket, frame, reason) in cases {
        let effects = edge.frame(socket, &frame);
        let [ServerFrame::Refused { reason: told, .. }] = sent(&effects, socket)[..] else { panic!("{frame:?}: {effects:?}") };
        assert_eq!(told, reason);
    }
    assert_eq!(edge.records, records);
    assert_eq!(kinds(&edge.frame(visitor_socket, &send(8, &"x".repeat(limits::TEXT_BYTES))), visitor_socket), "ack entries");
}

#[test]
fn ms4_a_full_log_refuses_messages_and_can_still_be_resolved() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    let template = edge.machine.entries()[3].clone();
    for seq in 5..=limits::LOG_ENTRIES {
        let entry = wire::Entry { seq: Seq(seq), id: id(1_000_000 + u128::from(seq)), ..template.clone() };
        edge.records.insert(format!("log/{}", wire::record::ordered(seq)), wire::encode(&entry));
    }
    edge.sleep();
    let refused = ServerFrame::Refused { id: id(2), reason: Refusal::LogFull };
    assert_eq!(sent(&edge.frame(visitor_socket, &send(2, "more")), visitor_socket), [refused]);
    assert_eq!(kinds(&edge.frame(ada, &ClientFrame::Resolve { id: id(3), epoch: None }), ada), "ack entries state");
}

#[test]
fn ms5_typing_reaches_the_other_side_and_is_not_stored() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    let bob = edge.greeted(&agent(BOB));
    let commits = edge.commits;
    let typing = ClientFrame::Typing { typing: true };
    let effects = edge.frame(visitor_socket, &typing);
    assert_eq!(["", "typing", "typing"], [visitor_socket, ada, bob].map(|socket| kinds(&effects, socket)));
    let effects = edge.frame(ada, &typing);
    assert_eq!(["typing", "here", "here"], [visitor_socket, ada, bob].map(|socket| kinds(&effects, socket)));
    assert_eq!(kinds(&edge.frame(bob, &typing), visitor_socket), "", "only who answers is seen typing");
    assert_eq!(edge.commits, commits);
}

#[test]
fn ms9_typing_ends_with_a_message_or_the_socket() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    edge.frame(ada, &ClientFrame::Typing { typing: true });
    assert_eq!(kinds(&edge.frame(ada, &send(2, "hi")), visitor_socket), "typing entries");
    edge.frame(ada, &ClientFrame::Typing { typing: true });
    assert_eq!(kinds(&edge.input(chat::server::Input::Disconnected { socket: ada }), visitor_socket), "typing");
}

#[test]
fn ms5_seen_goes_forward_within_the_log_and_is_told_to_the_others() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    let seen = |edge: &mut Edge, seq| edge.frame(visitor_socket, &ClientFrame::Seen { seq: Seq(seq) });
    assert_eq!(sent(&seen(&mut edge, 99), ada), [ServerFrame::Seen { by_visitor: true, seq: Seq(4) }]);
    assert_eq!(sent(&seen(&mut edge, 2), ada), []);
    edge.sleep();
    assert_eq!(sent(&seen(&mut edge, 4), ada), [], "it was stored");
}

#[test]
fn ms6_a_message_costs_one_commit_whatever_the_rest_of_the_site_does() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    let before = edge.commits;
    for number in 0..10 {
        edge.frame(if number % 2 == 0 { visitor_socket } else { ada }, &send(100 + number, "hello"));
        for (to, summary) in std::mem::take(&mut edge.delivered) {
            edge.input(chat::server::Input::Delivered { to, version: summary.version });
        }
    }
    assert_eq!(edge.commits - before, 10);
}

#[test]
fn ms10_numbers_nobody_may_keep_are_masked_before_anything_is_stored_or_told() {
    let mut edge = Edge::new();
    let visitor_socket = edge.greeted(&visitor());
    let mut handed_over = escalation();
    handed_over.transcript[0].text = "卡号4111111111111111谢谢".to_owned();
    let field = |value: &str| wire::CardField {
        slot: wire::SlotId::new("number").unwrap(),
        label: "Number".to_owned(),
        value: value.to_owned(),
    };
    handed_over.card = Some(wire::Card {
        flow: wire::FlowId::new("pay").unwrap(),
        version: 1,
        title: "4111-1111-1111-1111".to_owned(),
        fields: vec![field("DE89 3704 0044 0532 0130 00"), field("11010519491231002X"), field("order 4111111111111112")],
    });
    let mut effects = edge.frame(visitor_socket, &ClientFrame::Escalate { id: id(1), escalation: Box::new(handed_over) });
    edge.assign(ADA, 1);
    let ada = edge.greeted(&agent(ADA));
    effects.extend(edge.frame(visitor_socket, &send(2, "4111 1111 1111 1111 is it")));
    effects.extend(edge.frame(ada, &send(3, "4111111111111111?")));
    effects.extend(edge.wait(2_000));
    let told = format!("{effects:?} {:?} {:?}", edge.records, edge.delivered);
    for secret in ["1111 1111 1111 1111", "1111-1111-1111", "4111111111111111", "3704 0044", "19491231"] {
        assert!(!told.contains(secret), "{secret}");
    }
    for kept in ["卡号••••••••••••1111谢谢", "••30 00", "002X", "order 4111111111111112", "•••• •••• •••• 1111 is it"]
    {
        assert!(told.contains(kept), "{kept}");
    }
    assert_eq!(edge.machine.summary().unwrap().preview, "••••••••••••1111?");
}

#[test]
fn an_id_the_edge_made_cannot_be_taken_to_confuse_readers() {
    let (mut edge, visitor_socket) = Edge::escalated();
    // The id the edge would give entry 5, guessed.
    edge.frame(visitor_socket, &send((0x4544_4745 << 96) | 5, "mine"));
    edge.assign(ADA, 1);
    let ids: std::collections::BTreeSet<_> = edge.machine.entries().iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), edge.machine.entries().len());
    assert!(matches!(edge.machine.entries().last().unwrap().body, Body::Activity { .. }));
}
