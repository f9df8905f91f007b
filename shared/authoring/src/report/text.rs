//! The report for a terminal.

use std::fmt::{Display, Formatter, Result};

use super::{Clash, Overlap, Report, Share, Weakness};

/// Intents, pairs and clashes that are shown; JSON has all.
const SHOWN: usize = 12;
const SHOWN_CLASHES: usize = 3;
const BAR: usize = 20;

impl Display for Share {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let percent = |share: f64| 100.0 * share;
        let (share, low, high) = (percent(self.share), percent(self.low), percent(self.high));
        write!(f, "{share:5.1} %  ({low:.0} to {high:.0}; {} of {})", self.count, self.of)
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "Each utterance was asked of a model that had not seen it. In brackets: 95 % interval.\n")?;
        for (name, share) in [
            ("likeliest intent is right", &self.accuracy),
            ("answered at once, rightly", &self.direct_right),
            ("asked back, right one offered", &self.asked_right),
            ("answered at once, wrongly", &self.wrong),
            ("out of scope, kept from answering", &self.oos_kept),
        ] {
            writeln!(f, "{name:>34}  {share}")?;
        }
        let weak: Vec<_> =
            self.intents.iter().filter(|intent| intent.accuracy.share < 1.0 || intent.weakness.is_some()).collect();
        if !weak.is_empty() {
            writeln!(f, "\nWeakest intents")?;
        }
        let width = weak.iter().take(SHOWN).map(|intent| intent.id.len()).max().unwrap_or_default();
        for intent in weak.iter().take(SHOWN) {
            let full = (intent.accuracy.share * BAR as f64).round() as usize;
            let bar = "█".repeat(full) + &"·".repeat(BAR.saturating_sub(full));
            let advice = match intent.weakness {
                Some(Weakness::FewUtterances) => "  few utterances: write more",
                Some(Weakness::OftenMistaken) => "  often mistaken: see the pairs below",
                None => "",
            };
            writeln!(f, "  {:width$}  {bar}  {}{advice}", intent.id, intent.accuracy)?;
        }
        more(f, weak.len(), "intents")?;
        if !self.overlaps.is_empty() {
            writeln!(f, "\nPairs taken for each other")?;
        }
        for Overlap { intents: [left, right], clashes } in self.overlaps.iter().take(SHOWN) {
            writeln!(f, "  {left} ↔ {right}: {}", clashes.len())?;
            for Clash { intent, utterance, like, .. } in clashes.iter().take(SHOWN_CLASHES) {
                let like = like.as_ref().map(|like| format!(", like “{like}”")).unwrap_or_default();
                writeln!(f, "    {intent}: “{utterance}”{like}")?;
            }
        }
        more(f, self.overlaps.len(), "pairs")?;
        if !self.duplicates.is_empty() {
            writeln!(f, "\nThe same utterance in several intents")?;
        }
        for duplicate in self.duplicates.iter().take(SHOWN) {
            let intents: Vec<&str> = duplicate.intents.iter().map(|id| id.as_deref().unwrap_or("out of scope")).collect();
            writeln!(f, "  “{}”: {}", duplicate.utterance, intents.join(", "))?;
        }
        more(f, self.duplicates.len(), "utterances")
    }
}

fn more(f: &mut Formatter<'_>, all: usize, of: &str) -> Result {
    if all > SHOWN { writeln!(f, "  and {} {of} more: --json lists all", all - SHOWN) } else { Ok(()) }
}
