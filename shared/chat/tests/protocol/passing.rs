//! Passing on, putting aside, and messages of other channels.

use std::time::Duration;

use chat::server::{Effect, Input};
use wire::command::Inbound;
use wire::fact::FactKind;
use wire::{
    Activity, AgentId, Body, Channel, ClientFrame, ConversationState, Locale, MessageId, Priority, Refusal, Seq, ServerFrame,
    SkillId, TeamId, Tier, Timestamp, Transfer, TransferTarget, limits,
};

use crate::edge::*;

const HOUR: u64 = 60 * 60 * 1_000;

fn returns() -> SkillId {
    SkillId::new("returns").unwrap()
}

fn refusals(effects: &[Effect]) -> Vec<Refusal> {
    let refused = effects.iter().filter_map(|effect| {
        if let Effect::Send { frame: ServerFrame::Refused { reason, .. }, .. } = effect { Some(*reason) } else { None }
    });
    refused.collect()
}

#[test]
fn cv9_what_is_passed_on_keeps_its_place_and_tells_the_desk_to_whom() {
    for to in [
        TransferTarget::Agent { agent: BOB },
        TransferTarget::Team { team: TeamId::new("loans").unwrap() },
        TransferTarget::Skill { skill: returns() },
    ] {
        let (mut edge, visitor, ada) = Edge::answered();
        let queued = edge.machine.summary().unwrap().queued_at;
        let effects = edge.frame(ada, &ClientFrame::Transfer { id: id(2), to: to.clone(), epoch: None });
        assert_eq!((kinds(&effects, ada), kinds(&effects, visitor)), ("ack entries state".into(), "entries state".into()));
        let summary = edge.machine.summary().unwrap();
        assert_eq!((summary.queued_at, summary.assigned, summary.released_epoch), (queued, None, 1));
        assert_eq!(summary.transfer, Some(Transfer { to: to.clone(), from: ADA }));
        assert_eq!(summary.skill == Some(returns()), matches!(to, TransferTarget::Skill { .. }));
        edge.sleep();
        assert_eq!(edge.machine.summary().unwrap().transfer, Some(Transfer { to, from: ADA }));
        edge.assign(BOB, 2);
        assert_eq!(edge.machine.summary().unwrap().transfer, None, "somebody took it");
    }
}

#[test]
fn cv9_a_visitor_does_not_read_to_whom_of_the_staff_it_was_passed_on() {
    let (mut edge, visitor, ada) = Edge::answered();
    let effects =
        edge.frame(ada, &ClientFrame::Transfer { id: id(2), to: TransferTarget::Skill { skill: returns() }, epoch: None });
    let told = |socket| {
        effects.iter().any(|effect| {
            matches!(effect, Effect::Send { socket: to, frame: ServerFrame::Entries { entries } }
            if *to == socket && entries.iter().any(|entry| wire::encode(entry).contains("returns")))
        })
    };
    assert!(told(ada) && !told(visitor));
    let kinds = |entries: Vec<wire::Entry>| entries.into_iter().next_back().map(|entry| entry.body);
    let last = kinds(edge.machine.entries_for_visitor(Seq(0)).collect());
    assert_eq!(last, Some(Body::Activity { activity: Activity::AgentLeft { agent: ADA, name: "Ada".to_owned() } }));
}

#[test]
fn cv9_only_the_assigned_agent_passes_on_and_not_to_themselves() {
    let (mut edge, visitor, ada) = Edge::answered();
    let bob = edge.greeted(&agent(BOB));
    let to = TransferTarget::Skill { skill: returns() };
    for (number, socket) in [(2, visitor), (3, bob)] {
        assert_eq!(
            refusals(&edge.frame(socket, &ClientFrame::Transfer { id: id(number), to: to.clone(), epoch: None })),
            [Refusal::NotYours]
        );
    }
    let own = ClientFrame::Transfer { id: id(4), to: TransferTarget::Agent { agent: ADA }, epoch: None };
    assert_eq!(refusals(&edge.frame(ada, &own)), [Refusal::NotYours]);
    assert_eq!(edge.machine.assigned().map(|assigned| assigned.agent), Some(ADA));
}

#[test]
fn cv10_what_is_put_aside_waits_anew_at_its_time_and_remembers_who_served_it() {
    let (mut edge, _, ada) = Edge::answered();
    let until = Timestamp(edge.now.0 + HOUR);
    edge.frame(ada, &ClientFrame::Snooze { id: id(2), until, epoch: None });
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.state, summary.assigned, summary.released_epoch), (ConversationState::Snoozed, None, 1));
    edge.sleep();
    edge.now = Timestamp(until.0 - 1);
    edge.wait(0);
    assert_eq!(edge.machine.state(), ConversationState::Snoozed);
    assert_eq!(edge.machine.poll_timeout(), Some(until));
    edge.wait(1);
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.state, summary.queued_at, summary.served_by), (ConversationState::Open, until, Some(ADA)));
    assert_eq!(activities(&edge).last(), Some(&Activity::Woke));
}

#[test]
fn cv10_a_word_of_the_visitor_wakes_it() {
    let (mut edge, visitor, ada) = Edge::answered();
    edge.frame(ada, &ClientFrame::Snooze { id: id(2), until: Timestamp(edge.now.0 + HOUR), epoch: None });
    let effects = edge.frame(visitor, &send(3, "are you there?"));
    assert_eq!(kinds(&effects, visitor), "ack entries state");
    assert_eq!(edge.machine.state(), ConversationState::Open);
    assert_eq!(edge.machine.summary().unwrap().queued_at, edge.now);
    edge.now = Timestamp(edge.now.0 + 2 * HOUR);
    edge.wait(0);
    assert_eq!(activities(&edge).iter().filter(|activity| **activity == Activity::Woke).count(), 1);
}

#[test]
fn cv10_the_past_and_the_far_future_are_refused() {
    let (mut edge, _, ada) = Edge::answered();
    let far = edge.now + limits::SNOOZE_MAX + limits::SNOOZE_MAX;
    for (number, until) in [(2, Timestamp(1)), (3, far)] {
        assert_eq!(refusals(&edge.frame(ada, &ClientFrame::Snooze { id: id(number), until, epoch: None })), [Refusal::NotNow]);
    }
    assert_eq!(edge.machine.state(), ConversationState::Open);
}

fn inbound(number: u128, text: &str) -> Inbound {
    Inbound {
        visitor: VISITOR,
        id: id(number),
        text: text.to_owned(),
        channel: Channel::Social,
        locale: Locale::new("en").unwrap(),
        skill: Some(returns()),
        priority: Priority::Medium,
        tier: Tier::Vip,
    }
}

fn received(edge: &mut Edge, inbound: Inbound) -> Vec<Effect> {
    edge.input(Input::Received(Box::new(inbound)))
}

#[test]
fn cv11_a_first_message_of_another_channel_queues_and_further_ones_follow_it() {
    let mut edge = Edge::new();
    received(&mut edge, inbound(1, "is it in stock? my card is 4111 1111 1111 1111"));
    let summary = edge.machine.summary().unwrap();
    assert_eq!((summary.state, summary.channel, summary.tier), (ConversationState::Open, Channel::Social, Tier::Vip));
    assert_eq!((summary.skill, summary.messages, summary.visitor), (Some(returns()), 1, VISITOR));
    assert!(!wire::encode(&edge.machine.entries()[0]).contains("4111 1111"), "P4: masked before it is stored");
    let commits = edge.commits;
    received(&mut edge, inbound(1, "is it in stock?"));
    assert_eq!(edge.commits, commits, "the same message again");
    received(&mut edge, inbound(2, "hello?"));
    assert_eq!((edge.commits, edge.machine.summary().unwrap().messages), (commits + 1, 2));
    let facts: Vec<FactKind> =
        edge.delivered.iter().flat_map(|(_, summary)| summary.facts.iter().map(|fact| fact.what.clone())).collect();
    assert!(facts.contains(&FactKind::Enqueued) && facts.contains(&FactKind::VisitorWrote));
}

#[test]
fn cv11_agents_on_screen_get_it_at_once_and_a_resolved_one_reopens() {
    let mut edge = Edge::new();
    received(&mut edge, inbound(1, "is it in stock?"));
    edge.assign(ADA, 1);
    let ada = edge.greeted(&agent(ADA));
    assert!(kinds(&received(&mut edge, inbound(2, "hello?")), ada).contains("entries"));
    edge.frame(ada, &ClientFrame::Resolve { id: id(3), epoch: None });
    received(&mut edge, inbound(4, "one more"));
    assert_eq!(edge.machine.state(), ConversationState::Open);
}

#[test]
fn cv1_another_visitors_message_is_not_taken() {
    let mut edge = Edge::new();
    received(&mut edge, inbound(1, "hello"));
    received(&mut edge, Inbound { visitor: STRANGER, ..inbound(2, "let me in") });
    assert_eq!(edge.machine.summary().unwrap().messages, 1);
}

#[test]
fn a_bridge_reads_what_the_visitor_may_and_nothing_else() {
    let mut edge = Edge::new();
    received(&mut edge, inbound(1, "hello"));
    edge.assign(ADA, 1);
    let ada = edge.greeted(&agent(ADA));
    edge.frame(ada, &ClientFrame::Note { id: id(2), text: "he is upset".to_owned(), mentions: Vec::<AgentId>::new() });
    edge.frame(ada, &send(3, "hi"));
    let texts: Vec<(MessageId, Body)> = edge.machine.entries_for_visitor(Seq(1)).map(|entry| (entry.id, entry.body)).collect();
    assert!(texts.iter().any(|(of, body)| *of == id(3) && matches!(body, Body::Text { text, .. } if text == "hi")));
    assert!(texts.iter().any(|(of, body)| *of == id(2) && *body == Body::Hidden));
}

#[test]
fn cv14_a_decision_that_waited_for_a_connection_does_not_end_a_later_assignment() {
    let (mut edge, visitor, ada) = Edge::answered();
    edge.frame(ada, &ClientFrame::Resolve { id: id(2), epoch: Some(1) });
    edge.frame(visitor, &send(3, "one more thing"));
    edge.assign(ADA, 2);
    let until = edge.now + Duration::from_secs(60);
    for late in [
        ClientFrame::Resolve { id: id(4), epoch: Some(1) },
        ClientFrame::Release { id: id(5), epoch: Some(1) },
        ClientFrame::Transfer { id: id(6), to: TransferTarget::Skill { skill: returns() }, epoch: Some(1) },
        ClientFrame::Snooze { id: id(7), until, epoch: Some(1) },
    ] {
        assert_eq!(refusals(&edge.frame(ada, &late)), [Refusal::NotYours], "{late:?}");
    }
    assert_eq!(edge.machine.state(), ConversationState::Open);
    edge.frame(ada, &ClientFrame::Resolve { id: id(8), epoch: Some(2) });
    assert_eq!(edge.machine.state(), ConversationState::Resolved);
}
