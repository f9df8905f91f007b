//! Finding what answers a question within what somebody says.
//!
//! Beside its question (`is_asked`) a value is read generously. Where the question has not been asked yet, only what cannot well
//! mean anything else counts: a number needs its unit or a hint, a choice one of its owner's words, and nothing is read from a
//! clause that denies it.

mod date;
mod number;
mod reach;
mod said;
mod time;

use playbook::flow::{LATER, SEVERAL};
use playbook::{Choice, Question, When};

pub use date::Day;
pub(crate) use said::Said;

use crate::Pattern;
use crate::traditional::plain;

/// From, to, and the value to keep.
pub(crate) type Found = (usize, usize, String);

/// What `said` answers; `Err` for a number that is out of bounds. `text` is what was said, as typed.
pub(crate) fn find(question: &Question, said: &Said, text: &str, is_asked: bool, today: Day) -> Option<Result<Found, ()>> {
    let found = match question {
        Question::Text { pattern } => {
            let found = pattern.as_deref().and_then(|pattern| Pattern::new(pattern).ok()?.find(text));
            found.filter(|found| is_asked || is_telling(found)).map(|found| (0, 0, found))
        }
        Question::Choice { choices, many } => choice(choices, *many, said).map(|value| (0, 0, value)),
        Question::Number(asked) => {
            // The figures of a day are no amount.
            let mut rest = said.clone();
            while let Some((from, to, _)) = date::date(When::Any, &rest, today) {
                rest.blot(from, to);
            }
            return number::number(asked, &rest, is_asked);
        }
        Question::Date(when) => date::date(*when, said, today),
        Question::Time => time::time(said),
        Question::Email => reach::email(said),
        Question::Phone => reach::phone(said, is_asked),
        Question::Rating if is_asked => {
            let whole = (0..said.len()).find_map(|from| number::whole(said, from).map(|(to, number)| (from, to, number)));
            whole.filter(|(.., number)| (1..=5).contains(number)).map(|(from, to, number)| (from, to, number.to_string()))
        }
        Question::Rating | Question::File { .. } => None,
    };
    found.map(Ok)
}

/// Whether it is a number of an order or the like by its looks: letters with at least three figures.
fn is_telling(found: &str) -> bool {
    let figures = found.bytes().filter(u8::is_ascii_digit).count();
    figures >= 3 && found.bytes().any(|byte| byte.is_ascii_alphabetic()) && !found.contains(' ')
}

/// What `text` picks if it is the label or value of a choice and nothing more; of several choices with commas between them.
pub(crate) fn exact(question: &Question, text: &str) -> Option<String> {
    match question {
        Question::Choice { choices, many } => {
            let parts = text.split(|c| *many && matches!(c, SEVERAL | ',' | '，' | '、'));
            let picked: Option<Vec<&Choice>> = parts.map(|part| pick(choices, part)).collect();
            let picked = picked?;
            let values: Vec<&str> =
                choices.iter().filter(|choice| picked.contains(choice)).map(|choice| choice.value.as_str()).collect();
            Some(values.join(SEVERAL.encode_utf8(&mut [0; 4])))
        }
        Question::File { later } => {
            let folded = plain(text);
            (text == LATER || later.iter().any(|(_, label)| plain(label) == folded)).then(|| LATER.to_owned())
        }
        Question::Text { .. }
        | Question::Number(_)
        | Question::Date(_)
        | Question::Time
        | Question::Email
        | Question::Phone
        | Question::Rating => None,
    }
}

fn pick<'a>(choices: &'a [Choice], text: &str) -> Option<&'a Choice> {
    let folded = plain(text);
    let by_value = choices.iter().find(|choice| choice.value == text.trim());
    let by_label = || choices.iter().find(|choice| choice.label.iter().any(|(_, label)| plain(label) == folded));
    let by_folded_value = || choices.iter().find(|choice| plain(&choice.value) == folded);
    by_value.or_else(by_label).or_else(by_folded_value)
}

/// The choice that is spoken of; none if it may be either of two.
fn choice(choices: &[Choice], many: bool, said: &Said) -> Option<String> {
    let spoken = choices.iter().filter_map(|choice| Some((spoken(choice, said)?, choice)));
    let spoken: Vec<((usize, usize), &Choice)> = spoken.collect();
    let mut found = String::new();
    for ((from, to), choice) in &spoken {
        // "Ring road" is not the ring, nor the road.
        let is_part =
            |(other_from, other_to): (usize, usize)| other_from <= *from && *to <= other_to && to - from < other_to - other_from;
        if spoken.iter().any(|(other, _)| is_part(*other)) {
            continue;
        }
        if !found.is_empty() {
            if !many {
                return None;
            }
            found.push(SEVERAL);
        }
        found.push_str(&choice.value);
    }
    (!found.is_empty()).then_some(found)
}

/// Where a choice with words of its own is named at greatest length.
fn spoken(choice: &Choice, said: &Said) -> Option<(usize, usize)> {
    if choice.words.is_empty() {
        return None;
    }
    let mut words = choice.words.clone();
    words.extend(choice.label.iter().map(|(_, label)| plain(label)));
    let mut best: Option<(usize, usize)> = None;
    for from in 0..said.len() {
        if let Some(to) = said.listed(from, &words)
            && !said.is_denied(from, to)
            && best.is_none_or(|(begin, end)| to - from > end - begin)
        {
            best = Some((from, to));
        }
    }
    best
}
