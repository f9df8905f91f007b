//! A set of tests, in slices.

use book::{Answer, Decision, Guess, Scored, Test, Wrong};

use super::taught::{Taught, permille};
use super::tried::decided;

/// Tests of a slice: a few milliseconds.
const TOGETHER: usize = 16;

/// Tests that are being asked.
#[derive(Debug)]
pub(super) struct Scoring {
    tests: Vec<Test>,
    done: usize,
    scored: Scored,
}

impl Scoring {
    pub(super) fn new(tests: Vec<Test>) -> Scoring {
        let scored = Scored { right: 0, asked: 0, of: tests.len(), permille: 0, wrong: Vec::new() };
        Scoring { tests, done: 0, scored }
    }

    /// Some tests; the score, in the end.
    pub(super) fn slice(&mut self, taught: &Taught) -> Option<Scored> {
        let end = (self.done + TOGETHER).min(self.tests.len());
        for test in self.tests.get(self.done..end).unwrap_or_default() {
            score(&mut self.scored, taught, test);
        }
        self.done = end;
        if self.done < self.tests.len() {
            return None;
        }
        let Scored { right, of, .. } = self.scored;
        self.scored.permille = if of == 0 { 0 } else { permille(right as f64 / of as f64) };
        Some(self.scored.clone())
    }

    pub(super) fn progress(&self) -> Answer {
        Answer::Progress { done: self.done, total: self.tests.len() }
    }
}

fn score(scored: &mut Scored, taught: &Taught, test: &Test) {
    let prediction = taught.predict(&test.text);
    let (decision, acted) = decided(&prediction);
    let name = |at: usize| taught.intents().get(at).cloned().unwrap_or_default();
    let got: Vec<Guess> = prediction
        .ranked
        .iter()
        .take(acted)
        .map(|(at, confidence)| Guess { intent: name(*at), permille: permille((*confidence).into()) })
        .collect();
    let is_meant = |guess: &Guess| Some(&guess.intent) == test.intent.as_ref();
    let is_right = match (&test.intent, decision) {
        (Some(_), Decision::Answer) => got.iter().all(is_meant),
        (None, Decision::Ask | Decision::DontKnow) => true,
        (Some(_), Decision::Ask | Decision::DontKnow) | (None, Decision::Answer) => false,
    };
    if is_right {
        scored.right += 1;
        return;
    }
    scored.asked += usize::from(decision == Decision::Ask && got.iter().any(is_meant));
    let is_gone = test.intent.as_ref().is_some_and(|id| !taught.intents().contains(id));
    let Test { text, locale, intent } = test.clone();
    scored.wrong.push(Wrong { text, locale, intent, got, is_gone });
}
