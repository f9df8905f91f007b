//! The moments that an agent puts a conversation aside until.

use wire::Timestamp;

use crate::snooze::When;

pub(crate) use ui::host::clock::*;

/// The moment that a choice means here, on the days of this time zone's calendar.
pub(crate) fn moment_of(when: When) -> Timestamp {
    match when {
        When::In(span) => now() + span,
        When::Day { days, hour } => {
            let day = date(now());
            day.set_date(day.get_date() + days);
            day.set_hours(hour);
            day.set_minutes(0);
            day.set_seconds(0);
            day.set_milliseconds(0);
            // A date in the years of this desk is positive.
            Timestamp(day.get_time() as u64)
        }
    }
}
