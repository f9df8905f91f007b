//! The thread in a browser: before escalation, order, drafts, unread, typing.

use chat::client::{Connection, Delivery, Effect, Input};
use wire::{Body, ClientFrame, ConversationState, Seq, ServerFrame, limits};

use crate::browser::*;
use crate::edge::id;
use chat::client::Role;

#[test]
fn cv2_before_escalation_nothing_leaves_the_browser_and_lines_survive_a_reload() {
    let mut browser = Browser::new(Role::Visitor);
    let mut effects = browser.start();
    effects.extend(browser.say(1, true, "where is it"));
    effects.extend(browser.say(2, false, "I do not know"));
    effects.extend(browser.submit(3, "hm"));
    effects.extend(browser.input(Input::Typing(true)));
    effects.extend(browser.input(Input::Seen));
    assert!(effects.iter().all(|effect| matches!(effect, Effect::Persist(_) | Effect::Changed)), "{effects:?}");
    assert_eq!(browser.machine.poll_timeout(), None);
    browser.reload();
    assert_eq!(browser.texts(), ["where is it", "I do not know", "hm"]);
    assert!(browser.view().lines.iter().all(|line| line.delivery == Delivery::Local));
    assert_eq!(browser.start(), []);
    assert_eq!(browser.view().connection, Connection::Idle);
}

#[test]
fn cv2_escalation_hands_over_the_lines_which_are_shown_once() {
    let mut browser = Browser::new(Role::Visitor);
    browser.say(901, true, "text 1");
    browser.say(902, true, "text 2");
    assert!(browser.escalate(1).contains(&Effect::Connect));
    assert!(browser.view().is_escalating);
    browser.input(Input::SocketOpened);
    let effects = browser.frame(&welcome(0, ConversationState::Pending));
    let [ClientFrame::Escalate { escalation, .. }] = &frames(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(escalation.transcript.iter().map(|item| item.id).collect::<Vec<_>>(), [id(901), id(902)]);
    browser.ack(1, 3);
    browser.entries(&[visitor_entry(1, 901), visitor_entry(2, 902), escalated_entry(3, 1)]);
    assert_eq!(browser.texts(), ["text 1", "text 2"]);
    assert!(!browser.view().is_escalating);
    assert_eq!((browser.stored("local/"), browser.stored("outbox/"), browser.stored("entry/")), (0, 0, 3));
}

#[test]
fn cv17_what_is_left_out_is_forgotten_with_its_answers_and_never_sent() {
    let mut browser = Browser::new(Role::Visitor);
    for (number, from_visitor) in [(1, true), (2, false), (3, true), (4, false), (5, false), (6, true)] {
        browser.say(900 + number, from_visitor, &format!("text {number}"));
    }
    browser.input(Input::LeaveOut { ids: vec![id(903), id(902)] });
    assert_eq!(browser.texts(), ["text 1", "text 2", "text 6"], "an answer alone stays");
    browser.reload();
    browser.escalate(1);
    browser.input(Input::LeaveOut { ids: vec![id(901)] });
    browser.input(Input::SocketOpened);
    let effects = browser.frame(&welcome(0, ConversationState::Pending));
    let [ClientFrame::Escalate { escalation, .. }] = &frames(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(escalation.transcript.iter().map(|item| item.id).collect::<Vec<_>>(), [id(901), id(902), id(906)]);
}

#[test]
fn cv2_an_escalation_always_fits_a_frame() {
    let mut browser = Browser::new(Role::Visitor);
    for number in 0..120 {
        browser.say(1_000 + number, true, &"\u{2}文".repeat(2_000));
    }
    browser.escalate(1);
    browser.input(Input::SocketOpened);
    let effects = browser.frame(&welcome(0, ConversationState::Pending));
    let sent = frames(&effects);
    let [ClientFrame::Escalate { escalation, .. }] = &sent[..] else { panic!() };
    assert!(wire::encode(&sent[0]).len() <= limits::FRAME_BYTES);
    assert_eq!(escalation.transcript.last().unwrap().id, id(1_119), "the newest lines");
    assert!(escalation.transcript.iter().all(|item| item.text.len() <= limits::TEXT_BYTES));
}

#[test]
fn ms4_a_refused_escalation_is_told_and_may_be_tried_again() {
    let mut browser = Browser::new(Role::Visitor);
    browser.say(901, true, "hello");
    browser.escalate(1);
    browser.input(Input::SocketOpened);
    browser.frame(&welcome(0, ConversationState::Pending));
    browser.frame(&ServerFrame::Refused { id: id(1), reason: wire::Refusal::TooLong });
    assert_eq!(browser.view().escalation_refused, Some(wire::Refusal::TooLong));
    assert_eq!(ids(&browser.escalate(2)), [id(2)]);
    assert_eq!((browser.view().escalation_refused, browser.stored("outbox/"), browser.texts().len()), (None, 1, 1));
}

#[test]
fn lines_said_locally_later_keep_their_place() {
    let mut browser = Browser::visitor_online();
    browser.say(50, false, "somebody will come");
    browser.submit(51, "thanks");
    browser.say(52, false, "you are welcome");
    assert_eq!(browser.texts(), ["text 1", "text 2", "somebody will come", "thanks", "you are welcome"]);
    browser.entries(&[agent_entry(4, 60)]);
    assert_eq!(browser.texts(), ["text 1", "text 2", "somebody will come", "you are welcome", "text 4", "thanks"]);
}

#[test]
fn a_draft_survives_a_reload_and_is_emptied_by_sending_it() {
    let mut browser = Browser::visitor_online();
    browser.input(Input::Draft("half a sen".to_owned()));
    browser.reload();
    assert_eq!(browser.view().draft, "half a sen");
    browser.submit(50, "a tapped choice");
    assert_eq!(browser.view().draft, "half a sen", "another text leaves it alone");
    browser.submit(51, "half a sen");
    browser.reload();
    assert_eq!(browser.view().draft, "");
}

#[test]
fn unread_counts_what_the_other_side_wrote_since_it_was_seen() {
    let mut browser = Browser::visitor_online();
    let effects = browser.entries(&[agent_entry(4, 60), visitor_entry(5, 61), agent_entry(6, 62)]);
    assert_eq!(effects.iter().filter(|effect| **effect == Effect::Notify).count(), 1);
    assert_eq!(browser.view().unread, 2);
    let effects = browser.input(Input::Seen);
    assert_eq!(frames(&effects), [ClientFrame::Seen { seq: Seq(6) }]);
    assert_eq!(frames(&browser.input(Input::Seen)), []);
    browser.reload();
    assert_eq!(browser.view().unread, 0);
}

#[test]
fn seen_while_offline_is_told_on_the_next_socket() {
    let mut browser = Browser::visitor_online();
    browser.input(Input::SocketClosed { reason: None });
    browser.input(Input::Seen);
    browser.start();
    browser.input(Input::SocketOpened);
    assert_eq!(frames(&browser.frame(&welcome(3, ConversationState::Open))), [ClientFrame::Seen { seq: Seq(3) }]);
}

#[test]
fn the_other_tab_and_the_other_side_move_the_marks() {
    let mut browser = Browser::visitor_online();
    browser.entries(&[agent_entry(4, 60)]);
    browser.frame(&ServerFrame::Seen { by_visitor: true, seq: Seq(4) });
    assert_eq!(browser.view().unread, 0);
    assert_eq!(browser.line(901).delivery, Delivery::Sent);
    browser.frame(&ServerFrame::Seen { by_visitor: false, seq: Seq(1) });
    assert_eq!((browser.line(901).delivery, browser.line(902).delivery), (Delivery::Seen, Delivery::Sent));
}

#[test]
fn ms9_typing_is_told_once_renewed_by_keys_and_ended_by_silence() {
    let mut browser = Browser::visitor_online();
    let mut told = Vec::new();
    let mut key = |browser: &mut Browser, draft: &str, millis| {
        told.extend(frames(&browser.wait(millis)));
        told.extend(frames(&browser.input(Input::Draft(draft.to_owned()))));
        told.len()
    };
    assert_eq!(key(&mut browser, "h", 0), 1);
    assert_eq!(key(&mut browser, "he", 500), 1);
    assert_eq!(key(&mut browser, "hel", 3_000), 2);
    let due = browser.machine.poll_timeout().unwrap();
    assert_eq!(due.0 - browser.now.0, 6_000);
    assert_eq!(frames(&browser.wait(6_000)), [ClientFrame::Typing { typing: false }]);
    assert_eq!(browser.machine.poll_timeout(), None);
}

#[test]
fn ms9_a_message_ends_typing_without_a_word() {
    let mut browser = Browser::visitor_online();
    browser.input(Input::Draft("hello".to_owned()));
    let effects = browser.submit(50, "hello");
    assert_eq!(ids(&effects), [id(50)]);
    assert_eq!(frames(&effects).len(), 1);
}

#[test]
fn ms9_what_was_said_before_escalation_is_typed_no_more() {
    let mut browser = Browser::new(Role::Visitor);
    browser.input(Input::Draft("hello".to_owned()));
    browser.submit(2, "hello");
    browser.escalate(1);
    browser.input(Input::SocketOpened);
    browser.frame(&welcome(0, ConversationState::Pending));
    browser.frame(&ServerFrame::State { state: ConversationState::Open, assigned: None });
    let mut effects = browser.ack(1, 2);
    effects.extend(browser.entries(&[visitor_entry(1, 2), escalated_entry(2, 1)]));
    assert!(!frames(&effects).iter().any(|frame| matches!(frame, ClientFrame::Typing { .. })), "{effects:?}");
    assert_eq!(frames(&browser.input(Input::Draft("a".to_owned()))), [ClientFrame::Typing { typing: true }]);
}

#[test]
fn ms9_the_other_sides_typing_is_forgotten_without_renewal() {
    let mut browser = Browser::visitor_online();
    let typing = ServerFrame::Typing { from_visitor: false, name: Some("Ada".to_owned()), typing: true };
    browser.frame(&typing);
    assert_eq!(browser.view().other_typing.as_deref(), Some("Ada"));
    browser.wait(5_999);
    browser.frame(&typing);
    browser.wait(5_999);
    assert!(browser.view().other_typing.is_some());
    assert!(browser.wait(1).contains(&Effect::Changed));
    assert_eq!(browser.view().other_typing, None);
    browser.frame(&typing);
    browser.entries(&[agent_entry(4, 60)]);
    assert_eq!(browser.view().other_typing, None, "a message ends it");
}

#[test]
fn an_agents_browser_stores_what_the_agent_wrote_and_nothing_of_the_customer() {
    let mut browser = Browser::agent_online();
    browser.input(Input::Draft("Dear".to_owned()));
    browser.submit(50, "hello");
    assert_eq!(browser.records.keys().map(String::as_str).collect::<Vec<_>>(), ["draft", &format!("outbox/{}", id(50))]);
    browser.reload();
    assert_eq!((browser.texts(), browser.view().draft), (vec!["hello".to_owned()], "Dear".to_owned()));
}

#[test]
fn a_long_thread_keeps_its_end_in_storage() {
    let mut browser = Browser::visitor_online();
    for seq in 4..=1_000 {
        browser.entries(&[visitor_entry(seq, 10_000 + u128::from(seq))]);
    }
    assert_eq!((browser.stored("entry/"), browser.view().lines.len()), (400, 1_000));
    browser.reload();
    assert_eq!((browser.view().earlier, browser.view().lines.len()), (600, 400));
    browser.start();
    let effects = browser.input(Input::SocketOpened);
    assert!(matches!(&effects[0], Effect::Send(ClientFrame::Hello { resume, .. }) if *resume == Seq(1_000)), "{effects:?}");
}

#[test]
fn damaged_storage_costs_no_more_than_what_is_damaged() {
    let mut browser = Browser::visitor_online();
    browser.entries(&[agent_entry(4, 60), agent_entry(5, 61), agent_entry(6, 62)]);
    browser.submit(50, "hello");
    for (key, body) in &mut browser.records {
        if key.ends_with("05") || key == "meta" {
            *body = "{\"cut".to_owned();
        }
    }
    browser.records.insert("future/1".to_owned(), "7".to_owned());
    browser.reload();
    assert_eq!(browser.texts(), ["text 1", "text 2", "text 4", "hello"], "up to the gap; the rest comes again");
}

#[test]
fn another_tabs_escalation_connects_this_one_too() {
    let (mut one, mut other) = (Browser::new(Role::Visitor), Browser::new(Role::Visitor));
    one.say(901, true, "text 1");
    one.escalate(1);
    let changes: Vec<_> = one.records.clone().into_iter().collect();
    let effects: Vec<_> =
        changes.into_iter().flat_map(|(key, body)| other.input(Input::Stored { key, body: Some(body) })).collect();
    assert!(effects.contains(&Effect::Connect));
    assert_eq!(other.texts(), ["text 1"]);
}

#[test]
fn bodies_of_a_newer_build_are_kept_as_unknown_lines() {
    let mut browser = Browser::visitor_online();
    let text = wire::encode(&ServerFrame::Entries { entries: vec![agent_entry(4, 60)] });
    browser.input(Input::Frame { text: text.replace(r#""kind":"text""#, r#""kind":"hologram""#) });
    assert_eq!(browser.line(60).body, Body::Unknown);
}
