//! Facts: appended once, whatever is repeated.

use wire::api::Outcomes;
use wire::fact::{Fact, FactKind};
use wire::record::Records;
use wire::{Summary, Timestamp, Write, limits};

use crate::{DirectoryError, keys};

/// Keeps the outcomes a browser counted before escalation; a batch that is known already changes nothing.
///
/// # Errors
/// [`DirectoryError`] if stored records cannot be read.
pub fn keep_outcomes(records: &impl Records, outcomes: &Outcomes, now: Timestamp) -> Result<Vec<Write>, DirectoryError> {
    let batch = keys::batch(outcomes.batch);
    if records.get(&batch)?.is_some() {
        return Ok(Vec::new());
    }
    let mut writes = vec![Write::put(batch, &now)];
    for (number, outcome) in outcomes.outcomes.iter().take(limits::TRANSCRIPT_ITEMS).enumerate() {
        let what =
            FactKind::Predicted { intent: outcome.intent.clone(), outcome: outcome.outcome, locale: outcome.locale.clone() };
        writes.push(Write::put(keys::outcome(now, outcomes.batch, number), &Fact { at: now, conversation: None, what }));
    }
    Ok(writes)
}

pub(crate) fn of_summary(summary: &Summary) -> impl Iterator<Item = Write> {
    let numbered = (summary.facts_from..).zip(&summary.facts);
    numbered.map(|(number, fact)| Write::put(keys::fact(fact.at, summary.conversation, number), fact))
}
