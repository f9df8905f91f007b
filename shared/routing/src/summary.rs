//! What conversations tell: who waits, who is done, who was let go.

use std::collections::BTreeMap;

use wire::command::{ConversationCommand, SummaryReceipt};
use wire::desk::Assignment;
use wire::fact::FactKind;
use wire::summary::Assigned;
use wire::{AgentId, ConversationId, Summary, Timestamp};

use crate::policy::needs_agent;
use crate::record::{Held, Place};
use crate::{Desk, Effect};

impl Desk {
    /// Keeps the newest version, and receipts whatever is kept.
    pub(crate) fn summarised(&mut self, summary: Summary, now: Timestamp) {
        let conversation = summary.conversation;
        let known = self.book.get(conversation).map(|held| held.summary.version);
        if known.is_none_or(|known| summary.version > known) {
            self.learn(Summary { facts: Vec::new(), facts_from: 0, ..summary }, now);
        }
        let version = self.book.get(conversation).map_or(0, |held| held.summary.version);
        self.turn.replies.push(Effect::Receipt(SummaryReceipt { conversation, version }));
    }

    fn learn(&mut self, summary: Summary, now: Timestamp) {
        let id = summary.conversation;
        let place_before = self.book.get(id).map(|held| held.summary.queued_at);
        let is_at_old_place = place_before == Some(summary.queued_at);
        self.keep(summary.clone(), now);
        self.adopt(&summary, now);
        let Some(held) = self.book.get(id) else { return };
        let epoch = held.epoch;
        match held.place.clone() {
            Place::Assigned { assignment } => {
                if !needs_agent(summary.state) {
                    self.done(id, now);
                    self.edit_agent(assignment.agent, |agent| agent.idle_since = now);
                } else if summary.released_epoch >= epoch {
                    self.let_go(id, assignment.agent, is_at_old_place, now);
                } else if summary.assigned.is_some_and(|assigned| assigned.epoch == epoch) {
                    // It knows, so the command arrived even if its acknowledgement did not.
                    self.book.edit(id, |held| held.outgoing = None);
                }
            }
            Place::Offered { agent, .. } => {
                if needs_agent(summary.state) {
                    self.withdraw_unfit(agent);
                    self.end_stale(id, summary.assigned, now);
                } else {
                    self.done(id, now);
                }
            }
            Place::Waiting => {
                if needs_agent(summary.state) {
                    self.end_stale(id, summary.assigned, now);
                } else {
                    self.done(id, now);
                }
            }
            Place::Gone { .. } => {
                if needs_agent(summary.state) && !forgotten(is_at_old_place) {
                    self.book.edit(id, |held| held.place = Place::Waiting);
                    self.record(id, FactKind::Enqueued, now);
                    self.end_stale(id, summary.assigned, now);
                } else {
                    self.done(id, now);
                }
            }
        }
    }

    fn keep(&mut self, summary: Summary, now: Timestamp) {
        let id = summary.conversation;
        if self.book.get(id).is_some() {
            self.book.edit(id, |held| {
                held.epoch = held.epoch.max(summary.released_epoch);
                // A new place in the queue is a new wait.
                held.widened &= held.summary.queued_at == summary.queued_at;
                held.summary = summary;
            });
        } else {
            let held = Held {
                place: Place::Gone { since: now },
                epoch: summary.released_epoch,
                summary,
                widened: false,
                excluded: BTreeMap::new(),
                refusals: BTreeMap::new(),
                outgoing: None,
                offers: 0,
                facts: 0,
            };
            self.book.insert(id, held);
        }
    }

    /// The conversation knows a later assignment than the desk, which lost records or was told to forget: the conversation is
    /// right, as it has acted on it.
    fn adopt(&mut self, summary: &Summary, now: Timestamp) {
        let id = summary.conversation;
        let Some(Assigned { agent, epoch, .. }) = summary.assigned.clone() else { return };
        if self.book.get(id).is_none_or(|held| held.epoch >= epoch) {
            return;
        }
        let is_known = self.staff.contains_key(&agent);
        self.book.edit(id, |held| {
            held.epoch = epoch;
            if is_known {
                held.clear_refusals();
                held.outgoing = None;
                held.place = Place::Assigned { assignment: Assignment { conversation: id, agent, epoch, at: now } };
            }
        });
        if is_known {
            self.withdraw_unfit(agent);
        }
    }

    /// The agent gave it back. Like a refusal: somebody else is asked first, unless the visitor started anew.
    fn let_go(&mut self, id: ConversationId, agent: AgentId, is_at_old_place: bool, now: Timestamp) {
        self.book.edit(id, |held| {
            held.outgoing = None;
            if is_at_old_place {
                held.refused_by(agent, now);
            }
        });
        self.requeue(id, agent, now);
        self.edit_agent(agent, |agent| agent.idle_since = now);
    }

    fn done(&mut self, id: ConversationId, now: Timestamp) {
        self.book.edit(id, |held| {
            held.place = Place::Gone { since: now };
            held.clear_refusals();
            held.outgoing = None;
            // Kept to know late summaries by; nobody reads it.
            held.summary.card = None;
            held.summary.preview = String::new();
        });
    }

    /// It still believes in an assignment that has ended: an `Assign` overtook its `Release`.
    fn end_stale(&mut self, id: ConversationId, assigned: Option<Assigned>, now: Timestamp) {
        let Some(Assigned { agent, epoch, .. }) = assigned else { return };
        if self.book.get(id).is_some_and(|held| held.outgoing.is_none()) {
            self.tell(id, ConversationCommand::Release { agent, epoch }, now);
        }
    }
}

#[cfg(feature = "mutations")]
fn forgotten(is_at_old_place: bool) -> bool {
    is_at_old_place && crate::mutations::is(crate::mutations::Mutation::ForgetRequeue)
}

#[cfg(not(feature = "mutations"))]
fn forgotten(_is_at_old_place: bool) -> bool {
    false
}
