//! Whether the desk may make itself heard: off until the agent turns it on, and never in their quiet hours.

use json::Json;

/// What an agent chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Alerts {
    pub sound: bool,
    /// Notices of the operating system, while the desk is out of sight.
    pub notices: bool,
    pub has_quiet_hours: bool,
    /// Minutes of the day on the wall. Where the end comes before the start, the night between them is quiet.
    pub quiet_from: u16,
    pub quiet_to: u16,
}

impl Default for Alerts {
    fn default() -> Self {
        Self { sound: false, notices: false, has_quiet_hours: false, quiet_from: 19 * 60, quiet_to: 8 * 60 }
    }
}

impl Alerts {
    /// Whether it is quiet at a minute of the day.
    #[must_use]
    pub fn is_quiet(&self, minute: u16) -> bool {
        let (from, to) = (self.quiet_from, self.quiet_to);
        let is_within = if from <= to { (from..to).contains(&minute) } else { minute >= from || minute < to };
        self.has_quiet_hours && is_within
    }
}

/// `19:30` as minutes of the day.
#[must_use]
pub fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// The same the other way.
#[must_use]
pub fn text(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_heard_until_it_is_turned_on() {
        let alerts = Alerts::default();
        assert!(!alerts.sound && !alerts.notices);
    }

    #[test]
    fn quiet_hours_may_span_midnight() {
        let night = Alerts { has_quiet_hours: true, ..Alerts::default() };
        let quiet = [18 * 60 + 59, 19 * 60, 0, 7 * 60 + 59, 8 * 60].map(|minute| night.is_quiet(minute));
        assert_eq!(quiet, [false, true, true, true, false]);
        let noon = Alerts { quiet_from: 12 * 60, quiet_to: 13 * 60, ..night };
        assert_eq!([11 * 60, 12 * 60, 13 * 60].map(|minute| noon.is_quiet(minute)), [false, true, false]);
        assert!(!Alerts { has_quiet_hours: false, ..night }.is_quiet(0));
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        assert_eq!(minutes(&text(19 * 60 + 5)), Some(19 * 60 + 5));
        assert_eq!(minutes("24:00"), None);
        assert_eq!(minutes("soon"), None);
    }
}
