//! A decision, explained.

use book::{Alike, Decision, Guess, Slot, Tried, Word};
use flow::{Engine, Event, Setting};
use intent::{Outcome, Prediction, fold, tone};
use playbook::Reply;
use wire::Locale;

use super::taught::{Taught, permille};
use crate::Compiled;

/// Intents and examples that are shown.
const SHOWN: usize = 5;
/// Words that are weighed one by one: a long question.
const WEIGHED: usize = 40;

/// `compiled` is what the text says now, if it compiles: answers come from it.
pub(super) fn tried(taught: &Taught, compiled: Option<&Compiled>, text: &str, locale: &str) -> Tried {
    let prediction = taught.predict(text);
    let name = |at: usize| taught.intents().get(at).cloned().unwrap_or_default();
    let (decision, acted) = decided(&prediction);
    let guesses: Vec<Guess> = prediction
        .ranked
        .iter()
        .take(SHOWN)
        .map(|(at, confidence)| Guess { intent: name(*at), permille: permille((*confidence).into()) })
        .collect();
    let mut tried = Tried {
        decision,
        acted,
        outside_permille: permille(prediction.out_of_scope.into()),
        wants_person: tone::wants_human(text),
        words: words(taught, &prediction, text),
        examples: taught
            .alike(text, SHOWN)
            .into_iter()
            .map(|(at, text, likeness)| Alike { text, intent: at.map(name), permille: permille(likeness.into()) })
            .collect(),
        slots: Vec::new(),
        answer: None,
        flow: None,
        guesses,
    };
    if let (Decision::Answer, Some(compiled), Some(guess)) = (decision, compiled, tried.guesses.first()) {
        let intent = guess.intent.clone();
        reply(&mut tried, compiled, &intent, text, locale);
    }
    tried
}

/// What is done, and with how many of the likeliest.
pub(super) fn decided(prediction: &Prediction) -> (Decision, usize) {
    match &prediction.outcome {
        Outcome::Answer(_) => (Decision::Answer, 1),
        Outcome::Ask(choices) => (Decision::Ask, choices.len()),
        Outcome::DontKnow => (Decision::DontKnow, 0),
    }
}

/// What the visitor gets.
fn reply(tried: &mut Tried, compiled: &Compiled, intent: &str, text: &str, locale: &str) -> Option<()> {
    let bundle = &compiled.public;
    let default = bundle.default_locale()?;
    let locale = locale.parse::<Locale>().unwrap_or_else(|_| default.clone());
    match &bundle.intents.iter().find(|known| known.id.as_str() == intent)?.reply {
        Reply::Answer(answer) => tried.answer = answer.get(&locale, default).map(json::to_text),
        Reply::Flow(id) => {
            tried.flow = Some(id.to_string());
            let setting = Setting { default: default.clone(), today: 0.into() };
            let (_, events) = Engine::start(bundle.flow(id)?, &locale, &setting, text);
            let noted = events.into_iter().filter_map(|event| match event {
                Event::Noted(fields) => Some(fields),
                Event::Say { .. }
                | Event::Ask(_)
                | Event::Doubt(_)
                | Event::Retry { .. }
                | Event::Changed
                | Event::HandOff(_)
                | Event::Ended(_) => None,
            });
            let slot = |field: wire::CardField| Slot { slot: field.slot.to_string(), label: field.label, value: field.value };
            tried.slots = noted.flatten().map(slot).collect();
        }
        Reply::HandOff => {}
    }
    Some(())
}

/// Each word with what the likeliest intent loses without it.
fn words(taught: &Taught, prediction: &Prediction, text: &str) -> Vec<Word> {
    let Some((best, with)) = prediction.ranked.first().copied() else { return Vec::new() };
    let parts = parts(text);
    let weigh = |place: usize| {
        let rest: String = parts.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, part)| part.as_str()).collect();
        let ranked = taught.predict(&rest).ranked;
        let without = ranked.iter().find(|(at, _)| *at == best).map_or(0.0, |(_, confidence)| *confidence);
        (f64::from(with - without) * 1_000.0).round() as i64
    };
    let is_word = |part: &str| part.chars().any(char::is_alphanumeric);
    let words = parts.iter().enumerate().filter(|(_, part)| is_word(part)).take(WEIGHED);
    words.map(|(place, part)| Word { word: part.clone(), weight: weigh(place) }).collect()
}

/// A text in words, characters of Chinese (of two, where they follow each other), and what stands between them.
fn parts(text: &str) -> Vec<String> {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Word,
        Chinese,
        Between,
    }
    let kind = |c: char| match c {
        c if ('\u{3040}'..='\u{9fff}').contains(&c) => Kind::Chinese,
        c if c.is_alphanumeric() || matches!(c, '\'' | '’') => Kind::Word,
        _ => Kind::Between,
    };
    let mut parts: Vec<(Kind, String)> = Vec::new();
    for c in text.chars() {
        match parts.last_mut() {
            Some((last, part)) if *last == kind(c) && (kind(c) != Kind::Chinese || part.chars().count() < 2) => part.push(c),
            Some(_) | None => parts.push((kind(c), c.to_string())),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Texts that are alike but for case and width.
pub(super) fn is_same(left: &str, right: &str) -> bool {
    fold(left.trim()) == fold(right.trim())
}
