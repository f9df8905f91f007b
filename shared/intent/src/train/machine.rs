//! Training step by step.

use super::{
    HeldOut, TrainOptions, TrainingSet,
    held_out::held_out,
    pass::{Learnt, Pass},
    rows::{Reading, Rows},
};
use crate::{
    pack::Pack,
    sense::{ChoosingExamples, Sense},
};

/// Examples read in a step.
const READ: usize = 16;
/// How the work divides, roughly: reading, the pass over words, encoding; the rest is the pass over words and meanings.
const SHARES: [f32; 3] = [0.02, 0.18, 0.35];

/// A training in progress.
#[derive(Debug)]
pub struct Training {
    intents: Vec<String>,
    options: TrainOptions,
    encoder: Option<String>,
    rows: Rows,
    words: Option<(Pack, Learnt)>,
    stage: Stage,
}

/// What a step came to.
#[derive(Debug)]
pub enum Step {
    /// Call again.
    More,
    /// Give [`Training::encoded`] the vectors of [`Training::texts_to_encode`], then call again.
    Encode,
    /// There is no more to do.
    Done(Box<Trained>),
}

/// What training gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// The lite engine's model.
    pub pack: Pack,
    /// What the full engine adds, if an encoder was there.
    pub sense: Option<Sense>,
    /// What cross-validation says of each utterance, by the best of the two models.
    pub held_out: Vec<HeldOut>,
}

#[derive(Debug)]
enum Stage {
    Reading(Box<Reading>),
    Words(Box<Pass>),
    Encoding(Vec<Vec<f32>>),
    Choosing(Box<ChoosingExamples>),
    Full(Box<Pass>),
    Over,
}

impl Training {
    /// Prepares to train on words alone.
    #[must_use]
    pub fn new(set: &TrainingSet, options: &TrainOptions) -> Self {
        Self {
            intents: set.intents.iter().map(|intent| intent.id.clone()).collect(),
            options: options.clone(),
            encoder: None,
            rows: Rows::default(),
            words: None,
            stage: Stage::Reading(Box::new(Reading::new(set))),
        }
    }

    /// Trains on words and meanings too; the machine will ask for vectors of the encoder with this id.
    #[must_use]
    pub fn with_encoder(mut self, id: &str) -> Self {
        self.encoder = Some(id.to_owned());
        self
    }

    /// Does about a millisecond of work. Where the host was asked to encode and has not, there is nothing to do but ask again.
    pub fn step(&mut self) -> Step {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Reading(mut reading) => match reading.step(READ) {
                None => Stage::Reading(reading),
                Some(rows) => {
                    self.rows = rows;
                    Stage::Words(Box::new(Pass::new(&self.rows, None)))
                }
            },
            Stage::Words(mut pass) => match pass.step(&self.rows, &self.options) {
                None => Stage::Words(pass),
                Some(learnt) => {
                    let pack = self.pack(&learnt);
                    if self.encoder.is_none() {
                        let held_out = held_out(&self.rows, &learnt);
                        return Step::Done(Box::new(Trained { pack, sense: None, held_out }));
                    }
                    self.words = Some((pack, *learnt));
                    Stage::Encoding(Vec::new())
                }
            },
            Stage::Encoding(vectors) if vectors.len() < self.rows.folded.len() => {
                self.stage = Stage::Encoding(vectors);
                return Step::Encode;
            }
            Stage::Encoding(vectors) => {
                let can_stand = |row: usize| !self.rows.is_context(row);
                let encoder = self.encoder.as_deref().unwrap_or_default();
                let classes = &self.rows.class_of_row;
                Stage::Choosing(Box::new(ChoosingExamples::new(encoder, vectors, classes, can_stand, self.intents.len())))
            }
            Stage::Choosing(mut choosing) => match choosing.step() {
                None => Stage::Choosing(choosing),
                Some(meanings) => Stage::Full(Box::new(Pass::new(&self.rows, Some(meanings)))),
            },
            Stage::Full(mut pass) => match pass.step(&self.rows, &self.options) {
                None => Stage::Full(pass),
                Some(learnt) => {
                    let Some((pack, _)) = self.words.take() else { return Step::More };
                    let held_out = held_out(&self.rows, &learnt);
                    let Learnt { meanings, weights, duals, decider, .. } = *learnt;
                    let sense = meanings.map(|meanings| meanings.sense(pack.fingerprint(), &weights, &duals, &decider));
                    return Step::Done(Box::new(Trained { pack, sense, held_out }));
                }
            },
            Stage::Over => Stage::Over,
        };
        Step::More
    }

    /// All steps in one go, with words alone.
    #[must_use]
    pub fn run(mut self) -> Trained {
        self.encoder = None;
        loop {
            match self.step() {
                Step::More | Step::Encode => {}
                Step::Done(trained) => return *trained,
            }
        }
    }

    /// All steps in one go; `encode` gives the vectors of up to `together` texts at a time.
    ///
    /// # Errors
    /// Those of `encode`.
    pub fn run_by<E>(
        mut self,
        together: usize,
        mut encode: impl FnMut(&[String]) -> Result<Vec<Vec<f32>>, E>,
    ) -> Result<Trained, E> {
        loop {
            match self.step() {
                Step::More => {}
                Step::Encode => {
                    let vectors = encode(self.texts_to_encode(together))?;
                    self.encoded(vectors);
                }
                Step::Done(trained) => return Ok(*trained),
            }
        }
    }

    /// The next texts whose vectors are wanted, at most so many (one at least); none unless a step asked for them.
    #[must_use]
    pub fn texts_to_encode(&self, most: usize) -> &[String] {
        match &self.stage {
            Stage::Encoding(vectors) => {
                let left = self.rows.folded.get(vectors.len()..).unwrap_or_default();
                left.get(..most.max(1)).unwrap_or(left)
            }
            Stage::Reading(_) | Stage::Words(_) | Stage::Choosing(_) | Stage::Full(_) | Stage::Over => &[],
        }
    }

    /// Takes the vectors of the texts that [`Training::texts_to_encode`] gave, of unit length, in their order.
    pub fn encoded(&mut self, more: Vec<Vec<f32>>) {
        if let Stage::Encoding(vectors) = &mut self.stage {
            vectors.extend(more);
        }
    }

    /// How much is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f32 {
        let [reading, words, encoding] = SHARES;
        // Without an encoder the words are all there is.
        let scale = if self.encoder.is_some() { 1.0 } else { 1.0 / (reading + words) };
        let done = match &self.stage {
            Stage::Reading(_) => 0.0,
            Stage::Words(pass) => reading + words * pass.progress(),
            Stage::Encoding(vectors) => reading + words + encoding * vectors.len() as f32 / self.rows.folded.len().max(1) as f32,
            Stage::Choosing(_) => reading + words + encoding,
            Stage::Full(pass) => {
                let before = reading + words + encoding;
                before + (1.0 - before) * pass.progress()
            }
            Stage::Over => return 1.0,
        };
        done * scale
    }

    fn pack(&self, learnt: &Learnt) -> Pack {
        let mut utterances = vec![Vec::new(); self.rows.classes];
        for (class, text) in self.rows.class_of_row.iter().zip(&self.rows.texts) {
            if let Some(list) = utterances.get_mut(*class) {
                list.push(text.clone());
            }
        }
        Pack {
            intents: self.intents.clone(),
            variants: self.rows.variants.clone(),
            utterances,
            duals: learnt.duals.clone(),
            decider: learnt.decider.clone(),
        }
    }
}
