//! Days: written out, or told from today.

use playbook::When;

use super::number::{figures, whole};
use super::said::Said;

/// Days since 1 January 1970 in the visitor's time zone.
pub type Day = i64;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const SHORT: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// From the day before yesterday on, in English and in Chinese.
const NEAR: [&str; 10] = [
    "the day before yesterday",
    "yesterday",
    "today",
    "tomorrow",
    "the day after tomorrow",
    "前天",
    "昨天",
    "今天",
    "明天",
    "后天",
];
/// Three for days, six for weeks, three for months, three for years.
const SPANS: [&str; 15] =
    ["day", "days", "天", "week", "weeks", "周", "个星期", "星期", "个礼拜", "month", "months", "个月", "year", "years", "年"];
/// Stand for spans that the calendar counts.
const MONTH: Day = 30;
const YEAR: Day = 365;
/// Monday first, as the week does.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The first day in the text that fits the question: where it stands, and its value.
pub(crate) fn date(when: When, said: &Said, today: Day) -> Option<(usize, usize, String)> {
    (0..said.len()).find_map(|from| {
        if from > 0 && said.at(from).is_ascii_digit() && said.at(from - 1).is_ascii_digit() {
            return None;
        }
        let (to, value) = written(when, said, from, today).or_else(|| told(when, said, from, today))?;
        (!said.is_denied(from, to)).then_some((from, to, value))
    })
}

/// "2026-11-24", "24.11.2026", "24 November", "November 24th, 2026", "11月24日", "since October".
fn written(when: When, said: &Said, from: usize, today: Day) -> Option<(usize, String)> {
    if let Some((to, month)) = month(said, from) {
        return match figures(said, said.skip(to)).filter(|(_, day)| *day <= 31) {
            Some((to, day)) => with_year(when, said, ordinal(said, to), month, day, today),
            // "may" is a verb, "march" too; and "31 February" is no February.
            None if !matches!(month, 3 | 5) && !said.at(from.saturating_sub(2)).is_ascii_digit() => {
                yearless(when, month, None, today).map(|value| (to, value))
            }
            None => None,
        };
    }
    let (to, first) = whole(said, from)?;
    let mark = said.at(to);
    if mark == '月' {
        let to = if said.at(to + 1) == '份' { to + 2 } else { to + 1 };
        return match whole(said, to).filter(|(_, day)| *day <= 31) {
            Some((to, day)) => yearless(when, first, Some(day), today).map(|value| (day_mark(said, to), value)),
            None => yearless(when, first, None, today).map(|value| (to, value)),
        };
    }
    if (1900..=2100).contains(&first) && matches!(mark, '-' | '/' | '.' | '年') {
        let (to, month) = whole(said, to + 1)?;
        if matches!(said.at(to), '-' | '/' | '.' | '月')
            && let Some((to, day)) = whole(said, to + 1)
        {
            return full(when, first, month, Some(day), today).map(|value| (day_mark(said, to), value));
        }
        let to = if said.at(to) == '月' { to + 1 } else { to };
        return full(when, first, month, None, today).map(|value| (to, value));
    }
    if matches!(mark, '.' | '/') {
        let (to, second) = figures(said, to + 1)?;
        let (to, year) = figures(said, to + 1).filter(|_| said.at(to) == mark)?;
        // "3/4/2026" is March to one and April to another.
        let (day, month) = match (mark, first, second) {
            ('.', ..) | (_, 13.., _) => (first, second),
            (_, _, 13..) => (second, first),
            _ if first == second => (first, second),
            _ => return None,
        };
        return full(when, year, month, Some(day), today).map(|value| (to, value));
    }
    let to = said.skip(ordinal(said, to));
    let to = said.word(to, "of").map_or(to, |to| said.skip(to));
    let (to, month) = month(said, to)?;
    with_year(when, said, to, month, first, today)
}

/// "yesterday", "two weeks ago", "last Monday", "上个月".
fn told(when: When, said: &Said, from: usize, today: Day) -> Option<(usize, String)> {
    if let Some((to, place)) = said.one_of(from, &NEAR) {
        return fitting(when, today + place as Day % 5 - 2, today).map(|value| (to, value));
    }
    let (to, step) = match said.one_of(from, &["last", "next", "上个", "下个", "上", "下", "this", "本", "这", "a"]) {
        Some((to, 0 | 2 | 4)) => (said.skip(to), -1),
        Some((to, 1 | 3 | 5)) => (said.skip(to), 1),
        Some((to, 9)) => return span(when, said, said.skip(to), 1, today),
        Some((to, _)) => (said.skip(to), 0),
        None => (from, 0),
    };
    let is_told = to > from;
    if let Some((end, weekday)) = weekday(said, to) {
        // The Monday before 1970 was three days earlier.
        let gone = (today + 3 - weekday).rem_euclid(7);
        let is_chinese = !said.at(end - 1).is_ascii_alphabetic();
        let day = match (is_chinese && is_told, when, step) {
            (true, ..) => today - (today + 3).rem_euclid(7) + weekday + 7 * step,
            (_, _, 1) | (_, When::Future, 0) => today - gone + if gone == 0 && step == 0 { 0 } else { 7 },
            (_, _, -1) if gone == 0 => today - 7,
            _ => today - gone,
        };
        return fitting(when, day, today).map(|value| (end, value));
    }
    if !is_told {
        let (to, count) = whole(said, from)?;
        return span(when, said, said.skip(to), count, today);
    }
    if step == 0 {
        return None;
    }
    // "Last week" is good enough for a beginning; "next week" is no day to come on.
    let (to, place) = said.one_of(to, &["week", "周", "星期", "礼拜", "month", "月", "个月"])?;
    let value = match place {
        0..4 if step > 0 => None,
        0..4 => fitting(when, today - 7, today),
        _ => Some(short(moved(today, MONTH * step))),
    };
    value.map(|value| (to, value))
}

/// "weeks ago" behind a number.
fn span(when: When, said: &Said, from: usize, count: u64, today: Day) -> Option<(usize, String)> {
    let (to, place) = said.one_of(from, &SPANS)?;
    let length = match place {
        0..3 => 1,
        3..9 => 7,
        9..12 => MONTH,
        _ => YEAR,
    };
    let count = Day::try_from(count).ok().filter(|count| *count < 1_000)? * length;
    let (end, direction) = said.one_of(said.skip(to), &["ago", "前", "以前", "之前", "later", "后", "以后", "之后"])?;
    let (year, month, day) = if length < MONTH {
        civil(today + if direction < 4 { -count } else { count })
    } else {
        moved(today, if direction < 4 { -count } else { count })
    };
    fitting(when, days(year, month, day), today).map(|value| (end, value))
}

/// So many months or years on, at most on the month's last day.
fn moved(today: Day, span: Day) -> (Day, Day, Day) {
    let (year, month, day) = civil(today);
    let months = year * 12 + month - 1 + if span % YEAR == 0 { span / YEAR * 12 } else { span / MONTH };
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    (year, month, day.min(length(year, month)))
}

fn weekday(said: &Said, from: usize) -> Option<(usize, Day)> {
    if let Some((to, place)) = said.one_of(from, &WEEKDAYS) {
        return Some((to, place as Day));
    }
    let (to, _) = said.one_of(from, &["周", "星期", "礼拜"])?;
    let place = "一二三四五六日天".chars().position(|day| day == said.at(to))?;
    Some((to + 1, place.min(6) as Day))
}

/// A month by its name or the three letters it begins with.
fn month(said: &Said, from: usize) -> Option<(usize, u64)> {
    let found = said.one_of(from, &MONTHS).or_else(|| said.one_of(from, &SHORT));
    found.map(|(to, place)| (to, place as u64 + 1))
}

fn ordinal(said: &Said, to: usize) -> usize {
    said.one_of(to, &["st", "nd", "rd", "th"]).map_or(to, |(to, _)| to)
}

fn day_mark(said: &Said, to: usize) -> usize {
    to + usize::from(matches!(said.at(to), '日' | '号'))
}

fn with_year(when: When, said: &Said, to: usize, month: u64, day: u64, today: Day) -> Option<(usize, String)> {
    let next = said.skip(if said.at(to) == ',' { to + 1 } else { to });
    match figures(said, next).filter(|(_, year)| (1900..=2100).contains(year)) {
        Some((to, year)) => full(when, year, month, Some(day), today).map(|value| (to, value)),
        None => yearless(when, month, Some(day), today).map(|value| (to, value)),
    }
}

/// The year that makes it the nearest such day on the question's side of today; without a side, the nearest.
fn yearless(when: When, month: u64, day: Option<u64>, today: Day) -> Option<String> {
    let (year, ..) = civil(today);
    let mut best = (Day::MAX, None);
    for year in year - 1..=year + 1 {
        let far = (days(year, month as Day, day.unwrap_or(15) as Day) - today).abs();
        let found = full(when, year as u64, month, day, today).filter(|_| far < best.0);
        if found.is_some() {
            best = (far, found);
        }
    }
    best.1
}

/// A day that is in the calendar, and on the question's side of today.
fn full(when: When, year: u64, month: u64, day: Option<u64>, today: Day) -> Option<String> {
    let (year, month) = (Day::try_from(year).ok()?, Day::try_from(month).ok()?);
    if !(1..=12).contains(&month) {
        return None;
    }
    let Some(day) = day else {
        let this = civil(today);
        let order = (year * 12 + month).cmp(&(this.0 * 12 + this.1));
        return fits(when, order).then(|| short((year, month, 1)));
    };
    let day = Day::try_from(day).ok().filter(|day| (1..=length(year, month)).contains(day))?;
    fitting(when, days(year, month, day), today)
}

fn fitting(when: When, day: Day, today: Day) -> Option<String> {
    let (year, month, date) = civil(day);
    fits(when, day.cmp(&today)).then(|| [&short((year, month, 1)), "-", &two(date)].concat())
}

fn fits(when: When, order: std::cmp::Ordering) -> bool {
    match when {
        When::Any => true,
        When::Past => order.is_le(),
        When::Future => order.is_ge(),
    }
}

fn short((year, month, _): (Day, Day, Day)) -> String {
    [&year.to_string(), "-", &two(month)].concat()
}

pub(crate) fn two(number: Day) -> String {
    let text = number.to_string();
    if number < 10 { ["0", &text].concat() } else { text }
}

fn length(year: Day, month: Day) -> Day {
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days(next.0, next.1, 1) - days(year, month, 1)
}

/// Days since 1970 of the Gregorian calendar, by years that begin in March (Howard Hinnant, "chrono-compatible low-level date
/// algorithms").
fn days(year: Day, month: Day, day: Day) -> Day {
    let year = if month <= 2 { year - 1 } else { year };
    let century = year.div_euclid(400);
    let of_century = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    century * 146_097 + of_century * 365 + of_century / 4 - of_century / 100 + of_year - 719_468
}

fn civil(day: Day) -> (Day, Day, Day) {
    let day = day + 719_468;
    let century = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let of_century = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_century + of_century / 4 - of_century / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (century * 400 + of_century + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}
