//! One training, in slices.

use std::rc::Rc;

use authoring::Compiled;
use intent::{
    Step, Trained, Training,
    encoder::{Encoder, EncoderError},
};

/// Steps of a slice; each is about a millisecond. The runtime's clock stands still while code runs, so work is counted, not timed.
const STEPS: usize = 3;
/// Texts that are encoded in a slice.
const TEXTS: usize = 1;

pub(super) struct Course {
    /// Which of the playbooks sent it is of.
    pub(super) number: u64,
    compiled: Compiled,
    encoder: Rc<Encoder>,
    training: Training,
    trained: Option<Box<Trained>>,
}

impl Course {
    pub(super) fn new(number: u64, compiled: Compiled, encoder: Rc<Encoder>) -> Self {
        let training = compiled.training(Some(encoder.id()));
        Self { number, compiled, encoder, training, trained: None }
    }

    /// A few milliseconds of work; true when there is no more.
    pub(super) fn slice(&mut self) -> Result<bool, EncoderError> {
        if self.trained.is_some() {
            return Ok(true);
        }
        for _ in 0..STEPS {
            match self.training.step() {
                Step::More => {}
                Step::Encode => {
                    let vectors = self.encoder.encode_all(self.training.texts_to_encode(TEXTS))?;
                    self.training.encoded(vectors);
                    return Ok(false);
                }
                Step::Done(trained) => {
                    self.trained = Some(trained);
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// What was trained, with its report.
    pub(super) fn published(&self) -> Option<(authoring::Published, authoring::Report)> {
        let trained = self.trained.as_ref()?;
        Some((self.compiled.publish(trained), self.compiled.report(trained)))
    }

    pub(super) fn percent(&self) -> u32 {
        (100.0 * self.training.progress()) as u32
    }
}
