//! HS1 to HS7.

use wire::{ClientFrame, CloseReason, ConversationState, Protocol, Seq, ServerFrame, limits};

use crate::edge::*;

#[test]
fn hs1_a_first_frame_that_is_not_hello_closes_the_socket() {
    for frame in [send(1, "hi"), escalate(1), ClientFrame::Typing { typing: true }, ClientFrame::Unknown] {
        let mut edge = Edge::new();
        let socket = edge.connect(&visitor());
        assert_eq!(closed(&edge.frame(socket, &frame)), Some(CloseReason::BadFrame));
        assert_eq!(edge.records.len(), 0);
    }
}

#[test]
fn hs2_only_versions_that_are_spoken_are_answered() {
    for (version, reason) in [(0, Some(CloseReason::ClientTooOld)), (1, None), (2, Some(CloseReason::ServerTooOld))] {
        let mut edge = Edge::new();
        let socket = edge.connect(&visitor());
        let hello = ClientFrame::Hello { protocol: Protocol(version), build: String::new(), resume: Seq(0) };
        assert_eq!(closed(&edge.frame(socket, &hello)), reason);
    }
}

#[test]
fn hs3_welcome_tells_where_things_stand_and_entries_after_resume_follow() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    edge.frame(ada, &ClientFrame::Seen { seq: Seq(3) });
    edge.frame(visitor_socket, &send(2, "hello"));
    let socket = edge.connect(&visitor());
    let effects = edge.frame(socket, &hello(3));
    let frames = sent(&effects, socket);
    let ServerFrame::Welcome { latest, state, assigned, visitor_seen, agent_seen, .. } = &frames[0] else { panic!("{frames:?}") };
    assert_eq!((*latest, *state, *visitor_seen, *agent_seen), (Seq(5), ConversationState::Open, Seq(0), Seq(3)));
    assert_eq!(assigned.as_ref().map(|assigned| assigned.agent), Some(ADA));
    assert_eq!(entries(&effects, socket).iter().map(|entry| entry.seq.0).collect::<Vec<_>>(), [4, 5]);
}

#[test]
fn hs3_a_long_log_comes_in_batches_that_fit_frames() {
    let (mut edge, visitor_socket) = Edge::escalated();
    for number in 0..100 {
        edge.frame(visitor_socket, &send(1_000 + number, &"\u{1}".repeat(if number < 50 { 10 } else { limits::TEXT_BYTES })));
    }
    let socket = edge.connect(&visitor());
    let effects = edge.frame(socket, &hello(0));
    assert_eq!(entries(&effects, socket).iter().map(|entry| entry.seq.0).collect::<Vec<_>>(), (1..=103).collect::<Vec<_>>());
    for frame in sent(&effects, socket) {
        assert!(wire::encode(&frame).len() <= limits::FRAME_BYTES);
        if let ServerFrame::Entries { entries } = frame {
            assert!((1..=limits::RESUME_BATCH).contains(&entries.len()));
        }
    }
}

#[test]
fn hs3_resuming_from_beyond_the_log_gets_welcome_alone() {
    let (mut edge, _) = Edge::escalated();
    let socket = edge.connect(&visitor());
    let effects = edge.frame(socket, &hello(u64::MAX));
    assert_eq!(kinds(&effects, socket), "welcome");
}

#[test]
fn hs6_a_second_hello_closes_the_socket() {
    let (mut edge, socket) = Edge::escalated();
    assert_eq!(closed(&edge.frame(socket, &hello(0))), Some(CloseReason::BadFrame));
}

#[test]
fn hs8_a_visitor_cannot_take_the_sockets_agents_need() {
    let (mut edge, _) = Edge::escalated();
    let mut open = 1;
    while open < limits::SOCKETS {
        edge.connect(&visitor());
        if edge.attachments.len() == open {
            break;
        }
        open = edge.attachments.len();
    }
    assert_eq!(open, limits::SOCKETS / 2);
    let ada = edge.greeted(&agent(ADA));
    assert!(edge.attachments.contains_key(&ada));
}
