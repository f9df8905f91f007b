//! What cross-validation says of each utterance.

use super::{
    pass::Learnt,
    rows::{Kind, Rows},
};
use crate::{decide::Outcome, model::Prediction};

/// Intents of a prediction that are kept.
const KEPT: usize = 3;

/// What an utterance would have led to, had it (or its whole intent) been unknown to the model. The decision that judges it was
/// fitted on all of them together, so shares of them are a little too good for small sites.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldOut {
    /// The intent whose utterance it is; none for one that is out of scope.
    pub intent: Option<usize>,
    /// Its place among the utterances of that intent, or among those out of scope.
    pub utterance: usize,
    /// Its whole intent was unknown: it stands for questions that nobody thought of.
    pub is_stand_in: bool,
    /// The utterance of the likeliest intent that is most like it, by meaning if an encoder was there: its place in that intent's
    /// list. None where that is a sentence of an answer.
    pub nearest: Option<usize>,
    /// What the model made of it, with the likeliest three intents.
    pub prediction: Prediction,
}

impl HeldOut {
    /// Whether it is answered at once with its own intent.
    #[must_use]
    pub fn is_answered_rightly(&self) -> bool {
        !self.is_stand_in && matches!(self.prediction.outcome, Outcome::Answer(answered) if Some(answered) == self.intent)
    }
}

pub(super) fn held_out(rows: &Rows, learnt: &Learnt) -> Vec<HeldOut> {
    let Learnt { decider, calibrated, .. } = learnt;
    let of = |(sample, signals): (&super::calibrate::Origin, &crate::decide::Signals)| {
        let class = rows.class_of_row.get(sample.row)?;
        let Kind::Utterance(utterance) = rows.kinds.get(sample.row)? else { return None };
        let mut ranked = decider.confidences(signals);
        ranked.truncate(KEPT);
        let out_of_scope = decider.outside.chance(&signals.values);
        Some(HeldOut {
            intent: Some(*class).filter(|class| *class < rows.intents),
            utterance: *utterance,
            is_stand_in: sample.is_stand_in,
            nearest: sample.nearest.and_then(|row| rows.kinds.get(row)).and_then(Kind::place),
            prediction: Prediction { outcome: decider.outcome(signals), ranked, out_of_scope },
        })
    };
    calibrated.origins.iter().zip(&calibrated.signals).filter_map(of).collect()
}
