//! How long customers wait under each rule: what an experiment is decided by.

use std::time::Duration;

use json::Json;
use wire::{Channel, ConversationId, Rule, Timestamp, Write};

use crate::Desk;
use crate::record;

/// `waits`: counted since the policy was published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Json)]
pub struct Waits {
    pub since: Timestamp,
    pub of: Vec<RuleWaits>,
}

/// Waits that began under one rule, of one channel. A conversation counts once, by its first wait for an agent.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct RuleWaits {
    pub rule: Rule,
    pub channel: Channel,
    pub answered: u64,
    /// They needed nobody any more before an agent took them. Their waits count too.
    pub left: u64,
    /// Answered within the channel's target.
    pub within_target: u64,
    /// Sum of waits in milliseconds.
    pub sum_ms: u64,
    /// Sum of squared waits in seconds, for the interval of the mean.
    pub sum_square_s: u64,
    /// Waits up to each of [`BOUNDS_S`], and above the last, not accumulated.
    pub buckets: Vec<u64>,
}

/// Upper bounds in seconds.
pub const BOUNDS_S: [u64; 14] = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400];

impl Desk {
    /// How long customers waited since the policy was published.
    #[must_use]
    pub fn waits(&self) -> &Waits {
        &self.waits
    }

    /// Somebody took it, or it needs nobody any more: its wait counts, if it has not.
    pub(crate) fn count_wait(&mut self, id: ConversationId, is_answered: bool, now: Timestamp) {
        let Some(held) = self.book.get(id).filter(|held| !held.is_counted) else { return };
        let (channel, queued_at) = (held.summary.channel, held.summary.queued_at);
        let target_s = u64::from(self.policy().target_s(&held.summary));
        let rule = self.policy().rule_at(queued_at);
        let waited_ms = now.0.saturating_sub(queued_at.0);
        let skill = held.summary.skill.clone();
        self.book.edit(id, |held| held.is_counted = true);
        let place = self.waits.of.iter().position(|waits| (waits.rule, waits.channel) == (rule, channel));
        let place = place.unwrap_or_else(|| {
            self.waits.of.push(RuleWaits::new(rule, channel));
            self.waits.of.len() - 1
        });
        if let Some(waits) = self.waits.of.get_mut(place) {
            waits.count(waited_ms, is_answered, target_s);
        }
        self.turn.counted = true;
        self.leaves_line(channel, skill, is_answered.then(|| Duration::from_millis(waited_ms)), now);
    }

    /// Counts from nothing: other numbers hold from now on.
    pub(crate) fn count_anew(&mut self, now: Timestamp) {
        self.waits = Waits { since: now, of: Vec::new() };
        self.turn.counted = true;
    }

    /// The record to write if anything was counted in this turn.
    pub(crate) fn counted(&self) -> Write {
        Write::put(record::WAITS, &self.waits)
    }
}

impl RuleWaits {
    fn new(rule: Rule, channel: Channel) -> Self {
        let buckets = vec![0; BOUNDS_S.len() + 1];
        Self { rule, channel, answered: 0, left: 0, within_target: 0, sum_ms: 0, sum_square_s: 0, buckets }
    }

    fn count(&mut self, waited_ms: u64, is_answered: bool, target_s: u64) {
        let seconds = waited_ms / 1_000;
        if is_answered {
            self.answered += 1;
            self.within_target += u64::from(waited_ms <= target_s * 1_000);
        } else {
            self.left += 1;
        }
        self.sum_ms = self.sum_ms.saturating_add(waited_ms);
        self.sum_square_s = self.sum_square_s.saturating_add(seconds.saturating_mul(seconds));
        let bucket = BOUNDS_S.iter().position(|bound| waited_ms <= bound * 1_000).unwrap_or(BOUNDS_S.len());
        if let Some(count) = self.buckets.get_mut(bucket) {
            *count += 1;
        }
    }

    /// Mean wait in seconds; none of nobody.
    #[must_use]
    pub fn mean_s(&self) -> Option<f64> {
        let count = self.answered + self.left;
        (count > 0).then(|| self.sum_ms as f64 / 1_000.0 / count as f64)
    }
}
