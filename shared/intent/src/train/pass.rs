//! One fit with everything, ten with something held out, and the decision that the held-out ones call for.

use super::{
    TrainOptions,
    calibrate::{Calibrated, Calibration, Sample},
    head::{CONTEXT_COST, COST, HeadTrainer},
    rows::Rows,
};
use crate::{
    decide::{Decider, Scores},
    head::Duals,
    index::{Index, Vector},
    sense::Meanings,
};

const FOLDS: usize = 5;
/// Multiplications of a step, some hundred microseconds on a server.
const WORK: usize = 1_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Everything,
    WithoutFold(usize),
    WithoutIntents(usize),
}

#[derive(Debug)]
pub(super) struct Pass {
    meanings: Option<Meanings>,
    /// The last is done first.
    jobs: Vec<Job>,
    fit: Option<Fit>,
    /// The head of all utterances: what the site gets, and where the held-out ones begin.
    whole: Option<Whole>,
    samples: Vec<Sample>,
    calibration: Option<Calibration>,
}

/// What a pass gives.
#[derive(Debug)]
pub(super) struct Learnt {
    pub(super) meanings: Option<Meanings>,
    pub(super) duals: Duals,
    /// The meanings' half, of each class.
    pub(super) weights: Vec<Vec<f32>>,
    pub(super) decider: Decider,
    pub(super) calibrated: Calibrated,
}

#[derive(Debug)]
struct Whole {
    exact: Vec<f32>,
    duals: Duals,
    weights: Vec<Vec<f32>>,
}

#[derive(Debug)]
struct Fit {
    job: Job,
    kept: Vec<usize>,
    index: Index,
    class_of_kept: Vec<usize>,
    stage: FitStage,
}

/// A head that has not seen some rows.
struct Head<'a> {
    duals: &'a Duals,
    weights: &'a [Vec<f32>],
    index: &'a Index,
    kept: &'a [usize],
    class_of_kept: &'a [usize],
}

#[derive(Debug)]
enum FitStage {
    Indexed,
    /// With the rows as vectors of the index.
    Listed(Vec<Vec<(u32, f32)>>),
    Training(HeadTrainer),
    /// The head, and the rows that it has still to be asked.
    Asking {
        duals: Duals,
        weights: Vec<Vec<f32>>,
        left: std::vec::IntoIter<usize>,
    },
}

impl Pass {
    pub(super) fn new(rows: &Rows, meanings: Option<Meanings>) -> Self {
        let groups = if rows.intents > 2 { FOLDS } else { 0 };
        let mut jobs: Vec<Job> = (0..groups).map(Job::WithoutIntents).collect();
        jobs.extend((0..FOLDS).map(Job::WithoutFold));
        jobs.push(Job::Everything);
        Self { meanings, jobs, fit: None, whole: None, samples: Vec::new(), calibration: None }
    }

    /// From 0 to 1; the first fit takes longer than the others.
    pub(super) fn progress(&self) -> f32 {
        let left = self.jobs.len() + usize::from(self.fit.is_some());
        if self.whole.is_none() { 0.0 } else { 1.0 - 0.7 * left as f32 / (2 * FOLDS) as f32 }
    }

    /// A step of the training; what was learnt when all is done.
    pub(super) fn step(&mut self, rows: &Rows, options: &TrainOptions) -> Option<Box<Learnt>> {
        if let Some(fit) = self.fit.take() {
            self.fit = self.go_on(fit, rows);
        } else if let Some(job) = self.jobs.pop() {
            self.fit = Some(Self::begin(job, rows));
        } else {
            let calibration = self
                .calibration
                .get_or_insert_with(|| Calibration::new(std::mem::take(&mut self.samples), rows.intents, options.clone()));
            if let Some((decider, calibrated)) = calibration.step() {
                let Whole { duals, weights, .. } = self.whole.take()?;
                return Some(Box::new(Learnt { meanings: self.meanings.take(), duals, weights, decider, calibrated }));
            }
        }
        None
    }

    fn begin(job: Job, rows: &Rows) -> Fit {
        let kept: Vec<usize> = (0..rows.texts.len()).filter(|row| !job.holds_out(*row, rows)).collect();
        let class_of_kept = rows.classes_of(&kept);
        let index = rows.index(&kept);
        Fit { job, kept, index, class_of_kept, stage: FitStage::Indexed }
    }

    fn trainer(&self, vectors: Vec<Vec<(u32, f32)>>, fit: &Fit, rows: &Rows) -> HeadTrainer {
        let costs = fit.kept.iter().map(|row| if rows.is_context(*row) { CONTEXT_COST } else { COST }).collect();
        let mut trainer = HeadTrainer::new(vectors, fit.class_of_kept.clone(), costs, fit.index.terms(), rows.classes);
        if let Some(meanings) = &self.meanings {
            trainer = trainer.with_meanings(meanings.of(&fit.kept));
        }
        if let Some(whole) = &self.whole {
            trainer = trainer.beginning_near(near(&whole.exact, &fit.kept, rows.classes));
        }
        trainer
    }

    fn go_on(&mut self, mut fit: Fit, rows: &Rows) -> Option<Fit> {
        match &mut fit.stage {
            FitStage::Indexed => {
                fit.stage = FitStage::Listed(fit.index.vectors());
                Some(fit)
            }
            FitStage::Listed(vectors) => {
                let vectors = std::mem::take(vectors);
                fit.stage = FitStage::Training(self.trainer(vectors, &fit, rows));
                Some(fit)
            }
            FitStage::Training(trainer) => {
                let done = trainer.step((WORK / trainer.work().max(1)).max(1));
                if done && fit.job == Job::Everything {
                    let FitStage::Training(trainer) = fit.stage else { return None };
                    let exact = trainer.duals().to_vec();
                    let weights = trainer.meaning_weights();
                    self.whole = Some(Whole { exact, duals: trainer.finish(), weights });
                    return None;
                }
                if done {
                    let FitStage::Training(trainer) = fit.stage else { return None };
                    let asked = |row: &usize| !rows.is_context(*row) && fit.job.holds_out(*row, rows);
                    let left: Vec<usize> = (0..rows.texts.len()).filter(asked).collect();
                    let weights = trainer.meaning_weights();
                    fit.stage = FitStage::Asking { duals: trainer.finish(), weights, left: left.into_iter() };
                }
                Some(fit)
            }
            FitStage::Asking { duals, weights, left } => {
                let row = left.next()?;
                let head = Head { duals, weights, index: &fit.index, kept: &fit.kept, class_of_kept: &fit.class_of_kept };
                self.samples.extend(self.ask(row, rows, fit.job, &head));
                Some(fit)
            }
        }
    }

    fn ask(&self, row: usize, rows: &Rows, job: Job, head: &Head<'_>) -> Option<Sample> {
        let (features, class) = (rows.features.get(row)?, rows.class_of_row.get(row)?);
        let vector = head.index.vector(features);
        let mut scores = Scores::new(head.index, head.duals, head.class_of_kept, rows.classes, &vector);
        if let Some(meanings) = &self.meanings {
            scores = meanings.join(scores, row, head.weights, |row| !job.holds_out(row, rows));
        }
        let target = match job {
            Job::WithoutFold(_) | Job::Everything => Some(*class).filter(|class| *class < rows.intents),
            Job::WithoutIntents(group) => {
                let held_out = scores.scores.iter_mut().take(rows.intents).skip(group).step_by(FOLDS);
                held_out.for_each(|score| *score = -100.0);
                None
            }
        };
        let likeliest = scores.scores.iter().take(rows.intents).enumerate().max_by(|left, right| left.1.total_cmp(right.1));
        let nearest = likeliest.and_then(|(class, _)| self.nearest(class, row, head, &vector));
        Some(Sample { row, scores, target, is_stand_in: matches!(job, Job::WithoutIntents(_)), nearest })
    }

    /// The row of a class that is most like another row, by meaning if it is known.
    fn nearest(&self, class: usize, row: usize, head: &Head<'_>, vector: &Vector) -> Option<usize> {
        let of_class = head.kept.iter().zip(head.class_of_kept).enumerate().filter(|(_, (_, other))| **other == class);
        let by_words = if self.meanings.is_none() { head.index.similarities(vector) } else { Vec::new() };
        let alike = |place: usize, other: usize| match &self.meanings {
            Some(meanings) => meanings.cosine(row, other),
            None => by_words.get(place).copied().unwrap_or(0.0),
        };
        let all = of_class.map(|(place, (other, _))| (*other, alike(place, *other)));
        all.max_by(|left, right| left.1.total_cmp(&right.1)).map(|(other, _)| other)
    }
}

impl Job {
    fn holds_out(self, row: usize, rows: &Rows) -> bool {
        let class = rows.class_of_row.get(row).copied().unwrap_or_default();
        match self {
            Self::Everything => false,
            // Row and class together, so that classes of few utterances do not all lose theirs to one fold.
            Self::WithoutFold(fold) => !rows.is_context(row) && (row + class) % FOLDS == fold,
            Self::WithoutIntents(group) => class < rows.intents && class % FOLDS == group,
        }
    }
}

/// The numbers of these rows.
fn near(exact: &[f32], kept: &[usize], classes: usize) -> Vec<f32> {
    kept.iter().filter_map(|row| exact.get(row * classes..(row + 1) * classes)).flatten().copied().collect()
}
