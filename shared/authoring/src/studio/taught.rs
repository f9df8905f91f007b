//! What was learnt, ready to be asked.

use std::collections::BTreeMap;
use std::rc::Rc;

use book::{Book, Clash, Duplicate, Finding, OfIntent, Overlap, Severity, Share, Weakness, Where};
use intent::{Model, Prediction, Sense, Trained, TrainingSet, Variants, fold, normalize};

use super::meaning::{Meaning, Vectors};
use crate::{Compiled, Report};

/// Utterances of a pair that are taken for each other before it is a finding.
const CLASHES: usize = 2;
/// What words weigh where meanings are known, as in the model itself.
const WORDS: f32 = 0.4;

/// A model and what it was made of.
#[derive(Debug)]
pub(super) struct Taught {
    set: TrainingSet,
    model: Model,
    /// What is known of meanings, and what tells them.
    sense: Option<(Sense, Rc<dyn Meaning>)>,
    vectors: Vectors,
    report: Report,
    /// Examples as written, by what the model keeps of them.
    written: BTreeMap<(usize, String), String>,
}

impl Taught {
    pub(super) fn new(compiled: &Compiled, trained: Trained, meaning: Option<Rc<dyn Meaning>>, vectors: Vectors) -> Taught {
        let report = compiled.report(&trained);
        let set = compiled.training.clone();
        let variants = Variants::all();
        let mut written = BTreeMap::new();
        let classes = set.intents.iter().map(|intent| &intent.utterances).chain([&set.out_of_scope]);
        for (class, utterances) in classes.enumerate() {
            for utterance in utterances {
                written.entry((class, normalize(&fold(utterance), &variants))).or_insert_with(|| utterance.clone());
            }
        }
        Taught { set, model: Model::from_pack(trained.pack), sense: trained.sense.zip(meaning), vectors, report, written }
    }

    /// Vectors for another training.
    pub(super) fn vectors(&self) -> Vectors {
        self.vectors.clone()
    }

    /// Whether it is what a playbook would be trained to.
    pub(super) fn is_of(&self, compiled: &Compiled) -> bool {
        self.set == compiled.training
    }

    pub(super) fn predict(&self, text: &str) -> Prediction {
        let sense = self.sense.as_ref().map(|(sense, _)| sense);
        match sense.zip(self.meaning(text)) {
            Some((sense, vector)) => self.model.predict_meaning(text, sense, &vector),
            None => self.model.predict(text),
        }
    }

    fn meaning(&self, text: &str) -> Option<Vec<f32>> {
        let (_, meaning) = self.sense.as_ref()?;
        meaning.encode(&[fold(text).into_owned()])?.pop()
    }

    pub(super) fn intents(&self) -> &[String] {
        self.model.intents()
    }

    /// The examples most like a text: the intent's place (none: out of scope), the example, the likeness from 0 to 1.
    pub(super) fn alike(&self, text: &str, most: usize) -> Vec<(Option<usize>, String, f32)> {
        let by_words: BTreeMap<(usize, String), f32> =
            self.model.alike(text).into_iter().map(|(class, utterance, likeness)| ((class, utterance), likeness)).collect();
        let vector = self.meaning(text);
        // Sentences of answers are among those that the model knows, and no examples.
        let likeness = |(key, written): (&(usize, String), &String)| {
            let words = by_words.get(key).copied().unwrap_or_default();
            let meant = vector.as_ref().and_then(|vector| self.vectors.likeness(vector, written));
            let likeness = meant.map_or(words, |meant| WORDS * words + (1.0 - WORDS) * meant);
            (Some(key.0).filter(|class| *class < self.set.intents.len()), written.clone(), likeness)
        };
        let mut found: Vec<_> = self.written.iter().map(likeness).filter(|(_, _, likeness)| *likeness > 0.0).collect();
        found.sort_by(|left, right| right.2.total_cmp(&left.2));
        found.truncate(most);
        found
    }

    pub(super) fn report(&self) -> book::Report {
        let Report { accuracy, direct_right, asked_right, wrong, oos_kept, intents, overlaps, duplicates } = &self.report;
        book::Report {
            by_meaning: self.sense.is_some(),
            accuracy: share(accuracy),
            direct_right: share(direct_right),
            asked_right: share(asked_right),
            wrong: share(wrong),
            oos_kept: share(oos_kept),
            intents: intents.iter().map(of_intent).collect(),
            overlaps: overlaps.iter().map(overlap).collect(),
            duplicates: duplicates
                .iter()
                .map(|double| Duplicate { text: double.utterance.clone(), intents: double.intents.clone() })
                .collect(),
        }
    }

    /// Pairs of intents that are taken for each other, as far as the book still has what clashed.
    pub(super) fn overlaps(&self, book: &Book) -> Vec<Finding> {
        let mut findings = Vec::new();
        for pair in &self.report.overlaps {
            let of = |id: &str| book.intents.iter().find(|intent| intent.id == id);
            let is_there = |clash: &&crate::report::Clash| {
                of(&clash.intent).is_some_and(|intent| intent.examples.values().flatten().any(|text| *text == clash.utterance))
            };
            let clashes: Vec<&crate::report::Clash> = pair.clashes.iter().filter(is_there).collect();
            let [left, right] = &pair.intents;
            if clashes.len() < CLASHES {
                continue;
            }
            for (own, other) in [(left, right), (right, left)] {
                let Some(intent) = of(own).filter(|_| of(other).is_some()) else { continue };
                let shown = clashes.iter().find(|clash| clash.intent == *own).or(clashes.first());
                let example = shown.map_or("", |clash| clash.utterance.as_str());
                findings.push(Finding {
                    severity: Severity::Warning,
                    line: intent.line,
                    column: 1,
                    at: Where { intent: Some(own.clone()), field: Some("examples".to_owned()), ..Where::default() },
                    what: format!("`{own}` and `{other}` are taken for each other, as in “{example}”"),
                    help: "tell them apart by more examples, or make them one".to_owned(),
                });
            }
        }
        findings
    }
}

/// From 0 to 1, in thousandths.
pub(super) fn permille(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 1_000.0).round() as u32
}

fn share(share: &crate::report::Share) -> Share {
    Share {
        count: share.count,
        of: share.of,
        permille: permille(share.share),
        low: permille(share.low),
        high: permille(share.high),
    }
}

fn of_intent(intent: &crate::report::OfIntent) -> OfIntent {
    OfIntent {
        id: intent.id.clone(),
        accuracy: share(&intent.accuracy),
        direct_right: share(&intent.direct_right),
        weakness: intent.weakness.map(|weakness| match weakness {
            crate::report::Weakness::FewUtterances => Weakness::FewUtterances,
            crate::report::Weakness::OftenMistaken => Weakness::OftenMistaken,
        }),
    }
}

fn overlap(overlap: &crate::report::Overlap) -> Overlap {
    let [left, right] = overlap.intents.clone();
    let clash = |clash: &crate::report::Clash| Clash {
        intent: clash.intent.clone(),
        text: clash.utterance.clone(),
        like: clash.like.clone(),
        permille: permille(clash.confidence.into()),
    };
    Overlap { left, right, clashes: overlap.clashes.iter().map(clash).collect() }
}
