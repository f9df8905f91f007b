//! Who is asked first, and for whom: one behaviour each, through the public interface.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod host;

use std::time::Duration;

use host::{Host, agent, conversation, summary};
use routing::{Input, Knowledge, PlaceView, Why};
use wire::policy::Experiment;
use wire::summary::Assigned;
use wire::*;

const NOW: u64 = 1_000_000;

fn skill(label: &str) -> SkillId {
    SkillId::new(label).unwrap()
}

/// A conversation about returns that has just come.
fn returns(id: u128) -> Summary {
    Summary { skill: Some(skill("returns")), ..summary(id, NOW) }
}

fn knows_a_little(id: u128) -> AgentProfile {
    AgentProfile { secondary_skills: vec![skill("returns")], ..agent(id, &["phones"], 2) }
}

fn asked(host: &Host, id: u128) -> Option<u128> {
    host.offer(conversation(id)).map(|(agent, _)| agent.bits())
}

fn waits(host: &Host, id: u128) -> bool {
    host.desk.place(conversation(id)) == Some(PlaceView::Waiting)
}

fn publish(host: &mut Host, policy: RoutingPolicy) {
    host.feed(Input::PolicyChanged(Box::new(policy)));
}

/// The agent passes it on, or ends it.
fn let_go(host: &mut Host, told: Summary) {
    let epoch = match host.desk.place(told.conversation) {
        Some(PlaceView::Assigned { epoch, .. }) => epoch,
        place => panic!("it is not assigned: {place:?}"),
    };
    host.summarise(&Summary { version: 9, released_epoch: epoch, ..told });
}

#[test]
fn a_primary_skill_comes_before_a_secondary_and_both_before_none() {
    let mut host = Host::at(NOW);
    host.online(1, &agent(1, &["phones"], 2));
    host.online(2, &knows_a_little(2));
    host.online(3, &agent(3, &["returns"], 1));
    for (id, expected) in [(7, Some(3)), (8, Some(2)), (9, Some(2)), (10, None)] {
        host.summarise(&returns(id));
        assert_eq!(asked(&host, id), expected, "conversation {id}");
    }
}

#[test]
fn agents_without_the_skill_are_asked_after_the_declared_share_of_the_target() {
    let mut host = Host::at(NOW);
    host.online(1, &agent(1, &["phones"], 2));
    host.summarise(&returns(7));
    // A chat's target is a minute; the published policy waits two of them.
    host.pass(Duration::from_secs(119));
    assert!(waits(&host, 7));
    host.pass(Duration::from_secs(1));
    assert_eq!(asked(&host, 7), Some(1));
}

#[test]
fn the_longest_waiting_of_equals_is_first_and_a_vip_ages_faster() {
    let mut host = Host::at(NOW);
    for (id, waited, tier) in [(7, 10_000, Tier::Standard), (8, 20_000, Tier::Standard), (9, 12_000, Tier::Vip)] {
        host.summarise(&Summary { tier, ..summary(id, NOW - waited) });
    }
    let mut order = Vec::new();
    host.online(1, &agent(1, &[], 3));
    let offered = |host: &Host| (7..10).filter(|id| asked(host, *id).is_some()).collect::<Vec<_>>();
    order.extend(offered(&host));
    assert_eq!(order.len(), 3, "there is room for all");
    let why = |id: u128| -> Why {
        let key = format!("why/{}/{}", conversation(id), record::ordered(1));
        record::read(&key, &host.records[&key]).unwrap()
    };
    assert!(why(9).urgency_permille > why(8).urgency_permille && why(8).urgency_permille > why(7).urgency_permille);
    let loads = |id| why(id).candidates.first().map(|candidate| candidate.load);
    assert_eq!([9, 8, 7].map(loads), [Some(0), Some(1), Some(2)], "in this order");
}

#[test]
fn r5_a_reason_tells_the_rule_the_knowledge_and_the_runners_up() {
    let mut host = Host::at(NOW);
    host.online(1, &knows_a_little(1));
    host.online(2, &agent(2, &["returns"], 2));
    host.summarise(&returns(7));
    let key = format!("why/{}/{}", conversation(7), record::ordered(1));
    let why: Why = record::read(&key, &host.records[&key]).unwrap();
    assert_eq!((why.rule, why.agent.bits(), why.eligible), (Rule::Index, 2, 2));
    let told: Vec<_> =
        why.candidates.iter().map(|candidate| (candidate.agent.bits(), candidate.knows, candidate.fitness_permille)).collect();
    assert_eq!(
        told,
        [(2, Knowledge::Primary, 941), (1, Knowledge::Secondary, 624)],
        "cubes of what they keep over how long they take"
    );
}

#[test]
fn a_call_needs_an_agent_without_other_work_and_takes_all_of_them() {
    let mut host = Host::at(NOW);
    let channels = [(Channel::Phone, 1), (Channel::Chat, 3)].map(|(channel, most)| ChannelCapacity { channel, most });
    host.online(1, &AgentProfile { channels: channels.to_vec(), ..agent(1, &[], 3) });
    let call = |id| Summary { channel: Channel::Phone, ..summary(id, NOW) };
    host.summarise(&call(7));
    assert_eq!(asked(&host, 7), Some(1));
    host.summarise(&summary(8, NOW));
    assert!(waits(&host, 8), "whoever is on the phone takes no chat");
    host.accept(1, conversation(7));
    let_go(&mut host, Summary { state: ConversationState::Resolved, ..call(7) });
    assert_eq!(asked(&host, 8), Some(1));
    host.summarise(&call(9));
    assert!(waits(&host, 9), "whoever chats takes no call");
}

#[test]
fn a_channel_has_its_own_limit_within_the_capacity() {
    let mut host = Host::at(NOW);
    let channels = [(Channel::Social, 1), (Channel::Chat, 3)].map(|(channel, most)| ChannelCapacity { channel, most });
    host.online(1, &AgentProfile { channels: channels.to_vec(), ..agent(1, &[], 3) });
    let social = |id| Summary { channel: Channel::Social, ..summary(id, NOW) };
    host.summarise(&social(7));
    host.summarise(&social(8));
    host.summarise(&summary(9, NOW));
    assert_eq!((asked(&host, 7), asked(&host, 8), asked(&host, 9)), (Some(1), None, Some(1)));
}

/// How many of many e-mails a group is offered, by the published policy.
fn emails_taken(agents: u64, room: u8) -> usize {
    let mut host = Host::at(NOW);
    for id in 1..=agents {
        host.online(id, &agent(u128::from(id), &[], room));
    }
    for id in 10..110 {
        host.summarise(&Summary { channel: Channel::Email, ..summary(id, NOW) });
    }
    (10..110).filter(|id| asked(&host, *id).is_some()).count()
}

#[test]
fn e_mails_leave_room_by_its_square_root_and_never_more_than_half() {
    // Kept of 1, 5, 16 and 64: a half, two and a half, 6.4 and 12.8.
    let groups = [(1, 1), (1, 5), (1, 16), (4, 16)];
    assert_eq!(groups.map(|(agents, room)| emails_taken(agents, room)), [1, 3, 10, 52]);
}

#[test]
fn e_mails_leave_room_to_who_cannot_wait_but_only_until_a_share_of_their_target() {
    let mut host = Host::at(NOW);
    host.online(1, &agent(1, &[], 5));
    let email = |id| Summary { channel: Channel::Email, ..summary(id, NOW) };
    for id in 10..14 {
        host.summarise(&email(id));
    }
    assert_eq!((10..14).map(|id| asked(&host, id)).collect::<Vec<_>>(), [Some(1), Some(1), Some(1), None]);
    for id in 20..22 {
        host.summarise(&summary(id, NOW));
        assert_eq!(asked(&host, id), Some(1), "a chat takes what was kept for it");
    }
    for id in [10, 11, 12, 20, 21] {
        host.accept(1, conversation(id));
    }
    let_go(&mut host, Summary { state: ConversationState::Resolved, ..summary(20, NOW) });
    host.pass(Duration::from_secs(10_080 - 1));
    assert!(waits(&host, 13), "a fifth of the room is free, no more");
    host.pass(Duration::from_secs(1));
    assert_eq!(asked(&host, 13), Some(1));
}

#[test]
fn dk7_who_comes_back_waits_a_moment_for_who_served_them_and_no_longer() {
    let mut host = Host::at(NOW);
    host.online(1, &agent(1, &[], 1));
    host.online(2, &agent(2, &[], 1));
    host.summarise(&summary(6, NOW));
    assert_eq!(asked(&host, 6), Some(1));
    let back = Summary { served_by: Some(AgentId::from_bits(1)), ..summary(7, NOW) };
    host.summarise(&back);
    assert!(waits(&host, 7), "the second agent is free, but not who they know");
    host.pass(Duration::from_secs(20));
    assert_eq!(asked(&host, 7), Some(2));
}

#[test]
fn nobody_waits_for_an_agent_who_is_not_there() {
    let mut host = Host::at(NOW);
    host.online(1, &agent(1, &[], 1));
    host.online(2, &agent(2, &[], 2));
    host.summarise(&summary(6, NOW));
    host.summarise(&Summary { served_by: Some(AgentId::from_bits(1)), ..summary(7, NOW) });
    assert!(waits(&host, 7));
    host.say(1, &AgentFrame::SetPresence { presence: Presence::Busy });
    assert!(asked(&host, 7).is_some(), "they went, so it waits no longer");
    host.summarise(&Summary { served_by: Some(AgentId::from_bits(1)), ..summary(8, NOW) });
    host.say(2, &AgentFrame::SetCapacity { capacity: 3 });
    assert_eq!(asked(&host, 8), Some(2));
}

fn passed_on(to: TransferTarget) -> (Host, Summary) {
    let mut host = Host::at(NOW);
    host.online(1, &agent(1, &["phones"], 2));
    host.summarise(&summary(7, NOW - 5_000));
    host.accept(1, conversation(7));
    host.online(2, &agent(2, &["phones"], 2));
    host.online(3, &AgentProfile { teams: vec![TeamId::new("loans").unwrap()], ..knows_a_little(3) });
    let transfer = Some(Transfer { to, from: AgentId::from_bits(1) });
    let told = Summary { transfer, skill: Some(skill("returns")), ..summary(7, NOW - 5_000) };
    (host, told)
}

#[test]
fn dk7_what_is_passed_on_goes_to_the_agent_the_team_or_the_skill_and_keeps_its_place() {
    let targets = [
        (TransferTarget::Agent { agent: AgentId::from_bits(2) }, 2),
        (TransferTarget::Team { team: TeamId::new("loans").unwrap() }, 3),
        (TransferTarget::Skill { skill: skill("returns") }, 3),
    ];
    for (to, expected) in targets {
        let (mut host, told) = passed_on(to.clone());
        let_go(&mut host, told);
        assert_eq!(asked(&host, 7), Some(expected), "{to:?}");
        assert_eq!(host.desk.summary(conversation(7)).unwrap().queued_at, Timestamp(NOW - 5_000));
    }
}

#[test]
fn what_is_passed_on_waits_for_them_a_declared_while_and_then_for_anybody() {
    let (mut host, told) = passed_on(TransferTarget::Agent { agent: AgentId::from_bits(2) });
    host.say(2, &AgentFrame::SetPresence { presence: Presence::Busy });
    let_go(&mut host, told);
    host.pass(Duration::from_secs(299));
    assert!(waits(&host, 7), "a colleague may come back");
    host.pass(Duration::from_secs(1));
    assert_eq!(asked(&host, 7), Some(3));
}

#[test]
fn round_robin_asks_each_in_turn_and_remembers_whose_turn_it_is_through_a_crash() {
    let mut host = Host::at(NOW);
    publish(&mut host, RoutingPolicy { rule: Rule::RoundRobin, ..RoutingPolicy::default() });
    for id in 1..4 {
        host.online(id, &agent(u128::from(id), &[], 5));
    }
    let mut order = Vec::new();
    for id in 10..17 {
        if id == 14 {
            host.sleep();
        }
        host.summarise(&Summary { skill: Some(skill("returns")), ..summary(id, NOW) });
        order.extend(asked(&host, id));
    }
    assert_eq!(order, [1, 2, 3, 1, 2, 3, 1], "whatever they know");
}

#[test]
fn an_experiment_alternates_two_rules_and_each_reason_says_which() {
    let mut host = Host::at(NOW);
    let experiment = Experiment { against: Rule::RoundRobin, since: Timestamp(NOW), period_s: 60 };
    publish(&mut host, RoutingPolicy { experiment: Some(experiment), ..RoutingPolicy::default() });
    host.online(1, &agent(1, &["phones"], 9));
    let mut rules = Vec::new();
    for id in 10..14 {
        host.summarise(&Summary { queued_at: host.now, ..summary(id, NOW) });
        let key = format!("why/{}/{}", conversation(id), record::ordered(1));
        rules.push(record::read::<Why>(&key, &host.records[&key]).unwrap().rule);
        host.accept(1, conversation(id));
        host.pass(Duration::from_secs(60));
    }
    assert_eq!(rules, [Rule::Index, Rule::RoundRobin, Rule::Index, Rule::RoundRobin]);
}

#[test]
fn a_change_of_rules_offers_what_the_old_ones_held_back() {
    let mut host = Host::at(NOW);
    let experiment = Experiment { against: Rule::RoundRobin, since: Timestamp(NOW), period_s: 60 };
    publish(&mut host, RoutingPolicy { experiment: Some(experiment), ..RoutingPolicy::default() });
    host.online(1, &agent(1, &["phones"], 2));
    host.summarise(&returns(7));
    assert!(waits(&host, 7));
    host.pass(Duration::from_secs(60));
    assert_eq!(asked(&host, 7), Some(1));
}

#[test]
fn a_conversation_that_was_taken_over_keeps_nobody_waiting_for_whom_it_was_passed_on_to() {
    let (mut host, told) = passed_on(TransferTarget::Skill { skill: skill("returns") });
    let_go(&mut host, told.clone());
    host.accept(3, conversation(7));
    let epoch = 2;
    let assigned = Assigned { agent: AgentId::from_bits(3), name: "Agent 3".into(), epoch };
    host.summarise(&Summary { version: 10, transfer: None, assigned: Some(assigned), released_epoch: 1, ..told });
    assert!(matches!(host.desk.place(conversation(7)), Some(PlaceView::Assigned { epoch: 2, .. })));
}

#[test]
fn waits_are_counted_once_by_the_rule_they_began_under_and_survive_a_crash() {
    let mut host = Host::at(NOW);
    let experiment = Experiment { against: Rule::RoundRobin, since: Timestamp(NOW), period_s: 60 };
    publish(&mut host, RoutingPolicy { experiment: Some(experiment), ..RoutingPolicy::default() });
    host.online(1, &agent(1, &[], 9));
    let start = host.now;
    host.summarise(&Summary { queued_at: start, ..summary(7, NOW) });
    host.now = start + Duration::from_secs(4);
    host.accept(1, conversation(7));
    // It comes back without having been resolved: the same wait.
    let_go(&mut host, Summary { queued_at: start, ..summary(7, NOW) });
    host.pass(Duration::from_secs(60));
    host.accept(1, conversation(7));
    let later = host.now;
    host.summarise(&Summary { queued_at: later, ..summary(8, NOW) });
    host.now = later + Duration::from_secs(6);
    host.summarise(&Summary { queued_at: later, version: 2, state: ConversationState::Resolved, ..summary(8, NOW) });
    host.crash();
    let counted: Vec<_> =
        host.desk.waits().of.iter().map(|waits| (waits.rule, waits.answered, waits.left, waits.mean_s())).collect();
    assert_eq!(counted, [(Rule::Index, 1, 0, Some(4.0)), (Rule::RoundRobin, 0, 1, Some(6.0))]);
}
