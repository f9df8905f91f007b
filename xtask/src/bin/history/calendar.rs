//! Days and half hours, in the time of the site's staff.

/// Milliseconds.
pub(crate) const MINUTE: u64 = 60_000;
pub(crate) const HOUR: u64 = 60 * MINUTE;
pub(crate) const DAY: u64 = 24 * HOUR;

/// The demo sites' staff live eight hours ahead of UTC.
const ZONE: u64 = 8 * HOUR;

/// Days from 1970 to the local day of a moment.
pub(crate) fn day_of(at: u64) -> u64 {
    (at + ZONE) / DAY
}

/// The moment a local day begins.
pub(crate) fn start_of(day: u64) -> u64 {
    day * DAY - ZONE
}

/// 0 is Monday.
pub(crate) fn weekday(day: u64) -> usize {
    ((day + 3) % 7) as usize
}

/// Milliseconds since local midnight.
pub(crate) fn time_of_day(at: u64) -> u64 {
    (at + ZONE) % DAY
}

/// 1 to 31, by Howard Hinnant's arithmetic of the civil calendar.
pub(crate) fn day_of_month(day: u64) -> u64 {
    let of_era = (day + 719_468) % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    of_year - (153 * ((5 * of_year + 2) / 153) + 2) / 5 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_are_found() {
        // 1 March 2024, a Friday, at 00:30 in the staff's zone.
        let at = 1_709_224_200_000;
        assert_eq!((day_of_month(day_of(at)), weekday(day_of(at)), time_of_day(at)), (1, 4, 30 * MINUTE));
        assert_eq!(day_of_month(day_of(at) - 1), 29);
        assert_eq!(day_of(start_of(day_of(at))), day_of(at));
    }
}
