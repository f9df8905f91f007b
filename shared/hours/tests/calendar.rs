//! Opening hours against a clock that is read minute by minute.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::time::Duration;

use hours::{Calendar, HoursError};
use jiff::civil::{Weekday as Day, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use wire::hours::{Holiday, OpenDay, Weekday};
use wire::{OpeningHours, Timestamp};

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
const MINUTE: u64 = 60_000;

fn texts(spans: &[(u16, u16)]) -> Vec<String> {
    let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    spans.iter().map(|(from, to)| format!("{}-{}", time(*from), time(*to))).collect()
}

fn weekdays(zone: &str, open: &[&str]) -> OpeningHours {
    let open: Vec<String> = open.iter().map(|&text| text.to_owned()).collect();
    let week = DAYS[..5].iter().map(|day| OpenDay { day: *day, open: open.clone() }).collect();
    OpeningHours { zone: zone.to_owned(), week, holidays: Vec::new() }
}

fn at(zone: &str, text: &str) -> Timestamp {
    let local: jiff::civil::DateTime = text.parse().unwrap();
    let instant = local.to_zoned(TimeZone::get(zone).unwrap()).unwrap().timestamp();
    Timestamp(u64::try_from(instant.as_millisecond()).unwrap())
}

#[test]
fn office_hours_end_in_the_evening_and_begin_again_on_monday() {
    let zone = "Europe/Berlin";
    let calendar = Calendar::new(&weekdays(zone, &["09:00-12:30", "13:30-18:00"])).unwrap();
    assert!(calendar.is_open(at(zone, "2026-11-20T17:59")));
    assert!(!calendar.is_open(at(zone, "2026-11-20T18:00")), "a Friday");
    assert!(!calendar.is_open(at(zone, "2026-11-20T13:00")), "lunch");
    assert_eq!(calendar.opens_at(at(zone, "2026-11-20T18:00")), Some(at(zone, "2026-11-23T09:00")));
    let due = calendar.after(at(zone, "2026-11-20T17:30"), Duration::from_secs(5 * 3_600));
    assert_eq!(due, at(zone, "2026-11-23T14:30"), "half an hour on Friday, Monday's morning, and an hour after lunch");
}

#[test]
fn a_holiday_takes_the_place_of_its_weekday() {
    let zone = "Asia/Shanghai";
    let mut hours = weekdays(zone, &["09:00-18:00"]);
    hours.holidays.push(Holiday { date: "2026-10-01".to_owned(), open: Vec::new() });
    hours.holidays.push(Holiday { date: "2026-10-10".to_owned(), open: vec!["10:00-12:00".to_owned()] });
    let calendar = Calendar::new(&hours).unwrap();
    assert!(!calendar.is_open(at(zone, "2026-10-01T11:00")), "a Thursday");
    assert!(calendar.is_open(at(zone, "2026-10-10T11:00")), "a Saturday that is worked");
}

#[test]
fn a_night_shift_runs_into_the_next_day_and_through_the_change_of_clocks() {
    let zone = "Europe/Berlin";
    let saturday = OpenDay { day: Weekday::Saturday, open: vec!["22:00-06:00".to_owned()] };
    let calendar = Calendar::new(&OpeningHours { zone: zone.to_owned(), week: vec![saturday], holidays: Vec::new() }).unwrap();
    let hours = |from: &str, to: &str| calendar.between(at(zone, from), at(zone, to)).as_secs() / 3_600;
    assert_eq!(hours("2026-10-17T00:00", "2026-10-19T00:00"), 8);
    assert_eq!(hours("2026-10-24T00:00", "2026-10-26T00:00"), 9, "in autumn an hour comes twice");
    assert_eq!(hours("2026-03-28T00:00", "2026-03-30T00:00"), 7, "in spring one is missing");
}

#[test]
fn round_the_clock_never_closes() {
    let week = DAYS.iter().map(|day| OpenDay { day: *day, open: vec!["00:00-24:00".to_owned()] }).collect();
    let calendar = Calendar::new(&OpeningHours { zone: "UTC".to_owned(), week, holidays: Vec::new() }).unwrap();
    let now = Timestamp(1_790_000_000_000);
    assert_eq!(calendar.opens_at(now), Some(now));
    assert_eq!(calendar.after(now, Duration::from_secs(30 * 24 * 3_600)), now + Duration::from_secs(30 * 24 * 3_600));
}

#[test]
fn what_cannot_be_meant_is_named() {
    let error = |hours: &OpeningHours| Calendar::new(hours).unwrap_err();
    assert_eq!(error(&weekdays("Mars/Base", &["09:00-18:00"])), HoursError::Zone("Mars/Base".to_owned()));
    for wrong in ["9:00-18:00", "09:00", "09:00-25:00", "09:60-10:00", "09:00-09:00", "24:30-25:00", "ab:cd-10:00"] {
        assert_eq!(error(&weekdays("UTC", &[wrong])), HoursError::Span(wrong.to_owned()));
    }
    let mut hours = weekdays("UTC", &["09:00-18:00"]);
    hours.holidays.push(Holiday { date: "2026-02-30".to_owned(), open: Vec::new() });
    assert_eq!(error(&hours), HoursError::Date("2026-02-30".to_owned()));
    hours.holidays.clear();
    hours.week.push(hours.week[0].clone());
    assert_eq!(error(&hours), HoursError::Twice("monday".to_owned()));
    assert_eq!(error(&weekdays("UTC", &[])), HoursError::Never);
}

/// Spans outside the hours in which clocks change, where a local time may come twice.
fn spans() -> impl Strategy<Value = Vec<(u16, u16)>> {
    prop::collection::vec((4 * 60..24 * 60_u16, 4 * 60..24 * 60_u16).prop_filter("a span", |(from, to)| from != to), 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_question_agrees_with_a_clock_read_minute_by_minute(
        week in prop::collection::vec(spans(), 7),
        holidays in prop::collection::btree_map(0..14_i32, spans(), 0..3),
        zone in prop::sample::select(vec!["Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "UTC"]),
        begin in 0..(3 * 24 * 60_u64),
        open in 0..(40 * 60_u64),
    ) {
        prop_assume!(week.iter().any(|spans| !spans.is_empty()));
        // The clocks of Berlin change on the 25th.
        let first = date(2026, 10, 19);
        let hours = OpeningHours {
            zone: zone.to_owned(),
            week: DAYS.iter().zip(&week).map(|(day, spans)| OpenDay { day: *day, open: texts(spans) }).collect(),
            holidays: holidays.iter().map(|(day, spans)| {
                let date = first.checked_add(jiff::Span::new().days(*day)).unwrap();
                Holiday { date: date.to_string(), open: texts(spans) }
            }).collect(),
        };
        let tz = TimeZone::get(zone).unwrap();
        let is_open = |at: Timestamp| {
            let local = jiff::Timestamp::from_millisecond(i64::try_from(at.0).unwrap()).unwrap().to_zoned(tz.clone());
            let of = |date: jiff::civil::Date| -> Vec<(u16, u16)> {
                let day = usize::try_from(date.since(first).unwrap().get_days()).ok().and_then(|day| i32::try_from(day).ok());
                let weekday = usize::try_from(date.weekday().since(Day::Monday)).unwrap();
                day.and_then(|day| holidays.get(&day)).unwrap_or(&week[weekday]).clone()
            };
            let minute = u16::try_from(local.hour()).unwrap() * 60 + u16::try_from(local.minute()).unwrap();
            let today = of(local.date()).iter().any(|(from, to)| *from <= minute && (minute < *to || to < from));
            let yesterday = of(local.date().yesterday().unwrap()).iter().any(|(from, to)| to < from && minute < *to);
            today || yesterday
        };
        let calendar = Calendar::new(&hours).unwrap();
        let start = at(zone, "2026-10-20T00:00") + Duration::from_secs(begin * 60);
        let minutes = (0..8 * 24 * 60).map(|minute| Timestamp(start.0 + minute * MINUTE));
        let mut passed = 0;
        let mut due = None;
        let mut opens = None;
        for minute in minutes {
            let open_now = is_open(minute);
            prop_assert_eq!(calendar.is_open(minute), open_now, "{:?}", minute);
            if open_now {
                opens = opens.or(Some(minute));
            }
            if passed == open && due.is_none() {
                due = Some(minute);
            }
            passed += u64::from(open_now);
        }
        let end = Timestamp(start.0 + 8 * 24 * 60 * MINUTE);
        prop_assert_eq!(calendar.between(start, end), Duration::from_secs(passed * 60));
        if opens.is_some() {
            prop_assert_eq!(calendar.opens_at(start), opens);
        }
        if let Some(due) = due && open > 0 && passed >= open {
            prop_assert_eq!(calendar.after(start, Duration::from_secs(open * 60)), due);
        }
    }
}
