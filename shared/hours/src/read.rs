//! From what an owner wrote to spans of minutes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use wire::OpeningHours;
use wire::hours::Weekday;

/// Minutes after midnight, from and to; `to` is beyond `DAY` where it ends on the next day.
pub(crate) type Span = (u16, u16);

pub(crate) const DAY: u16 = 24 * 60;

/// Spans of one day, and dates with their own: more is not written by people.
const SPANS: usize = 12;
const HOLIDAYS: usize = 400;

/// What an owner must mend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    #[error("`{0}` is no time zone. Use a name of the IANA database, such as `Asia/Shanghai` or `Europe/Berlin`.")]
    Zone(String),
    #[error("`{0}` are no opening hours. Write them as `09:00-17:30`.")]
    Span(String),
    #[error("`{0}` is no date. Write it as `2026-12-25`.")]
    Date(String),
    #[error("Opening hours list `{0}` twice. Put all hours of a day into one list.")]
    Twice(String),
    #[error("Opening hours have at most {SPANS} spans a day and {HOLIDAYS} holidays.")]
    TooMany,
    #[error("These opening hours are never open. Leave them out if the site has none.")]
    Never,
}

/// What a calendar is made of.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) zone: TimeZone,
    /// Monday first.
    pub(crate) week: [Vec<Span>; 7],
    pub(crate) holidays: BTreeMap<Date, Vec<Span>>,
}

pub(crate) fn rules(hours: &OpeningHours) -> Result<Rules, HoursError> {
    let zone = TimeZone::get(&hours.zone).map_err(|_| HoursError::Zone(hours.zone.clone()))?;
    let mut week: [Option<Vec<Span>>; 7] = Default::default();
    for day in &hours.week {
        let place = week.get_mut(place(day.day)).ok_or(HoursError::TooMany)?;
        if place.replace(spans(&day.open)?).is_some() {
            return Err(HoursError::Twice(format!("{:?}", day.day).to_lowercase()));
        }
    }
    if hours.holidays.len() > HOLIDAYS {
        return Err(HoursError::TooMany);
    }
    let mut holidays = BTreeMap::new();
    for holiday in &hours.holidays {
        let date: Date = holiday.date.parse().map_err(|_| HoursError::Date(holiday.date.clone()))?;
        if holidays.insert(date, spans(&holiday.open)?).is_some() {
            return Err(HoursError::Twice(holiday.date.clone()));
        }
    }
    let week = week.map(Option::unwrap_or_default);
    if week.iter().all(Vec::is_empty) {
        return Err(HoursError::Never);
    }
    Ok(Rules { zone, week, holidays })
}

fn place(day: Weekday) -> usize {
    match day {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

fn spans(texts: &[String]) -> Result<Vec<Span>, HoursError> {
    if texts.len() > SPANS {
        return Err(HoursError::TooMany);
    }
    texts.iter().map(|text| span(text).ok_or_else(|| HoursError::Span(text.clone()))).collect()
}

fn span(text: &str) -> Option<Span> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (minutes(from.trim())?, minutes(to.trim())?);
    match to.cmp(&from) {
        std::cmp::Ordering::Greater => Some((from, to)),
        std::cmp::Ordering::Less => Some((from, to + DAY)),
        std::cmp::Ordering::Equal => None,
    }
}

fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= DAY).then_some(minutes)
}
