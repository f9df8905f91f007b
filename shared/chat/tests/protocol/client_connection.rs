//! The socket as the browser sees it: HS3, HS4, HS7, MS3, MS7.

use chat::client::{Connection, Effect, Input};
use wire::{ClientFrame, CloseReason, ConversationState, Seq, ServerFrame};

use crate::browser::*;
use crate::edge::id;

fn is_lost(effects: &[Effect]) -> bool {
    effects.contains(&Effect::Disconnect)
}

/// The millisecond pauses before this many attempts in a row that fail.
fn pauses(browser: &mut Browser, count: usize, reason: Option<CloseReason>) -> Vec<u64> {
    let mut pauses = Vec::new();
    for _ in 0..count {
        browser.input(Input::SocketClosed { reason });
        let Connection::Waiting { retry_at } = browser.view().connection else { break };
        pauses.push(retry_at.0 - browser.now.0);
        assert!(browser.wait(retry_at.0 - browser.now.0).contains(&Effect::Connect));
    }
    pauses
}

#[test]
fn hs1_hello_comes_first_and_resumes_from_the_last_entry_held() {
    let mut browser = Browser::visitor_online();
    browser.reload();
    assert_eq!(browser.start(), [Effect::Connect, Effect::Changed]);
    let effects = browser.input(Input::SocketOpened);
    assert!(matches!(&effects[..], [Effect::Send(ClientFrame::Hello { resume: Seq(3), .. })]), "{effects:?}");
}

#[test]
fn hs4_reconnecting_waits_twice_as_long_each_time_and_not_in_step_with_others() {
    let mut browser = Browser::visitor_online();
    let pauses = pauses(&mut browser, 9, None);
    for (pause, base) in pauses.iter().zip([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]) {
        assert!((base..=base + base / 2).contains(pause), "{pauses:?}");
    }
    assert_ne!(pauses[7], pauses[8]);
}

#[test]
fn hs4_a_reason_that_retrying_cannot_help_ends_the_attempts() {
    for reason in [CloseReason::ClientTooOld, CloseReason::Forbidden, CloseReason::NotFound, CloseReason::Replaced] {
        let mut browser = Browser::visitor_online();
        browser.input(Input::SocketClosed { reason: Some(reason) });
        assert_eq!(browser.view().connection, Connection::Refused { reason });
        assert_eq!(browser.machine.poll_timeout(), None);
        browser.submit(50, "kept");
        assert_eq!(browser.texts().len(), 3);
        assert!(browser.start().contains(&Effect::Connect), "the host may know better: a new token");
    }
}

#[test]
fn hs4_a_server_that_closes_on_purpose_is_given_time() {
    for (reason, least) in [(CloseReason::TooMany, 8_000), (CloseReason::ServerTooOld, 8_000), (CloseReason::TryAgain, 500)] {
        let mut browser = Browser::visitor_online();
        let pause = pauses(&mut browser, 1, Some(reason))[0];
        assert!((least..least * 2).contains(&pause), "{pause}");
    }
}

#[test]
fn coming_online_connects_at_once() {
    let mut browser = Browser::visitor_online();
    pauses(&mut browser, 5, None);
    browser.input(Input::SocketClosed { reason: None });
    assert_eq!(browser.input(Input::Online(false)), []);
    assert!(browser.input(Input::Online(true)).contains(&Effect::Connect));
    assert_eq!(browser.input(Input::Online(true)), [], "one attempt at a time");
}

#[test]
fn hs7_a_client_that_holds_more_than_the_log_starts_from_zero() {
    let mut browser = Browser::visitor_online();
    browser.input(Input::SocketClosed { reason: None });
    browser.start();
    browser.input(Input::SocketOpened);
    assert!(is_lost(&browser.frame(&welcome(2, ConversationState::Open))));
    assert_eq!(browser.stored("entry/"), 0);
    browser.start();
    let effects = browser.input(Input::SocketOpened);
    assert!(matches!(&effects[0], Effect::Send(ClientFrame::Hello { resume: Seq(0), .. })), "{effects:?}");
    browser.frame(&welcome(2, ConversationState::Open));
    browser.entries(&[visitor_entry(1, 901), visitor_entry(2, 902)]);
    assert_eq!((browser.view().connection, browser.texts().len()), (Connection::Online, 2));
}

#[test]
fn ms3_an_entry_that_comes_twice_is_shown_once() {
    let mut browser = Browser::visitor_online();
    browser.entries(&[agent_entry(4, 60)]);
    let effects = browser.entries(&[agent_entry(3, 59), agent_entry(4, 60)]);
    assert_eq!(effects, []);
    assert_eq!(browser.texts().len(), 3);
}

#[test]
fn ms7_entries_beyond_a_gap_are_not_shown_and_the_client_resumes_anew() {
    let mut browser = Browser::visitor_online();
    let effects = browser.entries(&[agent_entry(4, 60), agent_entry(6, 62)]);
    assert!(is_lost(&effects));
    assert_eq!(browser.texts().len(), 3, "up to the gap");
    assert!(matches!(browser.view().connection, Connection::Waiting { .. }));
    assert_eq!(browser.entries(&[agent_entry(5, 61)]), [], "the socket given up is not listened to");
    browser.start();
    let effects = browser.input(Input::SocketOpened);
    assert!(matches!(&effects[0], Effect::Send(ClientFrame::Hello { resume: Seq(4), .. })), "{effects:?}");
}

#[test]
fn ms7_a_socket_that_speaks_nonsense_is_given_up() {
    let second_welcome = wire::encode(&welcome(3, ConversationState::Open));
    for text in ["", "nonsense", "{\"kind\":\"entries\"}", second_welcome.as_str(), &"x".repeat(wire::limits::FRAME_BYTES + 1)] {
        let mut browser = Browser::visitor_online();
        assert!(is_lost(&browser.input(Input::Frame { text: text.to_owned() })), "{text}");
    }
}

#[test]
fn fr2_entries_before_welcome_are_not_believed() {
    let mut browser = Browser::new(agent_role());
    browser.start();
    browser.input(Input::SocketOpened);
    assert!(is_lost(&browser.entries(&[visitor_entry(1, 901)])));
    assert_eq!(browser.texts().len(), 0);
}

#[test]
fn fr3_frames_of_unknown_kinds_are_skipped() {
    let mut browser = Browser::visitor_online();
    assert_eq!(browser.input(Input::Frame { text: r#"{"kind":"dance"}"#.to_owned() }), []);
    assert_eq!(browser.view().connection, Connection::Online);
}

#[test]
fn ms7_a_socket_that_never_opens_never_welcomes_or_never_acknowledges_is_given_up() {
    let fifteen = 15_000;
    let mut browser = Browser::new(agent_role());
    browser.start();
    assert!(!is_lost(&browser.wait(fifteen - 1)));
    assert!(is_lost(&browser.wait(1)));
    browser.start();
    browser.input(Input::SocketOpened);
    assert!(is_lost(&browser.wait(fifteen)));
    let mut browser = Browser::visitor_online();
    browser.submit(50, "hello");
    assert!(!is_lost(&browser.wait(fifteen - 1)));
    assert!(is_lost(&browser.wait(1)));
    assert_eq!(browser.line(50).id, id(50));
}

#[test]
fn an_idle_connection_needs_no_timer() {
    assert_eq!(Browser::visitor_online().machine.poll_timeout(), None);
    assert_eq!(Browser::agent_online().machine.poll_timeout(), None);
}

#[test]
fn state_and_assignment_follow_the_server() {
    let mut browser = Browser::visitor_online();
    browser.frame(&ServerFrame::State { state: ConversationState::Resolved, assigned: None });
    browser.reload();
    assert_eq!((browser.view().state, browser.view().assigned), (ConversationState::Resolved, None));
}
