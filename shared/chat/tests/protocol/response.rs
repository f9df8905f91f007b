//! Whose turn it is: what service levels are timed from.

use wire::{ClientFrame, Timestamp};

use crate::edge::*;

/// Opened, first answered, asked: in seconds since it was escalated.
fn clocks(edge: &Edge, start: Timestamp) -> (u64, Option<u64>, Option<u64>) {
    let summary = edge.machine.summary().expect("escalated");
    let seconds = |at: Timestamp| at.since(start).as_secs();
    (seconds(summary.opened_at), summary.answered_at.map(seconds), summary.asked_at.map(seconds))
}

#[test]
fn the_turn_passes_with_each_message_and_the_first_unanswered_one_counts() {
    let (mut edge, visitor, agent) = Edge::answered();
    let start = edge.machine.summary().expect("escalated").opened_at;
    assert_eq!(clocks(&edge, start), (0, None, Some(0)), "handing over is asking");
    edge.wait(5_000);
    edge.text(agent, &wire::encode(&send(10, "hello")));
    assert_eq!(clocks(&edge, start), (0, Some(6), None));
    edge.wait(5_000);
    edge.text(visitor, &wire::encode(&send(11, "and the other one?")));
    edge.wait(5_000);
    edge.text(visitor, &wire::encode(&send(12, "are you there?")));
    assert_eq!(clocks(&edge, start), (0, Some(6), Some(11)));
    edge.sleep();
    assert_eq!(clocks(&edge, start), (0, Some(6), Some(11)), "it survives sleep");
}

#[test]
fn a_resolution_ends_all_turns_and_whoever_comes_back_starts_anew() {
    let (mut edge, visitor, agent) = Edge::answered();
    let start = edge.machine.summary().expect("escalated").opened_at;
    edge.text(agent, &wire::encode(&send(10, "hello")));
    edge.text(visitor, &wire::encode(&send(11, "thanks")));
    edge.text(agent, &wire::encode(&ClientFrame::Resolve { id: id(12), epoch: None }));
    assert_eq!(clocks(&edge, start), (0, Some(1), None));
    edge.wait(7_000);
    edge.text(visitor, &wire::encode(&send(13, "one more thing")));
    assert_eq!(clocks(&edge, start), (8, None, Some(8)));
}

#[test]
fn cv13_where_a_visitor_can_be_reached_is_noted_the_last_of_each_kind() {
    let (mut edge, visitor, agent) = Edge::answered();
    edge.frame(visitor, &send(10, "nobody there? call 13812345678 or write to a@example.com"));
    edge.frame(visitor, &send(11, "no, my new number is +86 139 1234 5678. My card is 4111 1111 1111 1111."));
    edge.frame(agent, &send(12, "we are at help@shop.example"));
    edge.sleep();
    let reach = edge.machine.summary().expect("escalated").reach;
    assert_eq!((reach.email.as_deref(), reach.phone.as_deref()), (Some("a@example.com"), Some("+8613912345678")));
}
