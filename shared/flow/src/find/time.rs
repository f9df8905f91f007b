//! Times of the day: "14:30", "2:30 pm", "下午两点半".

use super::date::two;
use super::number::{figures, whole};
use super::said::Said;

pub(crate) fn time(said: &Said) -> Option<(usize, usize, String)> {
    (0..said.len()).find_map(|from| {
        let (to, half) = said.one_of(from, &["上午", "早上", "凌晨", "下午", "晚上", "中午"]).unwrap_or((from, 0));
        let (mut to, mut hour) = whole(said, said.skip(to))?;
        if from > 0 && said.at(from).is_ascii_digit() && matches!(said.at(from - 1), '0'..='9' | ':' | '.') {
            return None;
        }
        let mut minute = 0;
        let mark = said.at(to);
        let is_chinese = mark == '点';
        if mark == ':' || is_chinese {
            to += 1;
            if is_chinese && said.at(to) == '半' {
                (to, minute) = (to + 1, 30);
            } else if let Some((end, told)) = if is_chinese { whole(said, to) } else { figures(said, to) } {
                (to, minute) = (end + usize::from(said.at(end) == '分'), told);
            } else if !is_chinese {
                return None;
            }
        }
        let clock = said.one_of(said.skip(to), &["am", "a.m", "pm", "p.m"]);
        to = clock.map_or(to, |(to, _)| to);
        let is_late = half > 2 && !(half == 5 && hour == 11) || clock.is_some_and(|(_, place)| place > 1);
        if is_late && hour < 12 {
            hour += 12;
        } else if hour == 12 && (clock.is_some_and(|(_, place)| place < 2) || matches!(half, 2 | 4)) {
            hour = 0;
        }
        let is_told = is_chinese || mark == ':' || clock.is_some();
        let is_time = is_told && hour < 24 && minute < 60 && !said.is_denied(from, to);
        let pair = || [&two(hour as i64), ":", &two(minute as i64)].concat();
        is_time.then(|| (from, to, pair()))
    })
}
