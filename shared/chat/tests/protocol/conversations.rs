//! CV1 to CV4, CV6.

use chat::server::Input;
use wire::command::ConversationCommand;
use wire::stored::Origin;
use wire::{
    Activity, Author, ClientFrame, CloseReason, ConversationState, Participant, Priority, Refusal, ServerFrame, Timestamp,
    TranscriptItem, limits,
};

use crate::edge::*;

fn stranger() -> Participant {
    Participant::Visitor { id: STRANGER }
}

#[test]
fn cv1_for_another_visitor_the_conversation_does_not_exist() {
    for is_escalated in [false, true] {
        let mut edge = Edge::new();
        let socket = edge.greeted(&visitor());
        if is_escalated {
            edge.frame(socket, &escalate(1));
            edge.input(Input::Disconnected { socket });
        }
        let other = edge.connect(&stranger());
        let effects = edge.frame(other, &hello(0));
        assert_eq!(closed(&effects), Some(CloseReason::NotFound));
        assert_eq!(sent(&effects, other), []);
        assert_eq!(edge.machine.owner(), Some(VISITOR));
    }
}

#[test]
fn cv2_nothing_is_stored_before_escalation_and_agents_do_not_see_it() {
    let mut edge = Edge::new();
    let socket = edge.greeted(&visitor());
    for frame in [send(1, "hi"), ClientFrame::Typing { typing: true }, ClientFrame::Seen { seq: wire::Seq(3) }] {
        edge.frame(socket, &frame);
    }
    let ada = edge.connect(&agent(ADA));
    assert_eq!(closed(&edge.frame(ada, &hello(0))), Some(CloseReason::NotFound));
    edge.assign(ADA, 1);
    assert_eq!((edge.commits, edge.delivered.len(), edge.machine.state()), (0, 0, ConversationState::Pending));
}

#[test]
fn cv2_a_message_before_escalation_is_refused() {
    let mut edge = Edge::new();
    let socket = edge.greeted(&visitor());
    let refused = ServerFrame::Refused { id: wire::MessageId::from_bits(1), reason: Refusal::NotEscalated };
    assert_eq!(sent(&edge.frame(socket, &send(1, "hi")), socket), [refused]);
}

#[test]
fn cv2_escalation_hands_over_what_was_said_in_one_commit() {
    let (edge, _) = Edge::escalated();
    assert_eq!(edge.commits, 1);
    let entries = edge.machine.entries();
    assert_eq!(
        entries.iter().map(|entry| entry.author.clone()).collect::<Vec<_>>(),
        [Author::Visitor, Author::Assistant, Author::System]
    );
    assert_eq!(entries[2].id, id(1));
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.preview.as_str(), summary.messages, summary.version), ("where is it", 1, 1));
}

#[test]
fn cv2_lines_handed_over_twice_are_kept_once() {
    let (mut edge, socket) = Edge::escalated();
    edge.frame(socket, &escalate(2));
    assert_eq!(edge.machine.entries().len(), 4);
    assert_eq!(edge.machine.summary().unwrap().queued_at, Timestamp(1_002_000), "it keeps its place");
}

#[test]
fn cv2_an_escalation_that_is_too_long_is_refused_whole() {
    let mut long_line = escalation();
    long_line.transcript[0].text = "x".repeat(limits::TEXT_BYTES + 1);
    let mut many = escalation();
    many.transcript = vec![many.transcript[0].clone(); limits::TRANSCRIPT_ITEMS + 1];
    for escalation in [long_line, many] {
        let mut edge = Edge::new();
        let socket = edge.greeted(&visitor());
        let effects = edge.frame(socket, &ClientFrame::Escalate { id: id(1), escalation: Box::new(escalation) });
        assert_eq!(sent(&effects, socket), [ServerFrame::Refused { id: id(1), reason: Refusal::TooLong }]);
        assert_eq!(edge.commits, 0);
    }
}

#[test]
fn cv3_only_the_assigned_agent_acts_and_others_read() {
    let (mut edge, _, ada) = Edge::answered();
    let bob = edge.connect(&agent(BOB));
    assert_eq!(kinds(&edge.frame(bob, &hello(0)), bob), "welcome entries here");
    for frame in [send(2, "hi"), ClientFrame::Resolve { id: id(3), epoch: None }, ClientFrame::Release { id: id(4), epoch: None }]
    {
        assert_eq!(kinds(&edge.frame(bob, &frame), bob), "refused");
    }
    assert_eq!(kinds(&edge.frame(ada, &send(2, "hi")), ada), "ack entries");
}

#[test]
fn cv4_a_message_after_resolved_reopens_at_the_end_of_the_queue() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    let queued = edge.machine.summary().unwrap().queued_at;
    edge.frame(ada, &ClientFrame::Resolve { id: id(2), epoch: None });
    assert_eq!(edge.machine.state(), ConversationState::Resolved);
    let effects = edge.frame(visitor_socket, &send(3, "one more thing"));
    assert_eq!(kinds(&effects, visitor_socket), "ack entries state");
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.state, summary.assigned, summary.released_epoch), (ConversationState::Open, None, 1));
    assert!(summary.queued_at > queued);
    assert_eq!(activities(&edge).last(), Some(&Activity::Reopened));
}

#[test]
fn cv4_an_escalation_after_resolved_reopens_too() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    edge.frame(ada, &ClientFrame::Resolve { id: id(2), epoch: None });
    edge.frame(visitor_socket, &escalate(3));
    assert_eq!(edge.machine.state(), ConversationState::Open);
}

#[test]
fn dk4_an_older_epoch_changes_nothing() {
    let (mut edge, _) = Edge::escalated();
    edge.assign(BOB, 5);
    let commits = edge.commits;
    edge.assign(ADA, 4);
    edge.assign(BOB, 5);
    edge.input(Input::Command(ConversationCommand::Release { agent: ADA, epoch: 4 }));
    assert_eq!((edge.commits, edge.machine.assigned().unwrap().agent), (commits, BOB));
    edge.assign(ADA, 6);
    assert_eq!(edge.machine.assigned().unwrap().agent, ADA);
    assert_eq!(edge.machine.summary().unwrap().released_epoch, 5);
}

#[test]
fn dk4_a_release_that_overtakes_its_assignment_still_ends_it() {
    let (mut edge, _) = Edge::escalated();
    edge.input(Input::Command(ConversationCommand::Release { agent: ADA, epoch: 1 }));
    edge.assign(ADA, 1);
    assert_eq!(edge.machine.assigned(), None);
    assert_eq!(edge.machine.summary().unwrap().released_epoch, 1);
}

#[test]
fn dk5_commands_repeated_change_nothing() {
    let (mut edge, _, _) = Edge::answered();
    let release = Input::Command(ConversationCommand::Release { agent: ADA, epoch: 1 });
    edge.input(release.clone());
    let (commits, queued) = (edge.commits, edge.machine.summary().unwrap().queued_at);
    edge.input(release);
    edge.assign(ADA, 1);
    assert_eq!((edge.commits, edge.machine.assigned()), (commits, None));
    assert_eq!(queued, Timestamp(1_002_000), "its old place");
    assert!(matches!(activities(&edge).last(), Some(Activity::AgentLeft { .. })));
}

#[test]
fn an_assignment_that_meets_a_resolved_conversation_is_handed_back_in_the_summary() {
    let (mut edge, _, ada) = Edge::answered();
    edge.frame(ada, &ClientFrame::Resolve { id: id(2), epoch: None });
    edge.assign(BOB, 2);
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.assigned, summary.released_epoch, summary.state), (None, 2, ConversationState::Resolved));
}

#[test]
fn cv6_an_urgent_line_raises_the_priority_and_nothing_lowers_it() {
    let mut edge = Edge::new();
    let socket = edge.greeted(&visitor());
    let with = |line: &str, priority: Priority, number: u128| {
        let mut escalation = escalation();
        escalation.priority = priority;
        let line = TranscriptItem { id: id(number + 100), text: line.to_owned(), ..escalation.transcript[0].clone() };
        escalation.transcript.push(line);
        ClientFrame::Escalate { id: id(number), escalation: Box::new(escalation) }
    };
    let mut priority_after = |frame: &ClientFrame| {
        edge.frame(socket, frame);
        let origin: Origin = wire::decode(edge.records.get("origin").unwrap()).unwrap();
        (origin.priority, origin.tone.unwrap().is_urgent)
    };
    assert_eq!(priority_after(&with("thanks", Priority::Low, 1)), (Priority::Low, false));
    assert_eq!(priority_after(&with("this is urgent, I need it today!", Priority::Low, 2)), (Priority::High, true));
    assert_eq!(priority_after(&with("thanks", Priority::Urgent, 3)), (Priority::Urgent, false));
    assert_eq!(priority_after(&with("thanks", Priority::Low, 4)), (Priority::Urgent, false));
}
