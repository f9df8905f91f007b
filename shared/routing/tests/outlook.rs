//! QU1 and QU2: what those who wait are told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod host;

use std::time::Duration;

use host::*;
use routing::{Input, SocketId};
use wire::api::Outlook;
use wire::hours::{OpenDay, Weekday};
use wire::*;

const SECOND: Duration = Duration::from_secs(1);

fn outlook(host: &Host, id: u128) -> Outlook {
    host.desk.outlook(conversation(id), VisitorId::from_bits(id), host.now).expect("it is held")
}

fn arrive(host: &mut Host, id: u128) -> Summary {
    let it = summary(id, host.now.0);
    host.summarise(&it);
    it
}

fn resolve(host: &mut Host, of: &Summary) {
    let done = Summary { version: of.version + 5, state: ConversationState::Resolved, released_epoch: 1, ..of.clone() };
    host.summarise(&done);
}

#[test]
fn qu1_a_place_is_told_in_its_own_line_with_more_urgent_ones_before() {
    let mut host = Host::at(1_000_000);
    for id in 1..=3 {
        arrive(&mut host, id);
        host.pass(SECOND);
    }
    let other = Summary { skill: Some(SkillId::new("returns").unwrap()), ..summary(4, host.now.0) };
    host.summarise(&other);
    let vip = Summary { tier: Tier::Vip, ..summary(5, host.now.0) };
    host.summarise(&vip);
    let places: Vec<Option<u64>> = (1..=5).map(|id| outlook(&host, id).ahead).collect();
    assert_eq!(places, [Some(1), Some(2), Some(3), Some(0), Some(0)], "the VIP is due first");
}

#[test]
fn qu1_the_wait_is_told_once_the_line_has_moved_and_survives_sleep() {
    let mut host = Host::at(1_000_000);
    host.sleepy = true;
    let talks: Vec<Summary> = (1..=8).map(|id| arrive(&mut host, id)).collect();
    assert_eq!(outlook(&host, 1).wait_s, None, "nobody is here");
    host.online(1, &agent(1, &[], 1));
    for talk in talks.iter().take(5) {
        host.accept(1, talk.conversation);
        assert_eq!(outlook(&host, talk.conversation.bits()).ahead, None, "nobody is being looked for");
        host.pass(SECOND * 10);
        resolve(&mut host, talk);
    }
    assert_eq!(outlook(&host, 6), Outlook { ahead: Some(0), wait_s: outlook(&host, 6).wait_s, is_staffed: true, opens_at: None });
    let (next, last) = (outlook(&host, 7).wait_s.unwrap(), outlook(&host, 8).wait_s.unwrap());
    assert!((5..=40).contains(&next) && last > next, "one is taken every ten seconds: {next} s and {last} s");
}

#[test]
fn qu1_another_visitors_conversation_is_not_found() {
    let mut host = Host::at(1_000_000);
    arrive(&mut host, 1);
    assert_eq!(host.desk.outlook(conversation(1), VisitorId::from_bits(2), host.now), None);
    assert_eq!(host.desk.outlook(conversation(2), VisitorId::from_bits(2), host.now), None);
}

#[test]
fn qu2_with_nobody_here_the_place_is_kept_and_offered_to_whoever_comes_first() {
    let mut host = Host::at(1_000_000);
    // Open on Mondays; it is a Monday in 1970, a quarter past midnight.
    host.now = Timestamp(4 * 86_400_000 + 900_000);
    let monday = OpenDay { day: Weekday::Monday, open: vec!["09:00-18:00".to_owned()] };
    let hours = Some(OpeningHours { zone: "UTC".to_owned(), week: vec![monday], holidays: Vec::new() });
    host.feed(Input::PolicyChanged(Box::new(RoutingPolicy { hours, ..RoutingPolicy::default() })));
    arrive(&mut host, 1);
    arrive(&mut host, 2);
    let nine = Timestamp(4 * 86_400_000 + 9 * 3_600_000);
    assert_eq!(outlook(&host, 1), Outlook { ahead: Some(0), wait_s: None, is_staffed: false, opens_at: Some(nine) });
    host.online(1, &agent(1, &[], 1));
    assert!(outlook(&host, 1).is_staffed);
    host.feed(Input::AgentDisconnected { socket: SocketId(1) });
    host.pass(Duration::from_secs(9 * 3_600));
    assert_eq!(outlook(&host, 1).opens_at, None, "open now");
    host.online(2, &agent(2, &[], 1));
    assert!(host.offer(conversation(1)).is_some_and(|(agent, _)| agent == AgentId::from_bits(2)));
}
