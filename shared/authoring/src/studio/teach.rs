//! Training in slices.

use book::Answer;
use intent::{Step, Training};

use super::taught::Taught;
use crate::Compiled;

/// Steps of a slice, each about a millisecond: a frame's time.
const STEPS: usize = 12;
/// Progress is told in so many parts.
const PARTS: usize = 100;

/// A training in progress.
#[derive(Debug)]
pub(super) struct Teaching {
    compiled: Compiled,
    training: Training,
    told: usize,
}

impl Teaching {
    pub(super) fn new(compiled: Compiled) -> Teaching {
        Teaching { training: compiled.training(None), compiled, told: 0 }
    }

    /// Some milliseconds of work; what was learnt, in the end.
    pub(super) fn slice(&mut self) -> Option<Taught> {
        for _ in 0..STEPS {
            match self.training.step() {
                Step::More | Step::Encode => {}
                Step::Done(trained) => return Some(Taught::new(&self.compiled, *trained)),
            }
        }
        None
    }

    /// Where it has moved on since it was told last.
    pub(super) fn progress(&mut self) -> Option<Answer> {
        let done = (self.training.progress() * PARTS as f32) as usize;
        let is_news = done > self.told;
        self.told = done.max(self.told);
        is_news.then_some(Answer::Progress { done, total: PARTS })
    }
}
