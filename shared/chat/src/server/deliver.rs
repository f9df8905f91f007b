//! What the desk and the directory still have to be told.

use std::collections::BTreeMap;
use std::time::Duration;

use wire::stored::{Facts, Head};
use wire::{Summary, Timestamp, Write, limits};

use super::turn::facts_key;
use super::{Conversation, Effect, Recipient};

/// Deliveries to both recipients. What is to be delivered is the head and these facts; only the times live in memory alone.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    desk: Pacing,
    directory: Pacing,
    /// By version, until the directory has that version.
    facts: BTreeMap<u64, Facts>,
    /// Keys of delivered facts, deleted with the next commit.
    delivered: Vec<u64>,
}

/// When one recipient may be told next.
#[derive(Debug, Default)]
struct Pacing {
    sent_at: Timestamp,
    /// Tries since the last receipt.
    tries: u32,
    /// Since the last try something happened that is more than another message.
    is_pressing: bool,
}

impl Pacing {
    fn sent(&mut self, now: Timestamp) {
        self.tries = self.tries.saturating_add(1);
        self.sent_at = now;
        self.is_pressing = false;
    }

    /// `leisure` is the pause after which mere messages are told.
    fn next_at(&self, leisure: Duration) -> Timestamp {
        let pause = match self.tries {
            0 if self.is_pressing => limits::SUMMARY_PAUSE,
            0 => leisure,
            // Doubling from the second try on: the first has its usual second to be answered.
            tries => {
                limits::RETRY_PAUSE.saturating_mul(1 << (tries - 1).min(16)).min(limits::RETRY_CEILING).max(limits::SUMMARY_PAUSE)
            }
        };
        if self.sent_at == Timestamp(0) { Timestamp(0) } else { self.sent_at + pause }
    }

    /// The clock stepped back: nothing was sent in the future.
    fn rewind(&mut self, now: Timestamp) {
        self.sent_at = self.sent_at.min(now);
    }
}

impl Outbox {
    pub(super) fn keep(&mut self, version: u64, facts: Facts) {
        self.facts.insert(version, facts);
    }

    /// Deletes of what the directory has meanwhile; they ride on a commit that is made anyway.
    pub(super) fn forget_delivered(&mut self) -> Vec<Write> {
        self.delivered.drain(..).map(|version| Write::delete(facts_key(version))).collect()
    }

    pub(super) fn due(&self, head: &Head) -> Option<Timestamp> {
        let of = |to| (has(head, to) < head.version).then(|| self.next_at(to, head));
        of(Recipient::Desk).into_iter().chain(of(Recipient::Directory)).min()
    }

    /// Something happened that is more than another message.
    pub(super) fn press(&mut self) {
        self.desk.is_pressing = true;
        self.directory.is_pressing = true;
    }

    fn next_at(&self, to: Recipient, head: &Head) -> Timestamp {
        match to {
            // Whoever answers has it before them; of what waits others see a line in a list.
            Recipient::Desk if head.assigned.is_some() => self.desk.next_at(limits::SUMMARY_PAUSE),
            Recipient::Desk => self.desk.next_at(limits::LEISURELY_SUMMARY_PAUSE),
            Recipient::Directory => self.directory.next_at(limits::LEISURELY_SUMMARY_PAUSE),
        }
    }

    fn pacing(&mut self, to: Recipient) -> &mut Pacing {
        match to {
            Recipient::Desk => &mut self.desk,
            Recipient::Directory => &mut self.directory,
        }
    }
}

impl Conversation {
    pub(super) fn delivered(&mut self, to: Recipient, version: u64) {
        let version = version.min(self.head.version);
        self.outbox.pacing(to).tries = 0;
        match to {
            Recipient::Desk => self.head.desk_has = self.head.desk_has.max(version),
            Recipient::Directory => {
                self.head.directory_has = self.head.directory_has.max(version);
                let kept = self.outbox.facts.split_off(&self.head.directory_has.saturating_add(1));
                let gone = std::mem::replace(&mut self.outbox.facts, kept);
                self.outbox.delivered.extend(gone.into_keys());
            }
        }
    }

    pub(super) fn deliver_due(&mut self, now: Timestamp) {
        if self.awaits_judgement(now) {
            return;
        }
        for to in [Recipient::Desk, Recipient::Directory] {
            self.outbox.pacing(to).rewind(now);
            if has(&self.head, to) >= self.head.version || self.outbox.next_at(to, &self.head) > now {
                continue;
            }
            let Some(summary) = self.summarise(to) else { continue };
            self.outbox.pacing(to).sent(now);
            self.effects.push_back(Effect::Deliver { to, summary: Box::new(summary) });
        }
    }

    pub(super) fn summarise(&self, to: Recipient) -> Option<Summary> {
        let origin = self.origin.as_ref()?;
        let head = &self.head;
        let kept = match to {
            Recipient::Desk => None,
            Recipient::Directory => Some(self.outbox.facts.values()),
        };
        Some(Summary {
            conversation: self.id,
            version: head.version,
            visitor: origin.visitor,
            state: head.state,
            queued_at: head.queued_at,
            opened_at: head.opened_at,
            answered_at: head.answered_at,
            asked_at: head.asked_at,
            last_activity_at: head.last_activity_at,
            locale: origin.locale.clone(),
            reason: origin.reason,
            prediction: origin.prediction.clone(),
            skill: origin.skill.clone(),
            priority: origin.priority,
            channel: origin.channel,
            tier: origin.tier,
            served_by: head.served_by,
            transfer: head.transfer.clone(),
            card: origin.card.clone(),
            tone: origin.tone.clone(),
            reach: head.reach.clone(),
            preview: head.preview.clone(),
            messages: head.messages,
            assigned: head.assigned.clone(),
            released_epoch: head.released_epoch,
            tags: head.tags.clone(),
            mentions: head.mentions.clone(),
            rating: head.rating,
            is_forgotten: head.is_forgotten,
            facts_from: kept.clone().and_then(|mut kept| kept.next()).map_or(head.facts, |facts| facts.first),
            facts: kept.into_iter().flatten().flat_map(|facts| facts.facts.iter().cloned()).collect(),
        })
    }
}

/// The version that a recipient has stored.
fn has(head: &Head, to: Recipient) -> u64 {
    match to {
        Recipient::Desk => head.desk_has,
        Recipient::Directory => head.directory_has,
    }
}
