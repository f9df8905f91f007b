//! Lengths of time in few letters.

use std::time::Duration;

use crate::Lang;

/// A length of time as people say it, rounded down: `8 s`, `4 min`, `2 h 05`, `3 d`.
#[must_use]
pub fn short(lang: Lang, span: Duration) -> String {
    let seconds = span.as_secs();
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
    match lang {
        Lang::En if days > 0 => format!("{days} d"),
        Lang::En if hours > 0 => format!("{hours} h {:02}", minutes % 60),
        Lang::En if minutes > 0 => format!("{minutes} min"),
        Lang::En => format!("{seconds} s"),
        Lang::Zh if days > 0 => format!("{days} 天"),
        Lang::Zh if hours > 0 => format!("{hours} 小时 {:02} 分", minutes % 60),
        Lang::Zh if minutes > 0 => format!("{minutes} 分钟"),
        Lang::Zh => format!("{seconds} 秒"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_keeps_its_largest_useful_unit() {
        let said = |seconds| (short(Lang::En, Duration::from_secs(seconds)), short(Lang::Zh, Duration::from_secs(seconds)));
        assert_eq!(said(8), ("8 s".into(), "8 秒".into()));
        assert_eq!(said(239), ("3 min".into(), "3 分钟".into()));
        assert_eq!(said(7_500), ("2 h 05".into(), "2 小时 05 分".into()));
        assert_eq!(said(300_000), ("3 d".into(), "3 天".into()));
    }
}
