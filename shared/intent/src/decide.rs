//! From scores to one of three outcomes.
//!
//! No single number tells a right answer from a wrong one: maximum probability misses the questions that nobody thought
//! of, similarity misses the paraphrases. [`Signals`] gathers several, and three small logistic functions, fitted on
//! cross-validation (see `calibrate`), turn them into chances: that the best intent is right, that one of the best
//! three is, that the question is out of scope. Two thresholds on them decide.

use crate::{
    bytes::{Reader, Writer},
    head::Duals,
    index::{Index, Vector},
    logistic::Logistic,
    math::{ln, logit, softmax},
    pack::PackError,
};

/// How many signals there are, the constant among them.
pub(crate) const SIGNALS: usize = 12;
/// How many intents are offered at most.
#[cfg(feature = "train")]
pub(crate) const CHOICES: usize = 3;
/// Two choices are enough when the third has less than this share of the second.
const THIRD_CHOICE_SHARE: f32 = 0.25;

/// What to do with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Answer with this intent (an index into [`crate::Model::intents`]).
    Answer(usize),
    /// "Did you mean …": two or three intents, likeliest first.
    Ask(Vec<usize>),
    /// Say so, and offer a person.
    DontKnow,
}

/// The fitted part of the decision.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Decider {
    /// Divides the scores before they become probabilities.
    pub(crate) temperature: f32,
    pub(crate) right: Logistic,
    pub(crate) among: Logistic,
    pub(crate) outside: Logistic,
    /// Answer at or above this chance of being right.
    pub(crate) answer_from: f32,
    /// Ask at or above this chance of being among the best three.
    pub(crate) ask_from: f32,
}

/// What is known of one text.
#[derive(Clone, Debug)]
pub(crate) struct Signals {
    /// Intents, likeliest first, with their probabilities.
    pub(crate) ranked: Vec<(usize, f32)>,
    pub(crate) values: [f32; SIGNALS],
}

/// The scores of all classes and the best similarity to an utterance of each.
#[derive(Debug)]
pub(crate) struct Scores {
    pub(crate) scores: Vec<f32>,
    pub(crate) nearest: Vec<f32>,
    pub(crate) coverage: [f32; 2],
    pub(crate) terms: usize,
    /// The best cosine of meanings to an utterance of each class; none where no encoder was asked.
    pub(crate) meant: Option<Vec<f32>>,
}

impl Scores {
    pub(crate) fn new(index: &Index, duals: &Duals, class_of_row: &[usize], classes: usize, vector: &Vector) -> Self {
        let similarities = index.similarities(vector);
        let scores = duals.scores(&similarities, classes);
        let nearest = best_of_class(&similarities, class_of_row, classes);
        Self { scores, nearest, coverage: vector.coverage, terms: vector.terms.len(), meant: None }
    }

    /// With what a sentence encoder makes of the text: scores to be added to the words' share, and the cosine to the rows of `class_of_example`.
    #[cfg(any(feature = "train", feature = "encoder"))]
    pub(crate) fn with_meaning(mut self, scores: &[f32], cosines: &[f32], class_of_example: &[usize]) -> Self {
        self.scores.iter_mut().zip(scores).for_each(|(score, more)| *score = *score * crate::sense::WORDS_SHARE + more);
        self.meant = Some(best_of_class(cosines, class_of_example, self.scores.len()));
        self
    }

    /// `intents` of the classes are intents; one more, if any, is out of scope.
    pub(crate) fn signals(&self, intents: usize, temperature: f32) -> Signals {
        let mut probabilities: Vec<f32> = self.scores.iter().map(|score| score / temperature).collect();
        softmax(&mut probabilities);
        let outside = probabilities.get(intents).copied().unwrap_or(0.0);
        let outside_nearest = self.nearest.get(intents).copied().unwrap_or(0.0);
        probabilities.truncate(intents);
        let mut ranked: Vec<(usize, f32)> = probabilities.into_iter().enumerate().collect();
        ranked.sort_unstable_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));

        let at = |place: usize| ranked.get(place).copied().unwrap_or((usize::MAX, 0.0));
        let ((best, first), (_, second), (_, third)) = (at(0), at(1), at(2));
        let near = self.nearest.get(best).copied().unwrap_or(0.0);
        let others = self.nearest.iter().enumerate().filter(|(class, _)| *class != best).map(|(_, near)| *near);
        let other = others.fold(0.0, f32::max);
        let meant_of = |class: usize| self.meant.as_ref().and_then(|meant| meant.get(class)).copied().unwrap_or(0.0);
        let meant = meant_of(best);
        let classes = self.meant.as_ref().map_or(0, Vec::len);
        let other_meant = (0..classes).filter(|class| *class != best).map(meant_of).fold(0.0, f32::max);
        let [words, pieces] = self.coverage;
        let values = [
            1.0,
            logit(first),
            ln((first + 1e-4) / (second + 1e-4)).min(5.0),
            logit((first + second + third).min(1.0)),
            ln(1.0 + self.terms as f32) / 2.0,
            near * 4.0,
            (near - other) * 4.0,
            words * 2.0,
            pieces * 2.0,
            logit(outside).max(-5.0) + 2.0 * (outside_nearest - near),
            meant * 4.0,
            (meant - other_meant) * 4.0,
        ];
        Signals { ranked, values }
    }
}

fn best_of_class(similarities: &[f32], class_of_row: &[usize], classes: usize) -> Vec<f32> {
    let mut nearest = vec![0.0_f32; classes];
    for (similarity, class) in similarities.iter().zip(class_of_row) {
        if let Some(best) = nearest.get_mut(*class) {
            *best = best.max(*similarity);
        }
    }
    nearest
}

impl Decider {
    pub(crate) fn write(&self, body: &mut Writer) {
        let Self { temperature, right, among, outside, answer_from, ask_from } = self;
        let values = [*temperature, *answer_from, *ask_from].into_iter().chain(right.0).chain(among.0).chain(outside.0);
        values.for_each(|value| body.float(value));
    }

    pub(crate) fn read(body: &mut Reader<'_>) -> Result<Self, PackError> {
        let [temperature, answer_from, ask_from] = body.floats()?;
        let [right, among, outside] = [body.floats()?, body.floats()?, body.floats()?].map(Logistic);
        if temperature <= 0.0 {
            return Err(PackError::Content("decision"));
        }
        Ok(Self { temperature, right, among, outside, answer_from, ask_from })
    }

    pub(crate) fn outcome(&self, signals: &Signals) -> Outcome {
        let mut best = signals.ranked.iter();
        let (Some((first, _)), rest) = (best.next(), best.as_slice()) else { return Outcome::DontKnow };
        if self.right.chance(&signals.values) >= self.answer_from {
            return Outcome::Answer(*first);
        }
        let (Some((second, likely)), third) = (rest.first(), rest.get(1)) else { return Outcome::DontKnow };
        if self.among.chance(&signals.values) < self.ask_from {
            return Outcome::DontKnow;
        }
        let mut choices = vec![*first, *second];
        choices.extend(third.filter(|(_, p)| *p >= likely * THIRD_CHOICE_SHARE).map(|(intent, _)| *intent));
        Outcome::Ask(choices)
    }

    /// Intents with their confidence: the first has the calibrated chance of being right, the others share the rest in
    /// proportion to their probabilities.
    pub(crate) fn confidences(&self, signals: &Signals) -> Vec<(usize, f32)> {
        let right = self.right.chance(&signals.values);
        let inside = 1.0 - self.outside.chance(&signals.values);
        let first = signals.ranked.first().map_or(0.0, |(_, p)| *p);
        let rest = (1.0 - right).min(inside) / (1.0 - first).max(1e-3);
        let share =
            |(place, (intent, p)): (usize, &(usize, f32))| (*intent, if place == 0 { right } else { (p * rest).min(right) });
        signals.ranked.iter().enumerate().map(share).collect()
    }
}
