//! Checks that need more than one part of the file.

mod examples;
pub(crate) mod flow;
mod references;

use crate::finding::Findings;
use crate::limits;
use crate::read::Draft;

/// All of them.
pub(crate) fn check(draft: &Draft, findings: &mut Findings) {
    references::check(draft, findings);
    examples::check(draft, findings);
    if let Some((_, place)) = draft.intent_places.get(limits::INTENTS) {
        findings.error(
            *place,
            format!("there are {} intents", draft.intent_places.len()),
            format!("keep it under {}", limits::INTENTS),
        );
    }
}
