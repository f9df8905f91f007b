//! Opening hours, as a form shows them: a line of spans for each day.

use wire::OpeningHours;
use wire::hours::{Holiday, OpenDay, Weekday};

/// In the order of the form.
pub const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// What stands in the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    pub zone: String,
    /// A line a day, as [`DAYS`]; empty is closed.
    pub days: [String; 7],
    /// A line a date: `2026-12-25 10:00-14:00`, or the date alone where it is closed.
    pub holidays: String,
}

/// What cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    Zone,
    Day(Weekday),
    /// The line.
    Holiday(String),
}

impl Form {
    /// The fields for these hours.
    #[must_use]
    pub fn of(hours: &OpeningHours) -> Form {
        let day = |day: Weekday| {
            let spans = hours.week.iter().filter(|open| open.day == day).flat_map(|open| open.open.iter());
            spans.cloned().collect::<Vec<String>>().join(", ")
        };
        let line = |holiday: &Holiday| format!("{} {}", holiday.date, holiday.open.join(", ")).trim_end().to_owned();
        Form {
            zone: hours.zone.clone(),
            days: DAYS.map(day),
            holidays: hours.holidays.iter().map(line).collect::<Vec<String>>().join("\n"),
        }
    }

    /// The hours they say.
    ///
    /// # Errors
    /// The first field that cannot be read.
    pub fn read(&self) -> Result<OpeningHours, Wrong> {
        let zone = self.zone.trim();
        if zone.is_empty() || zone.contains(char::is_whitespace) {
            return Err(Wrong::Zone);
        }
        let mut week = Vec::new();
        for (day, line) in DAYS.into_iter().zip(&self.days) {
            let open = spans(line).ok_or(Wrong::Day(day))?;
            if !open.is_empty() {
                week.push(OpenDay { day, open });
            }
        }
        let mut holidays = Vec::new();
        for line in self.holidays.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let wrong = || Wrong::Holiday(line.to_owned());
            let (date, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let open = spans(rest).filter(|_| is_date(date)).ok_or_else(wrong)?;
            holidays.push(Holiday { date: date.to_owned(), open });
        }
        Ok(OpeningHours { zone: zone.to_owned(), week, holidays })
    }
}

/// `9-12:30, 13:30–18` as `09:00-12:30` and `13:30-18:00`; none where it is something else.
fn spans(line: &str) -> Option<Vec<String>> {
    let parts = line.split([',', '，', ';', '、']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(span).collect()
}

fn span(text: &str) -> Option<String> {
    let text = text.replace(['–', '—', '~', '～', '至'], "-").replace('：', ":");
    let (from, to) = text.split_once('-')?;
    let (from, to) = (clock(from)?, clock(to)?);
    (from != to && from < 24 * 60).then(|| {
        let written = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        format!("{}-{}", written(from), written(to))
    })
}

/// Minutes since midnight.
fn clock(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (minutes < 60 && hours * 60 + minutes <= 24 * 60).then_some(hours * 60 + minutes)
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let within = |text: &str, length: usize, low: u32, high: u32| {
        text.len() == length && text.parse::<u32>().is_ok_and(|number| (low..=high).contains(&number))
    };
    within(year, 4, 1_970, 9_999) && within(month, 2, 1, 12) && within(day, 2, 1, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let mut form = Form { zone: "Asia/Shanghai".to_owned(), ..Form::default() };
        form.days[0] = "09:00-12:30, 13:30-18:00".to_owned();
        form.days[6] = "22:00-06:00".to_owned();
        form.holidays = "2026-12-25\n2026-12-31 10:00-14:00".to_owned();
        form
    }

    #[test]
    fn what_a_form_says_is_shown_the_same_again() {
        let hours = form().read().unwrap();
        assert_eq!(hours.week.len(), 2, "days that are not written are closed");
        assert_eq!(Form::of(&hours), form());
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (typed, read) in
            [("9-18", "09:00-18:00"), ("9:00 – 12", "09:00-12:00"), ("0-24", "00:00-24:00"), ("9：30至18：00", "09:30-18:00")]
        {
            assert_eq!(spans(typed), Some(vec![read.to_owned()]), "{typed}");
        }
        for typed in ["nine", "9", "9-25", "9:60-10", "24-9", "9-9", "009-10"] {
            assert_eq!(spans(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_field_that_cannot_be_read_is_named() {
        let mut wrong = form();
        wrong.zone = " ".to_owned();
        assert_eq!(wrong.read(), Err(Wrong::Zone));
        let mut wrong = form();
        wrong.days[2] = "always".to_owned();
        assert_eq!(wrong.read(), Err(Wrong::Day(Weekday::Wednesday)));
        for line in ["25.12.2026", "2026-13-01", "2026-12-25 later"] {
            let mut wrong = form();
            wrong.holidays = line.to_owned();
            assert_eq!(wrong.read(), Err(Wrong::Holiday(line.to_owned())));
        }
    }
}
