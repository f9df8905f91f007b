//! What a supervisor does at the desk, and what nobody else can.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod host;

use host::{Host, agent, conversation, summary};
use routing::{Input, Objection, PlaceView, Why};
use wire::command::ConversationCommand;
use wire::floor::{Deed, ForcedReason};
use wire::*;

fn id(agent: u128) -> AgentId {
    AgentId::from_bits(agent)
}

fn boss() -> AgentProfile {
    AgentProfile { role: Role::Supervisor, name: "Bea".into(), ..agent(50, &[], 1) }
}

/// Two agents online with room for one each; the first is offered the conversation.
fn desk() -> Host {
    let mut host = Host::at(1_000_000);
    host.online(1, &agent(1, &[], 1));
    host.online(2, &agent(2, &[], 1));
    host.summarise(&summary(7, 990_000));
    host.frames.clear();
    host
}

fn give(host: &mut Host, by: &AgentProfile, which: u128, to: u128) -> Option<Objection> {
    let against = host.desk.against_assigning(by, conversation(which), id(to));
    let reason = ForcedReason::Expert;
    host.feed(Input::AssignedBy { by: by.clone(), conversation: conversation(which), agent: id(to), reason });
    against
}

fn answers(host: &Host, which: u128) -> Option<(u128, u64)> {
    match host.desk.place(conversation(which)) {
        Some(PlaceView::Assigned { agent, epoch }) => Some((agent.bits(), epoch)),
        Some(PlaceView::Waiting | PlaceView::Offered { .. } | PlaceView::Gone) | None => None,
    }
}

fn deeds(host: &mut Host, socket: u64) -> Vec<(String, Deed)> {
    let told = |frame| if let DeskFrame::Supervised { by, deed } = frame { Some((by, deed)) } else { None };
    host.take_frames(socket).into_iter().filter_map(told).collect()
}

fn why(host: &Host, which: u128) -> Vec<Why> {
    let of = Why::prefix(conversation(which));
    let bodies = host.records.iter().filter(|(key, _)| key.starts_with(&of));
    bodies.map(|(key, body)| record::read::<Why>(key, body).unwrap()).collect()
}

#[test]
fn sv1_whoever_is_no_supervisor_changes_nothing() {
    let mut host = desk();
    let before = host.records.clone();
    assert_eq!(give(&mut host, &agent(2, &[], 1), 7, 2), Some(Objection::NotSupervisor));
    let by = agent(2, &[], 1);
    assert_eq!(host.desk.against_telling(&by, id(1)), Some(Objection::NotSupervisor));
    host.feed(Input::PresenceSetBy { by, agent: id(1), presence: Presence::Offline });
    assert_eq!((host.records == before, host.frames.len()), (true, 0));
}

#[test]
fn sv2_what_is_offered_to_one_is_given_to_another_at_once_with_the_reason() {
    let mut host = desk();
    assert_eq!(give(&mut host, &boss(), 7, 2), None);
    assert_eq!(answers(&host, 7), Some((2, 1)));
    let told = host.take_commands();
    assert!(matches!(&told[..], [(_, ConversationCommand::Assign { assigned })] if assigned.agent == id(2)), "{told:?}");
    assert_eq!(
        deeds(&mut host, 2),
        [("Bea".to_owned(), Deed::Gave { conversation: conversation(7), reason: ForcedReason::Expert })]
    );
    let chosen = why(&host, 7).pop().unwrap();
    let by = chosen.chosen_by.unwrap();
    assert_eq!((chosen.agent, by.agent, by.reason, by.from), (id(2), id(50), ForcedReason::Expert, None));
    assert_eq!((chosen.candidates.len(), chosen.eligible), (1, 1));
}

#[test]
fn sv2_what_somebody_answers_is_taken_from_them_under_the_next_epoch_and_both_are_told() {
    let mut host = desk();
    host.accept(1, conversation(7));
    let known = host::after(&summary(7, 900_000), &host.take_commands().pop().unwrap().1);
    host.summarise(&known);
    host.frames.clear();
    assert_eq!(give(&mut host, &boss(), 7, 2), None);
    assert_eq!(answers(&host, 7), Some((2, 2)));
    assert_eq!(deeds(&mut host, 1), [("Bea".to_owned(), Deed::Took { conversation: conversation(7), to: "Agent 2".to_owned() })]);
    assert_eq!(why(&host, 7).pop().unwrap().chosen_by.unwrap().from, Some(id(1)));
    // What the first agent still does there is of an epoch that ended: the conversation has been told the next.
    host.summarise(&Summary { version: 3, ..known });
    assert_eq!(answers(&host, 7), Some((2, 2)));
}

#[test]
fn sv2_doing_it_again_changes_nothing() {
    let mut host = desk();
    give(&mut host, &boss(), 7, 2);
    let (records, commits) = (host.records.clone(), host.commits);
    host.frames.clear();
    assert_eq!(give(&mut host, &boss(), 7, 2), None, "no objection either: it is as it was wished");
    assert_eq!((host.records == records, host.commits, host.frames.len()), (true, commits, 0));
}

#[test]
fn sv3_beyond_capacity_an_agent_is_given_two_more_and_no_third() {
    let mut host = desk();
    for which in 8..12 {
        host.summarise(&summary(which, 900_000 + which as u64));
    }
    let objections: Vec<_> = [7, 8, 9, 10].map(|which| give(&mut host, &boss(), which, 2)).to_vec();
    assert_eq!(objections, [None, None, None, Some(Objection::TooMany)]);
    assert_eq!(host.desk.floor(host.now).agents.iter().map(|agent| agent.assigned).collect::<Vec<_>>(), [0, 3]);
    assert_eq!(answers(&host, 10), None);
}

#[test]
fn sv3_nobody_is_given_what_needs_nobody_or_when_they_would_not_hear_of_it() {
    let mut host = desk();
    host.feed(Input::AgentDisconnected { socket: routing::SocketId(2) });
    assert_eq!(give(&mut host, &boss(), 7, 2), Some(Objection::NotConnected));
    assert_eq!(give(&mut host, &boss(), 7, 3), Some(Objection::NobodyThere));
    assert_eq!(give(&mut host, &boss(), 77, 1), Some(Objection::NothingToAnswer));
    host.summarise(&Summary { state: ConversationState::Resolved, version: 2, ..summary(7, 900_000) });
    assert_eq!(give(&mut host, &boss(), 7, 1), Some(Objection::NothingToAnswer));
    assert_eq!(answers(&host, 7), None);
}

#[test]
fn sv4_a_presence_set_by_a_supervisor_is_told_to_the_agent_with_who_did_it_and_offers_are_taken_back() {
    let mut host = desk();
    let input = Input::PresenceSetBy { by: boss(), agent: id(1), presence: Presence::Busy };
    host.feed(input.clone());
    assert_eq!(host.offer(conversation(7)).map(|(agent, _)| agent), Some(id(2)));
    assert_eq!(deeds(&mut host, 1), [("Bea".to_owned(), Deed::SetPresence { presence: Presence::Busy })]);
    let commits = host.commits;
    host.feed(input);
    assert_eq!((host.commits, deeds(&mut host, 1).len()), (commits, 0), "again changes nothing");
}

#[test]
fn sv5_the_floor_tells_what_waits_by_skill_and_channel_and_who_is_on_what_since_when() {
    let mut host = desk();
    host.accept(1, conversation(7));
    for (which, skill) in [(20, "loans"), (21, "loans"), (22, "cards")] {
        let skill = SkillId::new(skill).ok();
        host.summarise(&Summary { skill, ..summary(which, 900_000 + which as u64) });
    }
    let floor = host.desk.floor(host.now);
    let lines: Vec<(Option<&str>, u32, u32, u64)> = floor
        .queues
        .iter()
        .map(|line| (line.skill.as_ref().map(SkillId::as_str), line.waiting + line.offered, line.late, line.longest_since.0))
        .collect();
    assert_eq!(lines, [(Some("loans"), 2, 2, 900_020), (Some("cards"), 1, 1, 900_022)]);
    let agents: Vec<_> = floor.agents.iter().map(|agent| (agent.id, agent.since, agent.assigned, agent.capacity)).collect();
    assert_eq!(agents, [(id(1), Timestamp(1_000_000), 1, 1), (id(2), Timestamp(1_000_000), 0, 1)]);
    assert_eq!(floor.agents[0].conversations[0].since, host.now);
}
