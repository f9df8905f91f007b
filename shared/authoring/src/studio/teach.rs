//! Training in slices.

use std::rc::Rc;

use book::Answer;
use intent::{Step, Training};

use super::meaning::{Meaning, Vectors};
use super::taught::Taught;
use crate::Compiled;

/// Steps of a slice, each about a millisecond: a frame's time.
const STEPS: usize = 12;
/// Texts that are encoded side by side in a slice.
const TEXTS: usize = 8;
/// Progress is told in so many parts.
const PARTS: usize = 100;

/// A training in progress.
#[derive(Debug)]
pub(super) struct Teaching {
    compiled: Compiled,
    training: Training,
    meaning: Option<Rc<dyn Meaning>>,
    vectors: Vectors,
    told: usize,
}

impl Teaching {
    /// With words alone, or with their meaning; `vectors` are those of a training before.
    pub(super) fn new(compiled: Compiled, meaning: Option<Rc<dyn Meaning>>, vectors: Vectors) -> Teaching {
        let training = compiled.training(meaning.as_ref().map(|meaning| meaning.id()));
        Teaching { compiled, training, meaning, vectors, told: 0 }
    }

    /// Some milliseconds of work; what was learnt, in the end.
    pub(super) fn slice(&mut self) -> Option<Taught> {
        for _ in 0..STEPS {
            match self.training.step() {
                Step::More => {}
                Step::Encode => {
                    let texts = self.training.texts_to_encode(TEXTS).to_vec();
                    match self.meaning.as_deref().and_then(|meaning| self.vectors.of(meaning, &texts)) {
                        Some(vectors) => self.training.encoded(vectors),
                        // As when memory runs out: words alone, from the beginning.
                        None => *self = Teaching::new(self.compiled.clone(), None, Vectors::default()),
                    }
                    return None;
                }
                Step::Done(trained) => {
                    let meaning = self.meaning.take().filter(|_| trained.sense.is_some());
                    return Some(Taught::new(&self.compiled, *trained, meaning, std::mem::take(&mut self.vectors)));
                }
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
