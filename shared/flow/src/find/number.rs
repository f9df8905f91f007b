//! Numbers in figures, in Chinese and in English words.

use playbook::Number;

use super::said::Said;

/// Thousandths in one.
const ONE: u64 = 1_000;
/// More figures than that are no amount.
const FIGURES: usize = 9;
const WORDS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/// What may follow a number that has no unit. Behind anything else stands what was counted: "80 times", "三次".
const OPEN: [&str; 20] = [
    "on", "in", "at", "when", "while", "or", "and", "so", "就", "的", "左右", "时", "以上", "以下", "以后", "多", "才", "会",
    "开始", "吧",
];

/// The whole number in figures at `from`, and its end.
pub(crate) fn figures(said: &Said, from: usize) -> Option<(usize, u64)> {
    let mut to = from;
    let mut number = 0_u64;
    while let Some(digit) = said.at(to).to_digit(10) {
        number = number * 10 + u64::from(digit);
        to += 1;
        if to - from > FIGURES {
            return None;
        }
    }
    (to > from).then_some((to, number))
}

/// The whole number at `from`, in figures or words, and its end.
pub(crate) fn whole(said: &Said, from: usize) -> Option<(usize, u64)> {
    let word = || said.one_of(from, &WORDS).map(|(to, place)| (to, place as u64 + 1));
    figures(said, from).or_else(|| chinese(said, from)).or_else(word)
}

/// The number at `from` in thousandths, and its end.
fn amount(said: &Said, from: usize) -> Option<(usize, u64)> {
    let Some((mut to, mut number)) = figures(said, from) else {
        return whole(said, from).map(|(to, number)| (to, number * ONE));
    };
    while said.at(to) == ','
        && let Some((end, group)) = figures(said, to + 1).filter(|(end, _)| end - to == 4)
        && number < 1_000_000
    {
        (to, number) = (end, number * 1_000 + group);
    }
    number *= ONE;
    let mut worth = ONE;
    if said.at(to) == '.' && said.at(to + 1).is_ascii_digit() {
        to += 1;
        while let Some(digit) = said.at(to).to_digit(10) {
            worth /= 10;
            number += u64::from(digit) * worth;
            to += 1;
        }
    }
    Some((to, number))
}

/// 八十, 一百二, 一百零五, 两千, 二〇二六.
fn chinese(said: &Said, from: usize) -> Option<(usize, u64)> {
    let (mut total, mut digit, mut tail, mut to) = (0_u64, None, 1, from);
    while to - from < FIGURES {
        let c = said.at(to);
        let digits = "零一二三四五六七八九".chars().position(|known| known == c);
        let digits = digits.or(match c {
            '〇' => Some(0),
            '两' => Some(2),
            _ => None,
        });
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' => 10_000,
            _ => 0,
        };
        if let Some(next) = digits {
            digit = Some(digit.unwrap_or(0) * 10 + next as u64);
            // A digit behind a nought stands for itself, in 一百二 for tens.
            tail = if next == 0 { 1 } else { tail };
        } else if unit == 10_000 {
            total = (total + digit.take().unwrap_or(0)) * unit;
            tail = 1_000;
        } else if unit > 0 {
            total += digit.take().unwrap_or(1) * unit;
            tail = if unit > 10 { unit / 10 } else { 1 };
        } else {
            break;
        }
        to += 1;
    }
    (to > from).then_some((to, total + digit.unwrap_or(0) * tail))
}

/// The value for a question about a number, and where it stands. Beside the question any number will do, else it needs a unit or
/// a hint. `Err` for a number that is out of bounds.
pub(crate) fn number(asked: &Number, said: &Said, is_asked: bool) -> Option<Result<(usize, usize, String), ()>> {
    let mut bare: Option<(usize, usize, u64)> = None;
    let mut place = 0;
    while place < said.len() {
        let from = place;
        place += 1;
        if said.at(from).is_ascii_alphanumeric() && is_inside(said, from) {
            continue;
        }
        let Some((to, found)) = amount(said, from) else { continue };
        place = to;
        if said.is_denied(from, to) {
            continue;
        }
        let mut end = said.skip(to);
        if matches!(said.at(end), '多' | '来') {
            end += 1;
        }
        let mut unit = None;
        let mut longest = 0;
        for other in &asked.units {
            if let Some(to) = said.listed(end, &other.words).filter(|to| *to > longest) {
                (longest, unit) = (to, Some((to, other)));
            }
        }
        if let Some((to, unit)) = unit {
            return Some(value(asked, found, unit.factor).map(|value| (from, to, value)));
        }
        let end = said.skip(to);
        let is_open = said.at(end) == '\0' || said.clause(from).1 <= end || said.one_of(end, &OPEN).is_some();
        if is_asked {
            bare = bare.or(Some((from, to, found)));
        } else if is_open && hinted(asked, said, from) {
            // Two of them: which is meant?
            if bare.is_some() {
                return None;
            }
            bare = Some((from, to, found));
        }
    }
    let (from, to, found) = bare?;
    Some(value(asked, found, ONE).map(|value| (from, to, value)))
}

/// Whether a figure is the rest of a longer word or number: "a4", "LM-80".
fn is_inside(said: &Said, from: usize) -> bool {
    let back = |by: usize| from.checked_sub(by).map_or(' ', |place| said.at(place));
    back(1).is_ascii_alphanumeric() || back(1) == '-' && back(2).is_ascii_alphabetic()
}

fn hinted(asked: &Number, said: &Said, place: usize) -> bool {
    let (from, to) = said.clause(place);
    (from..to).any(|place| said.listed(place, &asked.hints).is_some())
}

/// "80 km/h". What was told in another unit is rounded: to whole numbers from ten on, else to tenths.
fn value(asked: &Number, told: u64, factor: u64) -> Result<String, ()> {
    let mut number = told.saturating_mul(factor) / ONE;
    if factor != ONE {
        let step = if number >= 10 * ONE { ONE } else { ONE / 10 };
        number = (number + step / 2) / step * step;
    }
    if asked.min.is_some_and(|min| number < min) || asked.max.is_some_and(|max| number > max) {
        return Err(());
    }
    let mut text = (number / ONE).to_string();
    let rest = (ONE + number % ONE).to_string();
    if let Some(rest) = rest.get(1..).map(|rest| rest.trim_end_matches('0')).filter(|rest| !rest.is_empty()) {
        text.push('.');
        text.push_str(rest);
    }
    if let Some(unit) = asked.units.first() {
        text.push(' ');
        text.push_str(&unit.name);
    }
    Ok(text)
}
