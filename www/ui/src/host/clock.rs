//! The clock, and how times are written.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wire::Timestamp;

use crate::Lang;

/// What the browser takes for now.
#[must_use]
pub fn now() -> Timestamp {
    // Milliseconds since 1970 fit the mantissa for another 280,000 years.
    Timestamp(Date::now() as u64)
}

/// The number of a day in the browser's time zone.
#[must_use]
pub fn day(at: Timestamp) -> i64 {
    let offset = date(at).get_timezone_offset() as i64;
    (i64::try_from(at.0).unwrap_or(i64::MAX) - offset * 60_000).div_euclid(86_400_000)
}

/// The weekday (0 is Sunday) and the hour on the wall.
#[must_use]
pub fn weekday_and_hour() -> (u32, u32) {
    let now = date(now());
    (now.get_day(), now.get_hours())
}

/// Minutes since midnight on the wall.
#[must_use]
pub fn minute_of_day() -> u16 {
    let now = date(now());
    u16::try_from(now.get_hours() * 60 + now.get_minutes()).unwrap_or(0)
}

/// Reads `2026-11-22T14:05`, as a field for date and time gives it.
#[must_use]
pub fn of_field(text: &str) -> Option<Timestamp> {
    let millis = Date::parse(text);
    (millis.is_finite() && millis > 0.0).then_some(Timestamp(millis as u64))
}

/// The same the other way.
#[must_use]
pub fn for_field(at: Timestamp) -> String {
    let date = date(at);
    let (day, minute) = ((date.get_full_year(), date.get_month() + 1, date.get_date()), (date.get_hours(), date.get_minutes()));
    format!("{:04}-{:02}-{:02}T{:02}:{:02}", day.0, day.1, day.2, minute.0, minute.1)
}

/// The browser's own form of a moment.
#[must_use]
pub fn date(at: Timestamp) -> Date {
    Date::new(&JsValue::from_f64(at.0 as f64))
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Time,
    Day,
    DayTime,
    Whole,
}

thread_local! {
    // Making a formatter takes longer than using it a hundred times.
    static FORMATS: RefCell<BTreeMap<(&'static str, Style), js_sys::Function>> = const { RefCell::new(BTreeMap::new()) };
}

fn format(lang: Lang, style: Style, at: Timestamp) -> String {
    FORMATS.with_borrow_mut(|formats| {
        let format = formats.entry((lang.tag(), style)).or_insert_with(|| formatter(lang, style));
        format.call1(&JsValue::UNDEFINED, &date(at)).ok().and_then(|text| text.as_string()).unwrap_or_default()
    })
}

fn formatter(lang: Lang, style: Style) -> js_sys::Function {
    let options = Object::new();
    let set = |key: &str, value: &str| {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&options, &key.into(), &value.into());
    };
    match style {
        Style::Time => {
            set("hour", "2-digit");
            set("minute", "2-digit");
        }
        Style::Day => {
            set("weekday", "long");
            set("day", "numeric");
            set("month", "long");
        }
        Style::DayTime | Style::Whole => {
            set("day", "numeric");
            set("month", "short");
            set("hour", "2-digit");
            set("minute", "2-digit");
        }
    }
    if style == Style::Whole {
        set("year", "numeric");
    }
    if lang == Lang::En {
        set("hourCycle", "h23");
    }
    let tag = if lang == Lang::En { "en-GB" } else { "zh-CN" };
    Intl::DateTimeFormat::new(&Array::of1(&tag.into()), options.unchecked_ref()).format()
}

/// `14:05`.
#[must_use]
pub fn time(lang: Lang, at: Timestamp) -> String {
    format(lang, Style::Time, at)
}

/// `Sunday 22 November`.
#[must_use]
pub fn day_name(lang: Lang, at: Timestamp) -> String {
    format(lang, Style::Day, at)
}

/// `14:05` today, with the day otherwise.
#[must_use]
pub fn moment(lang: Lang, at: Timestamp) -> String {
    if day(at) == day(now()) { time(lang, at) } else { format(lang, Style::DayTime, at) }
}

/// `22 Nov 2026, 14:05`.
#[must_use]
pub fn whole(lang: Lang, at: Timestamp) -> String {
    format(lang, Style::Whole, at)
}
