//! SL1 to SL3: what customers are promised, when it presses, and whether it was kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod host;

use std::time::Duration;

use host::*;
use routing::{Input, SocketId};
use wire::hours::{OpenDay, Weekday};
use wire::*;

const MINUTE: u64 = 60_000;

fn promise(skill: Option<&str>, first: u32, next: u32, resolution: u32) -> SlaPolicy {
    SlaPolicy {
        skill: skill.map(|skill| SkillId::new(skill).unwrap()),
        channel: None,
        tier: None,
        first_response_s: Some(first),
        next_response_s: Some(next),
        resolution_s: Some(resolution),
        warn_permille: Some(500),
        is_within_hours: false,
    }
}

fn desk(sla: Vec<SlaPolicy>) -> Host {
    let mut host = Host::at(1_000 * MINUTE);
    host.online(1, &agent(1, &["phones"], 4));
    host.feed(Input::PolicyChanged(Box::new(RoutingPolicy { sla, ..RoutingPolicy::default() })));
    host
}

/// Opened now and waiting.
fn asked(host: &Host, id: u128) -> Summary {
    Summary { opened_at: host.now, asked_at: Some(host.now), ..summary(id, host.now.0) }
}

/// What is due first, as the agent is shown it: target, and minutes until it presses and until it is due.
fn shown(host: &mut Host, id: u128) -> Option<(SlaTarget, u64, u64)> {
    host.pass(limits::LIST_PAUSE);
    host.hello_again();
    let frames = host.take_frames(9);
    let all = frames.iter().flat_map(|frame| match frame {
        DeskFrame::Mine { sla, .. } => sla.clone(),
        DeskFrame::Queue { items, .. } => items.iter().filter_map(|item| item.sla).collect(),
        DeskFrame::Offers { offers, .. } => offers.iter().filter_map(|offer| offer.sla).collect(),
        DeskFrame::Welcome { .. } | DeskFrame::Me { .. } | DeskFrame::Mentions { .. } => Vec::new(),
        DeskFrame::Team { .. } | DeskFrame::OfferGone { .. } | DeskFrame::Supervised { .. } | DeskFrame::Unknown => Vec::new(),
    });
    let found: Vec<AppliedSla> = all.filter(|applied| applied.conversation == conversation(id)).collect();
    let minutes = |applied: &AppliedSla, at: Timestamp| at.since(applied.since).as_secs() / 60;
    found.first().map(|applied| (applied.target, minutes(applied, applied.warn_at), minutes(applied, applied.due_at)))
}

trait Again {
    fn hello_again(&mut self);
}

impl Again for Host {
    /// A second tab of the same agent is told everything anew.
    fn hello_again(&mut self) {
        self.feed(Input::AgentDisconnected { socket: SocketId(9) });
        self.frames.clear();
        self.connect(9, &agent(1, &["phones"], 4));
        self.hello(9);
    }
}

/// Promises noted, in order of their facts.
fn noted(host: &Host) -> Vec<(String, String)> {
    let facts = host.records.iter().filter(|(key, body)| key.starts_with("fact/") && body.contains("\"sla_"));
    let part = |body: &str, name: &str| {
        let after = body.split_once(&format!("\"{name}\":\"")).unwrap().1;
        after.split_once('"').unwrap().0.to_owned()
    };
    facts.map(|(_, body)| (part(body.split_once("\"what\"").unwrap().1, "kind"), part(body, "target"))).collect()
}

fn note(kind: &str, target: &str) -> (String, String) {
    (kind.to_owned(), target.to_owned())
}

#[test]
fn sl1_the_first_policy_that_fits_applies_and_the_channels_target_where_none_does() {
    let mut host = desk(vec![promise(Some("returns"), 240, 240, 60 * 60), promise(Some("phones"), 120, 120, 60 * 60)]);
    for (id, skill, expected) in
        [(1, Some("returns"), (2, 4)), (2, Some("phones"), (1, 2)), (3, Some("other"), (0, 1)), (4, None, (0, 1))]
    {
        let skill = skill.map(|skill| SkillId::new(skill).unwrap());
        let it = Summary { skill, ..asked(&host, id) };
        host.summarise(&it);
        assert_eq!(shown(&mut host, id), Some((SlaTarget::FirstResponse, expected.0, expected.1)), "{id}");
    }
}

#[test]
fn sl1_a_sooner_promise_is_asked_about_first() {
    let mut host = Host::at(1_000 * MINUTE);
    host.feed(Input::PolicyChanged(Box::new(RoutingPolicy {
        sla: vec![promise(Some("returns"), 10, 10, 3_600)],
        ..RoutingPolicy::default()
    })));
    let ordinary = asked(&host, 1);
    host.summarise(&ordinary);
    host.pass(Duration::from_secs(5));
    let promised = Summary { skill: Some(SkillId::new("returns").unwrap()), ..asked(&host, 2) };
    host.summarise(&promised);
    host.pass(Duration::from_secs(10));
    host.online(1, &agent(1, &["returns"], 1));
    assert!(host.offer(conversation(2)).is_some() && host.offer(conversation(1)).is_none());
}

#[test]
fn sl1_after_the_first_answer_the_next_is_due_from_the_first_unanswered_message_and_a_resolution_from_the_hand_over() {
    let mut host = desk(vec![promise(None, 120, 240, 30 * 60)]);
    let first = asked(&host, 1);
    let start = host.now;
    host.summarise(&first);
    host.accept(1, conversation(1));
    let answered_at = Some(host.now + Duration::from_secs(60));
    let turn = Summary { version: 2, answered_at, asked_at: None, assigned: Some(assigned(1, 1)), ..first.clone() };
    host.summarise(&turn);
    assert_eq!(shown(&mut host, 1), Some((SlaTarget::Resolution, 15, 30)));
    let again = Summary { version: 3, asked_at: Some(start + Duration::from_secs(120)), ..turn };
    host.summarise(&again);
    assert_eq!(shown(&mut host, 1), Some((SlaTarget::NextResponse, 2, 4)));
}

#[test]
fn sl2_what_was_answered_in_time_is_kept_and_what_was_not_is_missed_once_through_sleep_and_repeats() {
    for sleepy in [false, true] {
        let mut host = desk(vec![promise(None, 120, 120, 30 * 60)]);
        host.sleepy = sleepy;
        let first = asked(&host, 1);
        host.summarise(&first);
        host.accept(1, conversation(1));
        host.pass(Duration::from_secs(60));
        let turn =
            Summary { version: 2, answered_at: Some(host.now), asked_at: None, assigned: Some(assigned(1, 1)), ..first.clone() };
        host.summarise(&turn);
        host.summarise(&turn);
        assert_eq!(noted(&host), [note("sla_hit", "first_response")]);
        let again = Summary { version: 3, asked_at: Some(host.now), ..turn };
        host.summarise(&again);
        host.pass(Duration::from_secs(121));
        assert_eq!(noted(&host).len(), 1, "a summary that tells of an answer may be under way");
        host.pass(Duration::from_secs(60));
        let late = Summary { version: 4, asked_at: None, last_activity_at: host.now, ..again };
        host.summarise(&late);
        assert_eq!(noted(&host), [note("sla_hit", "first_response"), note("sla_missed", "next_response")]);
        let done = Summary { version: 5, state: ConversationState::Resolved, released_epoch: 1, assigned: None, ..late };
        host.summarise(&done);
        assert_eq!(noted(&host)[2], note("sla_hit", "resolution"));
        host.pass(Duration::from_secs(3_600));
        assert_eq!(noted(&host).len(), 3);
    }
}

#[test]
fn sl2_what_is_put_aside_was_neither_kept_nor_missed() {
    let mut host = desk(vec![promise(None, 120, 120, 30 * 60)]);
    let first = asked(&host, 1);
    host.summarise(&first);
    host.accept(1, conversation(1));
    let aside = Summary { version: 2, state: ConversationState::Snoozed, released_epoch: 1, ..first };
    host.summarise(&aside);
    host.pass(Duration::from_secs(3_600));
    assert_eq!(noted(&host), []);
}

#[test]
fn sl3_only_open_hours_count_where_the_policy_says_so() {
    let monday = OpenDay { day: Weekday::Monday, open: vec!["09:00-18:00".to_owned()] };
    let tuesday = OpenDay { day: Weekday::Tuesday, open: vec!["09:00-18:00".to_owned()] };
    let hours = OpeningHours { zone: "Asia/Shanghai".to_owned(), week: vec![monday, tuesday], holidays: Vec::new() };
    let mut host = desk(Vec::new());
    let sla = vec![SlaPolicy { is_within_hours: true, ..promise(None, 3_600, 3_600, 86_400) }];
    host.feed(Input::PolicyChanged(Box::new(RoutingPolicy { sla, hours: Some(hours), ..RoutingPolicy::default() })));
    // Monday, 23 November 2026, 17:30 in Shanghai.
    host.now = Timestamp(1_795_426_200_000);
    let it = asked(&host, 1);
    host.summarise(&it);
    assert_eq!(shown(&mut host, 1), Some((SlaTarget::FirstResponse, 30, 16 * 60)), "half of it today, half tomorrow at nine");
}
