//! A calendar that can be asked.

use std::time::Duration;

use jiff::civil::Date;
use jiff::{Timestamp as Instant, ToSpan as _};
use wire::{OpeningHours, Timestamp};

use crate::HoursError;
use crate::read::{DAY, Rules, Span, rules};

/// Days looked ahead for an opening: a site that is closed for more than a year is closed.
const HORIZON_DAYS: usize = 400;

/// When a site is open.
#[derive(Debug, Clone)]
pub struct Calendar {
    rules: Rules,
}

impl Calendar {
    /// # Errors
    /// What an owner must mend.
    pub fn new(hours: &OpeningHours) -> Result<Self, HoursError> {
        rules(hours).map(|rules| Self { rules })
    }

    #[must_use]
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.openings(at).next().is_some_and(|(from, _)| from <= at)
    }

    /// `at` if it is open then, else when it opens next; none within a year.
    #[must_use]
    pub fn opens_at(&self, at: Timestamp) -> Option<Timestamp> {
        self.openings(at).next().map(|(from, _)| from.max(at))
    }

    /// The point at which this much open time has passed since `at`. Where the site does not open any more, as if it never closed.
    #[must_use]
    pub fn after(&self, at: Timestamp, open: Duration) -> Timestamp {
        let mut left = open;
        for (from, to) in self.openings(at) {
            let from = from.max(at);
            let length = to.since(from);
            if left <= length {
                return from + left;
            }
            left = left.saturating_sub(length);
        }
        at + open
    }

    /// How much open time lies between two points.
    #[must_use]
    pub fn between(&self, from: Timestamp, to: Timestamp) -> Duration {
        let openings = self.openings(from).take_while(|(opens, _)| *opens < to);
        openings.map(|(opens, closes)| closes.min(to).since(opens.max(from))).sum()
    }

    /// Openings that end after `at`, in order, apart from each other.
    fn openings(&self, at: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let mut days = self.days(at).peekable();
        let all = std::iter::from_fn(move || {
            let (from, mut to) = days.next()?;
            while let Some((_, end)) = days.next_if(|(next, _)| *next <= to) {
                to = to.max(end);
            }
            Some((from, to))
        });
        all.filter(move |(_, to)| *to > at)
    }

    /// Openings from the day before `at` on, which may run into its day; by their begin.
    fn days(&self, at: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let now = i64::try_from(at.0).ok().and_then(|millis| Instant::from_millisecond(millis).ok());
        let first = now.and_then(|now| now.to_zoned(self.rules.zone.clone()).date().yesterday().ok());
        let dates = std::iter::successors(first, |date| date.tomorrow().ok()).take(HORIZON_DAYS);
        dates.flat_map(move |date| {
            let mut spans = self.spans(date).to_vec();
            spans.sort_unstable();
            spans.into_iter().filter_map(move |(from, to)| Some((self.instant(date, from)?, self.instant(date, to)?)))
        })
    }

    fn spans(&self, date: Date) -> &[Span] {
        let day = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        let weekly = self.rules.week.get(day);
        self.rules.holidays.get(&date).or(weekly).map_or(&[], Vec::as_slice)
    }

    fn instant(&self, date: Date, minutes: u16) -> Option<Timestamp> {
        let date = date.checked_add(i64::from(minutes / DAY).days()).ok()?;
        let minutes = minutes % DAY;
        let hour = i8::try_from(minutes / 60).ok()?;
        let minute = i8::try_from(minutes % 60).ok()?;
        let zoned = date.at(hour, minute, 0, 0).to_zoned(self.rules.zone.clone()).ok()?;
        u64::try_from(zoned.timestamp().as_millisecond()).ok().map(Timestamp)
    }
}
