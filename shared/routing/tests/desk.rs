//! One behaviour each, through the public interface.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod host;

use std::time::Duration;

use host::{Host, after, agent, assigned, conversation, summary};
use routing::{Desk, Input, PlaceView, SocketId, Why};
use wire::command::ConversationCommand;
use wire::*;

const SECOND: Duration = Duration::from_secs(1);

/// Two agents online, one conversation offered to the first.
fn two_agents() -> Host {
    let mut host = Host::at(1_000_000);
    host.online(1, &agent(1, &[], 2));
    host.online(2, &agent(2, &[], 2));
    host.summarise(&summary(7, 900_000));
    host.frames.clear();
    host
}

fn waits(host: &Host, id: u128) -> bool {
    host.desk.place(conversation(id)) == Some(PlaceView::Waiting)
}

fn asked(host: &Host, id: u128) -> Option<u128> {
    host.offer(conversation(id)).map(|(agent, _)| agent.bits())
}

fn answers(host: &Host, id: u128) -> Option<(u128, u64)> {
    match host.desk.place(conversation(id)) {
        Some(PlaceView::Assigned { agent, epoch }) => Some((agent.bits(), epoch)),
        Some(PlaceView::Waiting | PlaceView::Offered { .. } | PlaceView::Gone) | None => None,
    }
}

fn facts(host: &Host) -> Vec<String> {
    let kinds = |body: &String| body.split("\"kind\":\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    host.records.iter().filter(|(key, _)| key.starts_with("fact/")).filter_map(|(_, body)| kinds(body)).collect()
}

#[test]
fn dk1_an_offer_that_expires_goes_to_somebody_else_first() {
    let mut host = two_agents();
    assert_eq!(asked(&host, 7), Some(1));
    host.pass(limits::OFFER_TIMEOUT - SECOND);
    assert_eq!(asked(&host, 7), Some(1));
    host.pass(SECOND);
    assert_eq!(asked(&host, 7), Some(2));
    assert_eq!(facts(&host), ["enqueued", "offered", "sla_missed", "offer_expired", "offered"]);
}

#[test]
fn dk1_a_declined_offer_goes_to_somebody_else_and_returns_after_a_minute() {
    let mut host = two_agents();
    let (_, offer) = host.offer(conversation(7)).unwrap();
    host.say(1, &AgentFrame::Decline { offer });
    let (_, offer) = host.offer(conversation(7)).unwrap();
    assert_eq!(asked(&host, 7), Some(2));
    host.say(2, &AgentFrame::Decline { offer });
    assert!(waits(&host, 7));
    host.pass(59 * SECOND);
    assert!(waits(&host, 7));
    host.pass(SECOND);
    assert_eq!(asked(&host, 7), Some(1));
}

#[test]
fn dk1_agents_who_never_answer_do_not_keep_it_from_one_who_would() {
    let mut host = Host::at(1_000_000);
    for who in 1..=3 {
        host.online(who, &agent(who.into(), &[], 20));
    }
    host.online(4, &agent(4, &[], 2));
    host.summarise(&summary(6, 800_000));
    for busy in 1..=3 {
        assert_eq!(asked(&host, 6), Some(busy), "all are as free and idle");
        let (_, offer) = host.offer(conversation(6)).unwrap();
        host.say(u64::try_from(busy).unwrap(), &AgentFrame::Decline { offer });
    }
    host.accept(4, conversation(6));
    host.summarise(&summary(7, 900_000));
    let mut order = Vec::new();
    for _ in 0..4 {
        order.push(asked(&host, 7).unwrap());
        host.pass(limits::OFFER_TIMEOUT);
    }
    assert_eq!(order, [1, 2, 3, 4], "though the fourth has the least room");
}

#[test]
fn dk2_an_offer_that_is_gone_is_answered_so_to_the_socket_that_asked() {
    let mut host = two_agents();
    let (_, offer) = host.offer(conversation(7)).unwrap();
    host.say(2, &AgentFrame::Accept { offer });
    assert_eq!(host.take_frames(2), [DeskFrame::OfferGone { offer }], "somebody else's");
    host.now = host.now + limits::OFFER_TIMEOUT;
    host.say(1, &AgentFrame::Accept { offer });
    assert!(host.take_frames(1).contains(&DeskFrame::OfferGone { offer }), "lapsed, even if no time-out was called");
    assert_eq!(asked(&host, 7), Some(2));
    host.accept(2, conversation(7));
    host.say(2, &AgentFrame::Accept { offer: OfferId::from_bits(5) });
    assert!(host.take_frames(2).contains(&DeskFrame::OfferGone { offer: OfferId::from_bits(5) }), "never was");
}

#[test]
fn dk3_a_lost_agents_conversations_wait_again_at_their_old_place() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    for id in [8, 9, 10, 11] {
        host.summarise(&summary(id, 900_000 + id as u64));
    }
    for id in [8, 9, 10] {
        let (who, _) = host.offer(conversation(id)).unwrap();
        host.accept(who.bits() as u64, conversation(id));
    }
    assert_eq!(answers(&host, 7), Some((1, 1)));
    assert!(waits(&host, 11));
    host.feed(Input::AgentDisconnected { socket: SocketId(1) });
    host.pass(limits::AGENT_GRACE - SECOND);
    assert_eq!(answers(&host, 7), Some((1, 1)), "a reload takes less");
    host.take_commands();
    host.pass(SECOND);
    let queue: Vec<u128> = host.desk.queue().map(ConversationId::bits).collect();
    assert_eq!(queue.first(), Some(&7), "it was there before 11");
    assert!(queue.contains(&11));
    let released = ConversationCommand::Release { agent: AgentId::from_bits(1), epoch: 1 };
    assert!(host.take_commands().contains(&(conversation(7), released)));
    assert!(facts(&host).contains(&"requeued".to_owned()));
}

#[test]
fn dk3_an_agent_back_within_the_grace_keeps_everything() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    host.feed(Input::AgentDisconnected { socket: SocketId(1) });
    host.pass(limits::AGENT_GRACE - SECOND);
    host.connect(3, &agent(1, &[], 2));
    host.pass(120 * SECOND);
    assert_eq!(answers(&host, 7), Some((1, 1)));
}

#[test]
fn dk3_the_grace_of_agents_cut_off_by_a_crash_starts_at_once() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    host.crash();
    assert!(host.desk.poll_timeout().unwrap() <= host.now, "it asks to be woken");
    host.online(4, &agent(2, &[], 2));
    host.pass(limits::AGENT_GRACE);
    assert_eq!(asked(&host, 7), Some(2));
}

#[test]
fn dk3_one_of_several_sockets_is_enough() {
    let mut host = two_agents();
    host.connect(3, &agent(1, &[], 2));
    host.accept(1, conversation(7));
    host.feed(Input::AgentDisconnected { socket: SocketId(1) });
    host.pass(120 * SECOND);
    assert_eq!(answers(&host, 7), Some((1, 1)));
}

#[test]
fn dk4_every_assignment_has_the_next_epoch() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    assert_eq!(answers(&host, 7), Some((1, 1)));
    assert_eq!(host.take_commands(), [(conversation(7), ConversationCommand::Assign { assigned: assigned(1, 1) })]);
    let mut told = summary(7, 900_000);
    (told.version, told.released_epoch) = (2, 1);
    host.summarise(&told);
    assert_eq!(asked(&host, 7), Some(2), "who gave it back is asked last");
    host.accept(2, conversation(7));
    assert_eq!(answers(&host, 7), Some((2, 2)));
    assert_eq!(host.take_commands(), [(conversation(7), ConversationCommand::Assign { assigned: assigned(2, 2) })]);
}

#[test]
fn dk4_a_desk_that_lost_its_records_goes_on_after_the_epoch_the_conversation_knows() {
    let mut host = Host::at(1_000_000);
    host.online(1, &agent(1, &[], 2));
    host.summarise(&Summary { assigned: Some(assigned(1, 5)), released_epoch: 4, ..summary(7, 1) });
    assert_eq!(answers(&host, 7), Some((1, 5)), "the conversation acted on it");
    host.summarise(&Summary { assigned: Some(assigned(9, 3)), released_epoch: 2, ..summary(8, 1) });
    assert_eq!(asked(&host, 8), Some(1), "nobody knows the other");
    assert_eq!(
        host.take_commands(),
        [(conversation(8), ConversationCommand::Release { agent: AgentId::from_bits(9), epoch: 3 })]
    );
    host.accept(1, conversation(8));
    assert_eq!(answers(&host, 8), Some((1, 4)));
}

#[test]
fn dk5_a_command_is_repeated_with_doubling_pauses_until_acknowledged() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    let assign = (conversation(7), ConversationCommand::Assign { assigned: assigned(1, 1) });
    host.feed(Input::CommandFailed { conversation: conversation(7) });
    host.pass(Duration::from_millis(7_500));
    assert_eq!(host.take_commands(), vec![assign.clone(); 4], "at 0, 1, 3 and 7 seconds");
    host.pass(600 * SECOND);
    let slow = host.take_commands().len();
    assert!((9..=14).contains(&slow), "every minute at the latest, {slow} times");
    let release = ConversationCommand::Release { agent: AgentId::from_bits(1), epoch: 1 };
    host.feed(Input::CommandDelivered { conversation: conversation(7), command: release });
    host.pass(120 * SECOND);
    assert!(!host.take_commands().is_empty(), "that was another command");
    host.feed(Input::CommandDelivered { conversation: conversation(7), command: assign.1 });
    host.pass(600 * SECOND);
    assert_eq!(host.take_commands(), []);
}

#[test]
fn dk5_a_summary_that_shows_the_assignment_acknowledges_it() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    let (_, assign) = host.take_commands().remove(0);
    host.summarise(&after(&summary(7, 900_000), &assign));
    host.pass(600 * SECOND);
    assert_eq!(host.take_commands(), []);
}

#[test]
fn dk5_an_assignment_that_overtook_its_release_is_released_again() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    host.feed(Input::AgentRemoved(AgentId::from_bits(1)));
    let release = ConversationCommand::Release { agent: AgentId::from_bits(1), epoch: 1 };
    host.feed(Input::CommandDelivered { conversation: conversation(7), command: release.clone() });
    host.take_commands();
    host.summarise(&Summary { version: 2, assigned: Some(assigned(1, 1)), ..summary(7, 900_000) });
    assert_eq!(host.take_commands(), [(conversation(7), release)]);
}

#[test]
fn stale_and_repeated_summaries_change_nothing_but_are_receipted() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    let done = Summary { version: 5, state: ConversationState::Resolved, released_epoch: 1, ..summary(7, 900_000) };
    host.summarise(&done);
    let commits = host.commits;
    host.receipts.clear();
    for _ in 0..2 {
        host.summarise(&summary(7, 900_000));
        host.summarise(&done);
    }
    assert_eq!(host.desk.place(conversation(7)), Some(PlaceView::Gone));
    assert_eq!(host.receipts.iter().map(|receipt| receipt.version).collect::<Vec<_>>(), [5; 4]);
    assert_eq!(host.commits, commits);
}

#[test]
fn a_reopened_conversation_waits_anew_at_its_new_place() {
    let mut host = two_agents();
    host.now = host.now + SECOND;
    host.accept(1, conversation(7));
    host.summarise(&Summary { version: 2, released_epoch: 1, queued_at: Timestamp(950_000), ..summary(7, 0) });
    assert_eq!(asked(&host, 7), Some(2), "the longest idle");
    assert_eq!(host.desk.excluded(conversation(7)).count(), 0);
    assert_eq!(host.desk.summary(conversation(7)).unwrap().queued_at, Timestamp(950_000));
}

#[test]
fn what_is_gone_is_forgotten_after_a_day() {
    let mut host = two_agents();
    host.summarise(&Summary { version: 2, state: ConversationState::Resolved, ..summary(7, 900_000) });
    host.pass(Duration::from_secs(24 * 60 * 60 - 1));
    assert_eq!(host.desk.place(conversation(7)), Some(PlaceView::Gone));
    host.pass(SECOND);
    assert_eq!(host.desk.place(conversation(7)), None);
    assert!(!host.records.keys().any(|key| key.starts_with("conversation/")));
}

#[test]
fn only_those_with_the_skill_are_asked() {
    let mut host = Host::at(1_000_000);
    host.online(1, &agent(1, &["phones"], 2));
    let returns = SkillId::new("returns").unwrap();
    host.summarise(&Summary { skill: Some(returns.clone()), ..summary(7, 900_000) });
    assert!(waits(&host, 7));
    host.feed(Input::ProfileChanged(agent(1, &["phones", "returns"], 2)));
    assert_eq!(asked(&host, 7), Some(1));
    host.feed(Input::ProfileChanged(agent(1, &["phones"], 2)));
    assert!(waits(&host, 7), "an offer does not outlive the skill");
}

#[test]
fn who_holds_the_least_is_asked_first_then_the_longest_idle() {
    let mut host = Host::at(1_000_000);
    host.online(1, &agent(1, &[], 2));
    host.online(2, &agent(2, &[], 4));
    let mut order = Vec::new();
    for id in 10..16 {
        host.now = host.now + SECOND;
        host.summarise(&summary(id, 900_000 + id as u64));
        let (who, _) = host.offer(conversation(id)).unwrap();
        host.accept(who.bits() as u64, conversation(id));
        order.push(who.bits());
    }
    assert_eq!(order, [1, 2, 1, 2, 2, 2]);
}

#[test]
fn the_queue_is_listed_by_when_each_is_due_and_the_more_pressing_are_due_sooner() {
    let mut host = Host::at(20_000_000);
    // Due after a minute, divided by what the priority weighs: 120, 60 and 15 seconds.
    host.summarise(&Summary { priority: Priority::Low, ..summary(1, 0) });
    host.summarise(&Summary { priority: Priority::Medium, ..summary(2, 59_000) });
    host.summarise(&Summary { priority: Priority::Medium, ..summary(3, 61_000) });
    host.summarise(&Summary { priority: Priority::Urgent, ..summary(4, 100_000) });
    assert_eq!(host.desk.queue().map(ConversationId::bits).collect::<Vec<_>>(), [4, 2, 1, 3]);
}

#[test]
fn going_busy_or_lowering_capacity_takes_back_offers_but_no_conversations() {
    let mut host = two_agents();
    host.summarise(&summary(8, 950_000));
    host.summarise(&summary(9, 960_000));
    host.accept(1, conversation(7));
    assert_eq!((asked(&host, 8), asked(&host, 9)), (Some(2), Some(1)));
    host.say(1, &AgentFrame::SetCapacity { capacity: 1 });
    assert_eq!(asked(&host, 9), Some(2), "it moved on");
    host.say(2, &AgentFrame::SetPresence { presence: Presence::Busy });
    assert!(waits(&host, 8) && waits(&host, 9));
    assert_eq!(answers(&host, 7), Some((1, 1)));
    assert_eq!(host.desk.excluded(conversation(8)).count(), 0, "nobody refused");
}

#[test]
fn a_removed_agent_is_closed_and_everything_moves_on_at_once() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    host.feed(Input::AgentRemoved(AgentId::from_bits(1)));
    assert_eq!(host.closed, [(SocketId(1), CloseReason::Forbidden)]);
    assert_eq!(asked(&host, 7), Some(2));
    assert_eq!(host.desk.agents().count(), 1);
}

#[test]
fn dk6_a_hello_is_answered_with_everything_and_changes_are_told_once() {
    let mut host = two_agents();
    host.hello(1);
    let kinds: Vec<_> = host.take_frames(1).iter().map(kind).collect();
    assert_eq!(kinds, ["welcome", "mine", "mentions", "offers", "queue", "team"]);
    assert_eq!(host.take_frames(2), [], "nothing changed for anybody else");
    host.accept(1, conversation(7));
    assert_eq!(host.take_frames(1).iter().map(kind).collect::<Vec<_>>(), ["mine", "offers"]);
    assert_eq!(host.take_frames(2), [], "lists are told after a pause");
    host.pass(limits::LIST_PAUSE);
    assert_eq!(host.take_frames(1).iter().map(kind).collect::<Vec<_>>(), ["queue", "team"]);
    assert_eq!(host.take_frames(2).iter().map(kind).collect::<Vec<_>>(), ["queue", "team"]);
    host.summarise(&Summary { version: 2, preview: "Hello?".into(), ..summary(7, 900_000) });
    assert_eq!(host.take_frames(1).iter().map(kind).collect::<Vec<_>>(), ["mine"]);
    assert_eq!(host.take_frames(2), []);
    host.say(1, &AgentFrame::SetCapacity { capacity: 200 });
    assert!(host.take_frames(1).contains(&DeskFrame::Me { presence: Presence::Online, capacity: limits::CAPACITY_MAX }));
}

#[test]
fn every_socket_of_an_agent_is_told_and_none_before_its_hello() {
    let mut host = two_agents();
    host.connect(3, &agent(1, &[], 2));
    host.connect(4, &agent(1, &[], 2));
    host.hello(4);
    host.frames.clear();
    host.accept(4, conversation(7));
    assert_eq!(host.take_frames(1), host.take_frames(4));
    assert_eq!(host.take_frames(3), []);
}

#[test]
fn hs1_hs2_fr2_fr3_fr4_bad_sockets_are_closed_with_the_reason() {
    let bad = |texts: Vec<String>| {
        let mut host = Host::at(1_000_000);
        host.connect(1, &agent(1, &[], 2));
        for text in texts {
            host.feed(Input::Frame { socket: SocketId(1), text });
        }
        host.closed.first().map(|(_, reason)| *reason)
    };
    let hello = |protocol| encode(&AgentFrame::Hello { protocol, build: String::new() });
    let unknown = r#"{"kind":"dance","far":2}"#.to_owned();
    assert_eq!(bad(vec![encode(&AgentFrame::SetCapacity { capacity: 3 })]), Some(CloseReason::BadFrame));
    assert_eq!(bad(vec![hello(Protocol(0))]), Some(CloseReason::ClientTooOld));
    assert_eq!(bad(vec![hello(Protocol(99))]), Some(CloseReason::ServerTooOld));
    assert_eq!(bad(vec!["{".into()]), Some(CloseReason::BadFrame));
    assert_eq!(bad(vec!["x".repeat(limits::FRAME_BYTES + 1)]), Some(CloseReason::BadFrame));
    assert_eq!(bad(vec![hello(Protocol(1)), unknown.clone()]), None);
    assert_eq!(bad([vec![hello(Protocol(1))], vec![unknown; limits::FRAME_BURST as usize]].concat()), Some(CloseReason::TooMany));
}

#[test]
fn frames_stay_readable_however_large_the_cards_are() {
    let mut host = Host::at(1_000_000);
    host.online(1, &agent(1, &[], 20));
    let field =
        CardField { slot: SlotId::new("note").unwrap(), label: "Note".into(), value: "x".repeat(limits::CARD_VALUE_BYTES) };
    let card = Card { flow: FlowId::new("f").unwrap(), version: 1, title: "T".into(), fields: vec![field; limits::CARD_FIELDS] };
    for id in 0..80 {
        host.summarise(&Summary { card: Some(card.clone()), preview: "\u{1}".repeat(140), ..summary(id, 1_000 + id as u64) });
    }
    for id in 0..20 {
        host.now = host.now + SECOND;
        host.accept(1, conversation(id));
    }
    assert_eq!(host.desk.queue().count(), 60);
}

#[test]
fn r5_every_assignment_can_say_why() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    let key = format!("why/{}/{}", conversation(7), record::ordered(1));
    let why: Why = record::read(&key, &host.records[&key]).unwrap();
    assert_eq!((why.agent.bits(), why.eligible), (1, 2));
    assert_eq!(
        why.candidates.iter().map(|candidate| (candidate.agent.bits(), candidate.load)).collect::<Vec<_>>(),
        [(1, 0), (2, 0)]
    );
}

#[test]
fn a_clock_that_steps_back_makes_nobody_wait_for_it() {
    let mut host = two_agents();
    host.accept(1, conversation(7));
    host.summarise(&summary(8, 900_000));
    host.feed(Input::AgentDisconnected { socket: SocketId(1) });
    host.now = Timestamp(400_000);
    host.timeout();
    host.pass(limits::OFFER_TIMEOUT);
    assert_ne!(answers(&host, 7), Some((1, 1)), "the grace ended in its time");
    assert!(facts(&host).contains(&"offer_expired".to_owned()));
}

#[test]
fn a_damaged_record_is_named() {
    let error = Desk::restore([("conversation/00000000000000000000000000000007".to_owned(), "{".to_owned())]).unwrap_err();
    assert!(error.to_string().contains("conversation/00000000000000000000000000000007"));
}

fn kind(frame: &DeskFrame) -> &'static str {
    match frame {
        DeskFrame::Welcome { .. } => "welcome",
        DeskFrame::Me { .. } => "me",
        DeskFrame::Queue { .. } => "queue",
        DeskFrame::Mine { .. } => "mine",
        DeskFrame::Mentions { .. } => "mentions",
        DeskFrame::Offers { .. } => "offers",
        DeskFrame::Team { .. } => "team",
        DeskFrame::OfferGone { .. } => "offer_gone",
        DeskFrame::Supervised { .. } => "supervised",
        DeskFrame::Unknown => "unknown",
    }
}

#[test]
fn nt3_the_desk_lists_to_each_agent_where_they_are_called() {
    let mut host = Host::at(1_000);
    host.online(1, &agent(1, &["phones"], 1));
    host.online(2, &agent(2, &[], 1));
    let listed = |host: &mut Host, socket: u64| -> Vec<Vec<ConversationId>> {
        let frames = host.frames.iter().filter(|(to, _)| *to == SocketId(socket));
        let lists = frames.filter_map(|(_, frame)| {
            let DeskFrame::Mentions { conversations } = frame else { return None };
            Some(conversations.iter().map(|summary| summary.conversation).collect())
        });
        lists.collect()
    };
    host.frames.clear();
    let called = Summary { mentions: vec![AgentId::from_bits(2)], state: ConversationState::Resolved, ..summary(7, 0) };
    host.summarise(&called);
    assert_eq!((listed(&mut host, 1).len(), listed(&mut host, 2)), (0, vec![vec![called.conversation]]));
    host.frames.clear();
    host.summarise(&Summary { version: called.version + 1, mentions: Vec::new(), ..called });
    assert_eq!(listed(&mut host, 2), [vec![]]);
}
