//! Every conversation this page has heard of, newest activity first.
//!
//! The desk lists what is open; what left its lists since the page was opened is kept here as it was last told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use wire::listing::Listed;
use wire::{ConversationId, Summary, Timestamp};

use crate::filter::Filter;

/// A long day of a busy desk; the eldest go first.
const KEPT: usize = 10_000;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    by_id: BTreeMap<ConversationId, Summary>,
    by_time: BTreeSet<(Reverse<Timestamp>, ConversationId)>,
    /// What customers told in flows, where a list of the edge said so.
    told: BTreeMap<ConversationId, String>,
    /// Of the time before: there is no log to open.
    imported: BTreeSet<ConversationId>,
}

impl Known {
    /// Takes in a summary, unless a newer one is known.
    pub fn learn(&mut self, summary: &Summary) {
        let id = summary.conversation;
        if let Some(held) = self.by_id.get(&id) {
            if held.version >= summary.version {
                return;
            }
            self.by_time.remove(&(Reverse(held.last_activity_at), id));
        }
        self.by_time.insert((Reverse(summary.last_activity_at), id));
        self.by_id.insert(id, summary.clone());
        while self.by_id.len() > KEPT {
            let Some((_, eldest)) = self.by_time.pop_last() else { return };
            self.by_id.remove(&eldest);
            self.told.remove(&eldest);
            self.imported.remove(&eldest);
        }
    }

    /// Takes in a row of the edge's list. It is as new as its version; an imported one has none and never changes.
    pub fn learn_row(&mut self, row: &Listed) {
        if !row.told.is_empty() {
            self.told.insert(row.conversation, row.told.clone());
        }
        if row.is_imported {
            self.imported.insert(row.conversation);
        }
        self.learn(&crate::filter::summary(row));
    }

    /// What its customer told in a flow.
    #[must_use]
    pub fn told(&self, id: ConversationId) -> &str {
        self.told.get(&id).map_or("", String::as_str)
    }

    #[must_use]
    pub fn is_imported(&self, id: ConversationId) -> bool {
        self.imported.contains(&id)
    }

    /// What a view of the agent's own holds, newest activity first.
    pub fn held_by<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = ConversationId> + 'a {
        self.ids().filter(|id| self.by_id.get(id).is_some_and(|summary| filter.holds(summary, self.told(*id))))
    }

    #[must_use]
    pub fn get(&self, id: ConversationId) -> Option<&Summary> {
        self.by_id.get(&id)
    }

    /// All of them, newest activity first.
    pub fn ids(&self) -> impl Iterator<Item = ConversationId> {
        self.by_time.iter().map(|(_, id)| *id)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::summary;

    fn at(number: u128, version: u64, millis: u64) -> Summary {
        Summary { version, last_activity_at: Timestamp(millis), ..summary(number) }
    }

    #[test]
    fn the_newest_activity_comes_first_and_an_older_version_changes_nothing() {
        let mut known = Known::default();
        for summary in [at(1, 1, 10), at(2, 1, 20), at(1, 2, 30), at(2, 1, 90)] {
            known.learn(&summary);
        }
        assert_eq!(known.ids().map(ConversationId::bits).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(known.get(ConversationId::from_bits(1)).map(|summary| summary.version), Some(2));
    }

    #[test]
    fn the_eldest_are_forgotten_first() {
        let mut known = Known::default();
        let most = KEPT as u64;
        (0..=most).for_each(|number| known.learn(&at(number.into(), 1, number)));
        assert_eq!(known.len(), KEPT);
        assert_eq!(known.get(ConversationId::from_bits(0)), None);
    }
}
