use super::*;
use crate::{arrivals::Channel, calendar::MINUTE, centre::Contact};

/// Monday, 2 March 2026, and four weeks.
const FIRST: u64 = 20_514;

fn bank() -> (Site, Vec<Contact>) {
    let site = Site::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/demo/sites/bank")).unwrap();
    let contacts = past(&site, 7, FIRST..FIRST + 35);
    (site, contacts)
}

#[test]
fn a_history_follows_from_its_seed_and_looks_like_a_bank() {
    let (site, contacts) = bank();
    let again = past(&site, 7, FIRST..FIRST + 35);
    let lines = |all: &[Contact]| -> Vec<String> { all.iter().map(|it| line::of(&site, 7, 0, it).to_string()).collect() };
    assert_eq!(lines(&contacts), lines(&again));

    let on = |day: u64| contacts.iter().filter(|it| calendar::day_of(it.arrival.at) == day).count();
    assert!(on(FIRST + 14) > on(FIRST + 20), "a Monday is busier than a Sunday");
    let repayments = site.skills.iter().position(|it| it == "repayments").unwrap();
    let asks = |days: std::ops::Range<u64>| {
        let of_day = |it: &&Contact| days.contains(&calendar::day_of(it.arrival.at));
        contacts.iter().filter(of_day).filter(|it| site.intents[it.arrival.intent].skill == repayments).count()
    };
    // Both are a Wednesday and a Thursday; the first two are the 1st and 2nd of April.
    assert!(asks(FIRST + 30..FIRST + 32) * 2 > asks(FIRST + 16..FIRST + 18) * 3, "repayments swell when a month begins");
}

#[test]
fn nobody_has_more_than_their_capacity_or_work_they_cannot_do() {
    let (site, contacts) = bank();
    for (number, agent) in site.staff.iter().enumerate() {
        let mine: Vec<&Contact> = contacts.iter().filter(|it| it.agent == Some(number) && it.transfers == 0).collect();
        assert!(mine.len() > 200, "{} works", agent.email);
        for contact in &mine {
            assert!(agent.skills.contains(&site.intents[contact.arrival.intent].skill));
            let Some(at) = contact.first_answered_at else { continue };
            let live = |it: &&&Contact| {
                it.arrival.channel != Channel::Email && it.first_answered_at.is_some_and(|from| from <= at) && it.ended_at > at
            };
            assert!(mine.iter().filter(live).count() as u32 <= agent.capacity);
        }
    }
}

#[test]
fn waits_and_abandons_come_from_load_and_times_are_in_order() {
    let (_, contacts) = bank();
    for it in &contacts {
        assert!(it.arrival.at <= it.queued_at && it.queued_at <= it.first_answered_at.unwrap_or(it.ended_at));
        assert!(it.first_answered_at.unwrap_or(it.ended_at) <= it.ended_at);
    }
    let chats: Vec<&Contact> = contacts.iter().filter(|it| it.arrival.channel == Channel::Chat).collect();
    let gone = chats.iter().filter(|it| it.first_answered_at.is_none()).count() as f64 / chats.len() as f64;
    assert!((0.002..0.15).contains(&gone), "{gone} of the chats were abandoned");
    let mut waits: Vec<u64> = chats.iter().filter_map(|it| Some(it.first_answered_at? - it.queued_at)).collect();
    waits.sort_unstable();
    let (half, most) = (waits[waits.len() / 2], waits[waits.len() * 95 / 100]);
    assert!(half < 3 * MINUTE && most > 2 * half, "half wait {half} ms, one in twenty {most} ms");
}

#[test]
fn several_hundred_people_come_more_than_once() {
    let (_, contacts) = bank();
    let mut visits = std::collections::BTreeMap::new();
    contacts.iter().for_each(|it| *visits.entry(it.arrival.person).or_insert(0) += 1);
    assert!(visits.values().filter(|count| **count > 1).count() > 400);
}
