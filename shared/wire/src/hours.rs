//! When a site is open, as an owner writes it down. What it means is computed by the crate `hours`.

use json::Json;

/// Opening hours by the clock of one place.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct OpeningHours {
    /// A time zone by its IANA name: `Asia/Shanghai`.
    pub zone: String,
    /// Days that are not listed are closed.
    pub week: Vec<OpenDay>,
    /// Dates with hours of their own, closed ones among them.
    #[json(default)]
    pub holidays: Vec<Holiday>,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct OpenDay {
    pub day: Weekday,
    /// `09:00-12:30`; `22:00-06:00` ends on the next day, `00:00-24:00` is all of it.
    pub open: Vec<String>,
}

/// A date that is not like its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Holiday {
    /// `2026-12-25`
    pub date: String,
    /// As of [`OpenDay`]; none is closed.
    #[json(default)]
    pub open: Vec<String>,
}

/// A closed list: nobody knows what another day would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}
