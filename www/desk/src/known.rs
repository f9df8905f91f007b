//! Every conversation this page has heard of, newest activity first.
//!
//! The desk lists what is open; what left its lists since the page was opened is kept here as it was last told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use wire::{ConversationId, Summary, Timestamp};

/// A long day of a busy desk; the eldest go first.
const KEPT: usize = 10_000;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    by_id: BTreeMap<ConversationId, Summary>,
    by_time: BTreeSet<(Reverse<Timestamp>, ConversationId)>,
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
        }
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
