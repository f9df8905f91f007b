//! What an owner should know of a model before it is published, from cross-validation: each utterance is asked of a model that
//! has not seen it ([`intent::HeldOut`]).
//!
//! Customers word their questions more freely than the examples of a playbook are worded, so the shares here are rather the best
//! case; `containment` with questions of others is the better judge. What is *relatively* weak shows here all the same.

mod duplicates;
mod overlaps;
mod share;
mod text;

use std::collections::BTreeMap;

use intent::{HeldOut, Outcome, TrainingSet};
use serde::Serialize;

pub use duplicates::Duplicate;
pub use overlaps::{Clash, Overlap};
pub use share::Share;

/// An intent with fewer utterances cannot be judged, and is rarely recognised.
pub const FEW_UTTERANCES: usize = 5;

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Utterances whose likeliest intent is their own, of all of intents.
    pub accuracy: Share,
    /// Expected containment at the chosen threshold: utterances answered at once and rightly, of all of intents.
    pub direct_right: Share,
    /// Utterances asked back about with their own intent among the choices, of all of intents.
    pub asked_right: Share,
    /// Utterances answered at once with another intent, of all of intents.
    pub wrong: Share,
    /// Questions out of scope that are not answered at once: the owner's own, and intents left out whole.
    pub oos_kept: Share,
    /// Every intent, the weakest first.
    pub intents: Vec<OfIntent>,
    /// Pairs of intents that are taken for each other, the worst first.
    pub overlaps: Vec<Overlap>,
    /// Utterances that stand in several intents.
    pub duplicates: Vec<Duplicate>,
}

/// What cross-validation says of one intent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfIntent {
    pub id: String,
    /// Its utterances whose likeliest intent it is.
    pub accuracy: Share,
    /// Its utterances answered at once and rightly.
    pub direct_right: Share,
    /// What to do about it, if anything.
    pub weakness: Option<Weakness>,
}

/// Why an intent is weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weakness {
    /// Fewer than [`FEW_UTTERANCES`]: write more.
    FewUtterances,
    /// Surely worse than the intents together: its utterances are unlike each other, or like those of another intent.
    OftenMistaken,
}

impl Report {
    /// Sums up what training said of the utterances of `set`.
    #[must_use]
    pub fn new(set: &TrainingSet, held_out: &[HeldOut]) -> Self {
        let asked: Vec<&HeldOut> = held_out.iter().filter(|held| held.intent.is_some() && !held.is_stand_in).collect();
        let outside = held_out.iter().filter(|held| held.intent.is_none() || held.is_stand_in);
        let own_first = |held: &HeldOut| held.prediction.ranked.first().map(|(intent, _)| *intent) == held.intent;
        let asked_right = |held: &HeldOut| matches!(&held.prediction.outcome, Outcome::Ask(of) if held.intent.is_some_and(|own| of.contains(&own)));
        let is_answered = |held: &HeldOut| matches!(held.prediction.outcome, Outcome::Answer(_));
        let share = |of: &dyn Fn(&HeldOut) -> bool| Share::of(asked.iter().map(|held| of(held)));
        let accuracy = share(&own_first);

        let mut by_intent: BTreeMap<usize, Vec<&HeldOut>> = BTreeMap::new();
        for held in &asked {
            by_intent.entry(held.intent.unwrap_or_default()).or_default().push(held);
        }
        let of_intent = |(place, intent): (usize, &intent::TrainingIntent)| {
            let held = by_intent.get(&place).map(Vec::as_slice).unwrap_or_default();
            let own = Share::of(held.iter().map(|held| own_first(held)));
            let direct_right = Share::of(held.iter().map(|held| held.is_answered_rightly()));
            let weakness = match own {
                Share { of, .. } if of < FEW_UTTERANCES => Some(Weakness::FewUtterances),
                Share { high, .. } if high < accuracy.low => Some(Weakness::OftenMistaken),
                Share { .. } => None,
            };
            OfIntent { id: intent.id.clone(), accuracy: own, direct_right, weakness }
        };
        let mut intents: Vec<OfIntent> = set.intents.iter().enumerate().map(of_intent).collect();
        intents.sort_by(|left, right| left.accuracy.share.total_cmp(&right.accuracy.share).then(left.id.cmp(&right.id)));

        Self {
            accuracy,
            direct_right: share(&HeldOut::is_answered_rightly),
            asked_right: share(&asked_right),
            wrong: share(&|held| is_answered(held) && !held.is_answered_rightly()),
            oos_kept: Share::of(outside.map(|held| !is_answered(held))),
            intents,
            overlaps: overlaps::overlaps(set, &asked),
            duplicates: duplicates::duplicates(set),
        }
    }

    /// As one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
