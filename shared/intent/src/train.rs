//! Examples to a pack.

use crate::{
    calibrate::{Sample, calibrate},
    decide::Scores,
    head::Duals,
    index::Index,
    lexical::{Feature, features},
    normalize::{Variants, fold, normalize},
    pack::Pack,
    sense::{Meanings, Sense},
    trainer::{CONTEXT_COST, COST, HeadTrainer},
};

/// What a model is trained on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrainingSet {
    /// The intents in the order in which predictions count them.
    pub intents: Vec<TrainingIntent>,
    /// Questions that the site knows it does not serve; may be empty, any language.
    pub out_of_scope: Vec<String>,
}

/// One intent's examples, of all languages together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrainingIntent {
    /// Its id. Ids should differ and hold no line break; the model does not look into them.
    pub id: String,
    /// How customers ask for it.
    pub utterances: Vec<String>,
    /// What else is known of it, but is no question: its titles, the text of its answers. Split into sentences. It
    /// brings words that the utterances lack, counts less, and never judges the thresholds.
    pub context: Vec<String>,
}

/// How careful the model is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainOptions {
    /// Largest share of all questions that may be answered directly and wrongly, as far as cross-validation can tell.
    pub wrong_share: f32,
    /// Share of out-of-scope questions among all that is expected.
    pub out_of_scope_share: f32,
    /// No answer is given directly below this chance of being right.
    pub least_confidence: f32,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self { wrong_share: 0.02, out_of_scope_share: 0.2, least_confidence: 0.6 }
    }
}

/// Trains a model in one go.
#[must_use]
pub fn train(set: &TrainingSet, options: &TrainOptions) -> Pack {
    let mut training = Training::new(set, options);
    loop {
        if let Some(pack) = training.step(usize::MAX) {
            return pack;
        }
    }
}

/// Trains both engines' files in one go: the pack for words alone, and the sense for words and meanings.
///
/// # Errors
/// What the encoder tells, as when memory runs out.
#[cfg(feature = "encoder")]
pub fn train_full(
    set: &TrainingSet,
    options: &TrainOptions,
    encoder: &crate::encoder::Encoder,
) -> Result<(Pack, Sense), crate::encoder::EncoderError> {
    train_full_by(set, options, encoder.id(), |text| encoder.encode(text))
}

/// The same with vectors from elsewhere: `encode` gives what the encoder of this id gives for a folded text.
///
/// # Errors
/// Those of `encode`.
pub fn train_full_by<E>(
    set: &TrainingSet,
    options: &TrainOptions,
    encoder: &str,
    encode: impl FnMut(&str) -> Result<Vec<f32>, E>,
) -> Result<(Pack, Sense), E> {
    let pack = train(set, options);
    let training = Training::new(set, options);
    let meanings = training.folded().iter().map(String::as_str).map(encode).collect::<Result<Vec<_>, _>>()?;
    let mut training = training.with_meanings(encoder, &meanings);
    loop {
        if training.step(usize::MAX).is_some()
            && let Some(sense) = training.take_sense()
        {
            return Ok((pack.clone(), Sense { pack: pack.fingerprint(), ..sense }));
        }
    }
}

/// Training as a machine: [`Training::step`] until it gives the pack.
///
/// It fits the head with everything, and then, from there, with a part of the utterances held out, and with some of the
/// intents held out; the held-out ones are what the decision is calibrated on.
#[derive(Debug)]
pub struct Training {
    intents: Vec<String>,
    variants: Variants,
    texts: Vec<String>,
    rows: Vec<Vec<Feature>>,
    class_of_row: Vec<usize>,
    is_context: Vec<bool>,
    /// The utterances before `normalize`, for an encoder.
    folded: Vec<String>,
    /// Where an encoder was asked.
    meanings: Option<Meanings>,
    sense: Option<Sense>,
    classes: usize,
    options: TrainOptions,
    jobs: Vec<Job>,
    current: Option<Fit>,
    /// The head of all utterances: what the site gets, and where the held-out ones begin.
    whole: Option<Whole>,
    samples: Vec<Sample>,
}

#[derive(Debug)]
struct Whole {
    exact: Vec<f32>,
    duals: Duals,
    /// The meanings' half, of each class.
    weights: Vec<Vec<f32>>,
}

const FOLDS: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Everything,
    WithoutFold(usize),
    WithoutIntents(usize),
}

#[derive(Debug)]
struct Fit {
    job: Job,
    kept: Vec<usize>,
    index: Index,
    trainer: HeadTrainer,
}

impl Training {
    /// Prepares the examples. Empty ones, and doubles within a class, are passed over.
    #[must_use]
    pub fn new(set: &TrainingSet, options: &TrainOptions) -> Self {
        let all = Variants::all();
        let mut training = Self {
            intents: set.intents.iter().map(|intent| intent.id.clone()).collect(),
            variants: Variants::default(),
            texts: Vec::new(),
            rows: Vec::new(),
            class_of_row: Vec::new(),
            is_context: Vec::new(),
            folded: Vec::new(),
            meanings: None,
            sense: None,
            classes: set.intents.len(),
            options: options.clone(),
            jobs: Vec::new(),
            current: None,
            whole: None,
            samples: Vec::new(),
        };
        for (class, intent) in set.intents.iter().enumerate() {
            let context = intent.context.iter().flat_map(|text| sentences(text));
            training.add(class, intent.utterances.iter().map(String::as_str), false, &all);
            training.add(class, context, true, &all);
        }
        training.add(set.intents.len(), set.out_of_scope.iter().map(String::as_str), false, &all);
        training.variants = all.needed_by(training.texts.iter().map(String::as_str));
        let groups = if set.intents.len() > 2 { FOLDS } else { 0 };
        training.jobs.extend((0..groups).map(Job::WithoutIntents));
        training.jobs.extend((0..FOLDS).map(Job::WithoutFold));
        // The last is done first.
        training.jobs.push(Job::Everything);
        training
    }

    /// The texts whose meanings [`Training::with_meanings`] wants.
    #[must_use]
    pub fn folded(&self) -> &[String] {
        &self.folded
    }

    /// Trains words and meanings together. `meanings` are the vectors that this encoder gives [`Training::folded`], of unit
    /// length; the result is what [`Training::take_sense`] gives after the last step.
    #[must_use]
    pub fn with_meanings(mut self, encoder: &str, meanings: &[Vec<f32>]) -> Self {
        let can_stand = |row: usize| !self.is_context(row);
        self.meanings = Some(Meanings::new(encoder, meanings, &self.class_of_row, can_stand, self.intents.len()));
        self
    }

    /// After the pack: the part for meanings.
    pub fn take_sense(&mut self) -> Option<Sense> {
        self.sense.take()
    }

    fn add<'a>(&mut self, class: usize, texts: impl Iterator<Item = &'a str>, is_context: bool, variants: &Variants) {
        let start = self.class_of_row.partition_point(|other| *other < class);
        for text in texts {
            let folded = fold(text);
            let text = normalize(&folded, variants);
            let seen = self.texts.iter().skip(start).any(|other| *other == text);
            if !seen && !text.is_empty() {
                self.folded.push(folded.into_owned());
                self.rows.push(features(&text));
                self.texts.push(text);
                self.class_of_row.push(class);
                self.is_context.push(is_context);
                self.classes = self.classes.max(class + 1);
            }
        }
    }

    /// Visits up to `budget` utterances (some microseconds each); gives the pack when all is done, and then starts
    /// no more.
    pub fn step(&mut self, budget: usize) -> Option<Pack> {
        let Some(mut fit) = self.current.take() else {
            let Some(job) = self.jobs.pop() else { return self.whole.take().map(|whole| self.pack(whole)) };
            self.current = Some(self.begin(job));
            return None;
        };
        if !fit.trainer.step(budget) {
            self.current = Some(fit);
            return None;
        }
        if fit.job == Job::Everything {
            let exact = fit.trainer.duals().to_vec();
            let weights = fit.trainer.meaning_weights();
            self.whole = Some(Whole { exact, duals: fit.trainer.finish(), weights });
        } else {
            let weights = fit.trainer.meaning_weights();
            let duals = fit.trainer.finish();
            self.sample(fit.job, &fit.kept, &fit.index, &duals, &weights);
        }
        None
    }

    fn is_held_out(&self, job: Job, row: usize) -> bool {
        match job {
            Job::Everything => false,
            // Row and class together, so that classes of few utterances do not all lose theirs to one fold.
            Job::WithoutFold(fold) => {
                !self.is_context(row) && self.class_of_row.get(row).is_some_and(|class| (row + class) % FOLDS == fold)
            }
            Job::WithoutIntents(group) => {
                self.class_of_row.get(row).is_some_and(|class| *class < self.intents.len() && class % FOLDS == group)
            }
        }
    }

    fn is_context(&self, row: usize) -> bool {
        self.is_context.get(row).copied().unwrap_or(false)
    }

    fn begin(&self, job: Job) -> Fit {
        let kept: Vec<usize> = (0..self.rows.len()).filter(|row| !self.is_held_out(job, *row)).collect();
        let targets: Vec<usize> = kept.iter().filter_map(|row| self.class_of_row.get(*row).copied()).collect();
        let costs = kept.iter().map(|row| if self.is_context(*row) { CONTEXT_COST } else { COST }).collect();
        let rows: Vec<(usize, &[Feature])> =
            kept.iter().filter_map(|row| Some((*self.class_of_row.get(*row)?, self.rows.get(*row)?.as_slice()))).collect();
        let index = Index::new(&rows, self.classes);
        let trainer = HeadTrainer::new(index.vectors(), targets, costs, index.terms(), self.classes);
        let trainer = match &self.meanings {
            Some(meanings) => trainer.with_meanings(meanings.of(&kept)),
            None => trainer,
        };
        let trainer = match &self.whole {
            Some(whole) => trainer.beginning_near(near(&whole.exact, &kept, self.classes)),
            None => trainer,
        };
        Fit { job, kept, index, trainer }
    }

    fn sample(&mut self, job: Job, kept: &[usize], index: &Index, duals: &Duals, weights: &[Vec<f32>]) {
        let class_of_kept: Vec<usize> = kept.iter().filter_map(|row| self.class_of_row.get(*row).copied()).collect();
        for row in 0..self.rows.len() {
            let (Some(features), Some(class)) = (self.rows.get(row), self.class_of_row.get(row)) else { continue };
            if self.is_context(row) || !self.is_held_out(job, row) {
                continue;
            }
            let mut scores = Scores::new(index, duals, &class_of_kept, self.classes, &index.vector(features));
            if let Some(meanings) = &self.meanings {
                scores = meanings.join(scores, row, weights, |row| !self.is_held_out(job, row));
            }
            let target = match job {
                Job::WithoutFold(_) | Job::Everything => Some(*class).filter(|class| *class < self.intents.len()),
                Job::WithoutIntents(group) => {
                    scores
                        .scores
                        .iter_mut()
                        .take(self.intents.len())
                        .skip(group)
                        .step_by(FOLDS)
                        .for_each(|score| *score = -100.0);
                    None
                }
            };
            self.samples.push(Sample { scores, target, is_stand_in: matches!(job, Job::WithoutIntents(_)) });
        }
    }

    fn pack(&mut self, whole: Whole) -> Pack {
        let Whole { duals, weights, .. } = whole;
        let decider = calibrate(&self.samples, self.intents.len(), &self.options);
        self.sense = self.meanings.take().map(|meanings| meanings.sense(&weights, &duals, &decider));
        let mut utterances = vec![Vec::new(); self.classes];
        for (class, text) in self.class_of_row.iter().zip(self.texts.drain(..)) {
            if let Some(list) = utterances.get_mut(*class) {
                list.push(text);
            }
        }
        Pack {
            intents: std::mem::take(&mut self.intents),
            variants: std::mem::take(&mut self.variants),
            utterances,
            duals,
            decider,
        }
    }
}

/// The numbers of these rows.
fn near(exact: &[f32], kept: &[usize], classes: usize) -> Vec<f32> {
    kept.iter().filter_map(|row| exact.get(row * classes..(row + 1) * classes)).flatten().copied().collect()
}

/// A text of several sentences in either language, one by one.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '!', '?', '。', '！', '？', '；', '\n']).map(str::trim).filter(|sentence| sentence.chars().count() > 3)
}
