//! Until when a conversation is put aside.

use std::time::Duration;

use wire::{Timestamp, limits};

/// The usual choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    InAnHour,
    ThisAfternoon,
    Tomorrow,
    NextMonday,
}

/// A moment of the agent's own calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    In(Duration),
    /// So many days from today, at a full hour of the clock on the wall.
    Day {
        days: u32,
        hour: u32,
    },
}

/// Hours at which people begin, and begin again.
const MORNING: u32 = 9;
const AFTERNOON: u32 = 14;

/// What can be chosen on a weekday (0 is Sunday) at an hour. An afternoon that has begun is no choice; on a Sunday, next Monday is
/// tomorrow and offered once.
#[must_use]
pub fn presets(weekday: u32, hour: u32) -> Vec<(Preset, When)> {
    let afternoon = When::Day { days: 0, hour: AFTERNOON };
    let to_monday = 1 + (7 - weekday % 7) % 7;
    [
        Some((Preset::InAnHour, When::In(Duration::from_secs(3_600)))),
        (hour < AFTERNOON).then_some((Preset::ThisAfternoon, afternoon)),
        (to_monday > 1).then_some((Preset::Tomorrow, When::Day { days: 1, hour: MORNING })),
        Some((Preset::NextMonday, When::Day { days: to_monday, hour: MORNING })),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether the edge would take it.
#[must_use]
pub fn is_possible(until: Timestamp, now: Timestamp) -> bool {
    until > now && until <= now + limits::SNOOZE_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(weekday: u32, hour: u32) -> Vec<Option<u32>> {
        let day = |(_, when)| match when {
            When::In(_) => None,
            When::Day { days, .. } => Some(days),
        };
        presets(weekday, hour).into_iter().map(day).collect()
    }

    #[test]
    fn an_afternoon_that_has_begun_is_not_offered() {
        assert_eq!(days(3, 13), [None, Some(0), Some(1), Some(5)]);
        assert_eq!(days(3, 14), [None, Some(1), Some(5)]);
    }

    #[test]
    fn next_monday_is_never_today_and_on_a_sunday_it_is_tomorrow() {
        assert_eq!(days(1, 20), [None, Some(1), Some(7)]);
        assert_eq!(days(0, 20), [None, Some(1)]);
        assert_eq!(days(6, 20), [None, Some(1), Some(2)]);
    }

    #[test]
    fn cv10_what_is_past_or_more_than_a_month_away_is_not_asked_for() {
        let now = Timestamp(1_000_000);
        assert!(!is_possible(now, now));
        assert!(is_possible(now + limits::SNOOZE_MAX, now));
        assert!(!is_possible(now + limits::SNOOZE_MAX + Duration::from_millis(1), now));
    }
}
