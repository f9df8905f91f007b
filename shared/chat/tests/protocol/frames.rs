//! FR1 to FR4.

use chat::server::{Effect, Input};
use wire::{CloseReason, limits};

use crate::edge::*;

#[test]
fn fr1_a_frame_that_is_too_long_closes_the_socket_unread() {
    let (mut edge, socket) = Edge::escalated();
    let frame = send(2, &"x".repeat(limits::FRAME_BYTES));
    assert_eq!(closed(&edge.frame(socket, &frame)), Some(CloseReason::BadFrame));
}

#[test]
fn fr2_a_malformed_frame_closes_its_socket_and_nobody_else_notices() {
    for text in ["", "{", "[]", "null", r#"{"kind":"send"}"#, r#"{"kind":"send","id":"zz","text":"a"}"#, "\u{0}", r#"{"kind":7}"#]
    {
        let (mut edge, socket, ada) = Edge::answered();
        let effects = edge.text(socket, text);
        assert_eq!(closed(&effects), Some(CloseReason::BadFrame), "{text}");
        assert_eq!(kinds(&effects, ada), "", "{text}");
        assert_eq!(edge.text(socket, &wire::encode(&send(9, "late"))), [], "{text}");
    }
}

#[test]
fn fr3_unknown_kinds_are_skipped_and_unknown_members_ignored() {
    let (mut edge, socket) = Edge::escalated();
    let effects = edge.text(socket, r#"{"kind":"dance","partner":{"id":[1]}}"#);
    assert!(matches!(effects[..], [Effect::Attach { .. }]), "{effects:?}");
    let effects = edge.text(socket, &wire::encode(&send(2, "hi")).replacen('{', r#"{"mood":"good","#, 1));
    assert_eq!(kinds(&effects, socket), "ack entries");
}

#[test]
fn fr4_a_socket_may_send_a_burst_and_then_one_per_pause() {
    let mut edge = Edge::new();
    let socket = edge.connect(&visitor());
    let typing = wire::encode(&wire::ClientFrame::Typing { typing: true });
    edge.text(socket, &wire::encode(&hello(0)));
    for _ in 1..limits::FRAME_BURST {
        assert_eq!(closed(&edge.text(socket, &typing)), None);
    }
    edge.now = edge.now + limits::FRAME_PAUSE;
    assert_eq!(closed(&edge.text(socket, &typing)), None);
    assert_eq!(closed(&edge.text(socket, &typing)), Some(CloseReason::TooMany));
}

#[test]
fn fr4_another_tab_has_its_own_allowance() {
    let mut edge = Edge::new();
    let (one, other) = (edge.connect(&visitor()), edge.connect(&visitor()));
    for _ in 0..=limits::FRAME_BURST {
        edge.text(one, &wire::encode(&hello(0)));
    }
    assert_eq!(closed(&edge.text(other, &wire::encode(&hello(0)))), None);
}

#[test]
fn frames_of_a_socket_nobody_knows_do_nothing() {
    let (mut edge, _) = Edge::escalated();
    let socket = chat::server::SocketId(99);
    assert_eq!(edge.text(socket, &wire::encode(&send(2, "hi"))), []);
    assert_eq!(edge.input(Input::Disconnected { socket }), []);
}
