//! Opening hours: when a site is open, when it opens next, and how much open time lies between two points in time.
//!
//! A [`Calendar`] is made once of what an owner wrote, [`wire::OpeningHours`], and then only asked. Time zones with their daylight
//! saving come from the IANA database, which is compiled in (`jiff`), so that every host computes the same. A time that the clock
//! skips in spring stands for the one after the gap; of a time that comes twice in autumn the first is meant.
//!
//! It reads no clock.

mod calendar;
mod read;

pub use calendar::Calendar;
pub use read::HoursError;
