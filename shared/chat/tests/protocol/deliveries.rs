//! CV5: what the desk and the directory are told.

use chat::server::{Effect, Input, Recipient};
use wire::fact::FactKind;

use crate::edge::*;

fn told(edge: &mut Edge, to: Recipient) -> Vec<(u64, u64, usize)> {
    let all = edge.delivered.iter().filter(|(whom, _)| *whom == to);
    all.map(|(_, summary)| (summary.version, summary.facts_from, summary.facts.len())).collect()
}

fn receive(edge: &mut Edge, to: Recipient, version: u64) {
    edge.input(Input::Delivered { to, version });
}

#[test]
fn cv5_the_first_summary_leaves_at_once_and_mere_messages_wait_together() {
    let (mut edge, socket) = Edge::escalated();
    receive(&mut edge, Recipient::Desk, 1);
    receive(&mut edge, Recipient::Directory, 1);
    for number in 0..3 {
        edge.text(socket, &wire::encode(&send(10 + number, "hello")));
    }
    assert_eq!(told(&mut edge, Recipient::Desk), [(1, 2, 0)]);
    assert_eq!(edge.machine.poll_timeout(), Some(wire::Timestamp(edge.now.0 + 10_000)));
    edge.wait(9_999);
    assert_eq!(told(&mut edge, Recipient::Desk).len(), 1);
    edge.wait(1);
    assert_eq!(told(&mut edge, Recipient::Desk), [(1, 2, 0), (4, 5, 0)]);
    assert_eq!(told(&mut edge, Recipient::Directory), [(1, 0, 2), (4, 2, 3)], "facts are not lost by waiting");
}

#[test]
fn cv5_what_is_more_than_a_message_leaves_within_a_second() {
    let (mut edge, socket) = Edge::escalated();
    receive(&mut edge, Recipient::Desk, 1);
    receive(&mut edge, Recipient::Directory, 1);
    edge.text(socket, &wire::encode(&send(10, "hello")));
    edge.assign(ADA, 1);
    edge.wait(999);
    assert_eq!(told(&mut edge, Recipient::Desk).len(), 1);
    edge.wait(1);
    assert_eq!(told(&mut edge, Recipient::Desk), [(1, 2, 0), (3, 4, 0)]);
    assert_eq!(told(&mut edge, Recipient::Directory), [(1, 0, 2), (3, 2, 2)]);
}

#[test]
fn cv5_the_desk_of_who_answers_learns_of_messages_within_a_second() {
    let (mut edge, socket) = Edge::escalated();
    edge.assign(ADA, 1);
    edge.wait(1_000);
    for to in [Recipient::Desk, Recipient::Directory] {
        receive(&mut edge, to, 2);
    }
    edge.delivered.clear();
    edge.text(socket, &wire::encode(&send(10, "hello")));
    edge.wait(1_000);
    assert_eq!(told(&mut edge, Recipient::Desk), [(3, 4, 0)]);
    assert_eq!(told(&mut edge, Recipient::Directory), [], "nobody reads a timeline by the second");
}

#[test]
fn cv5_an_unanswered_summary_is_repeated_with_a_doubling_pause() {
    let (mut edge, _) = Edge::escalated();
    receive(&mut edge, Recipient::Directory, 1);
    let mut pauses = Vec::new();
    for _ in 0..9 {
        let due = edge.machine.poll_timeout().unwrap();
        pauses.push((due.0 - edge.now.0) / 1_000);
        edge.wait(due.0 - edge.now.0);
        edge.input(Input::DeliveryFailed { to: Recipient::Desk });
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    receive(&mut edge, Recipient::Desk, 1);
    assert_eq!(edge.machine.poll_timeout(), None);
}

#[test]
fn cv5_facts_are_repeated_with_their_numbers_until_the_directory_has_them() {
    let (mut edge, socket) = Edge::escalated();
    edge.wait(1_000);
    edge.frame(socket, &send(2, "hello"));
    edge.wait(60_000);
    let last = edge.delivered.iter().rev().find(|(to, _)| *to == Recipient::Directory).unwrap().1.clone();
    assert_eq!((last.version, last.facts_from), (2, 0));
    let kinds: Vec<_> = last.facts.iter().map(|fact| fact.what.clone()).collect();
    assert!(matches!(kinds[..], [FactKind::Enqueued, FactKind::Escalated { .. }, FactKind::VisitorWrote]), "{kinds:?}");
    receive(&mut edge, Recipient::Directory, 2);
    edge.frame(socket, &send(3, "again"));
    edge.wait(60_000);
    let last = edge.delivered.iter().rev().find(|(to, _)| *to == Recipient::Directory).unwrap().1.clone();
    assert_eq!((last.facts_from, last.facts.len()), (3, 1));
    assert_eq!(edge.records.keys().filter(|key| key.starts_with("facts/")).count(), 1, "delivered ones are deleted");
}

#[test]
fn cv5_what_was_not_received_survives_a_restart() {
    let (mut edge, _) = Edge::escalated();
    receive(&mut edge, Recipient::Desk, 1);
    edge.delivered.clear();
    edge.sleep();
    let due = edge.machine.poll_timeout().expect("something to deliver");
    assert!(due <= edge.now);
    let effects = edge.wait(0);
    assert_eq!(
        effects.iter().filter(|effect| matches!(effect, Effect::Deliver { .. })).count(),
        2,
        "what is known is noted with the next commit"
    );
    assert_eq!(told(&mut edge, Recipient::Directory), [(1, 0, 2)]);
}

#[test]
fn cv5_a_receipt_of_a_version_that_does_not_exist_hides_nothing() {
    let (mut edge, socket) = Edge::escalated();
    receive(&mut edge, Recipient::Desk, 99);
    edge.delivered.clear();
    edge.frame(socket, &send(2, "hello"));
    edge.wait(10_000);
    assert!(told(&mut edge, Recipient::Desk).contains(&(2, 3, 0)));
}
