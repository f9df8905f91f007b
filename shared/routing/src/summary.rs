//! What conversations tell: who waits, who is done, who was let go.

use std::collections::BTreeMap;
use std::time::Duration;

use wire::command::{ConversationCommand, SummaryReceipt};
use wire::desk::Assignment;
use wire::fact::FactKind;
use wire::summary::Assigned;
use wire::{AgentId, ConversationId, Summary, Timestamp, TransferTarget};

use crate::policy::needs_agent;
use crate::record::{Agent, Held, Place};
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
                    self.withdraw_unfit(agent, now);
                    self.end_stale(id, summary.assigned, now);
                } else {
                    self.count_wait(id, false, now);
                    self.done(id, now);
                }
            }
            Place::Waiting => {
                if needs_agent(summary.state) {
                    self.end_stale(id, summary.assigned, now);
                } else {
                    self.count_wait(id, false, now);
                    self.done(id, now);
                }
            }
            Place::Gone { .. } => {
                if needs_agent(summary.state) && !forgotten(is_at_old_place) {
                    let hold_until = self.preferred_hold(summary.served_by, now);
                    self.book.edit(id, |held| {
                        held.place = Place::Waiting;
                        held.hold_until = hold_until;
                    });
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
                let is_same_wait = held.summary.queued_at == summary.queued_at;
                held.widened &= is_same_wait;
                held.is_forced &= is_same_wait;
                held.is_counted &= is_same_wait;
                held.summary = summary;
            });
        } else {
            let held = Held {
                place: Place::Gone { since: now },
                epoch: summary.released_epoch,
                summary,
                widened: false,
                is_forced: false,
                is_counted: false,
                hold_until: None,
                excluded: BTreeMap::new(),
                refusals: BTreeMap::new(),
                outgoing: None,
                offers: 0,
                facts: 0,
                clocks: Vec::new(),
            };
            self.book.insert(id, held);
        }
        self.wind_clocks(id, now);
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
                held.clear_search();
                held.outgoing = None;
                held.place = Place::Assigned { assignment: Assignment { conversation: id, agent, epoch, at: now } };
            }
        });
        if is_known {
            self.withdraw_unfit(agent, now);
        }
    }

    /// Until when somebody who comes back waits for who served them; none if those are not here.
    fn preferred_hold(&self, served_by: Option<AgentId>, now: Timestamp) -> Option<Timestamp> {
        let is_here = self.staff.get(&served_by?).is_some_and(Agent::is_available);
        let hold = self.policy().preferred_hold_s;
        (is_here && hold > 0).then(|| now + Duration::from_secs(u64::from(hold)))
    }

    /// Until when what was passed on waits for those it was passed on to.
    fn transfer_hold(&self, id: ConversationId, now: Timestamp) -> Option<Timestamp> {
        match &self.book.get(id)?.summary.transfer.as_ref()?.to {
            TransferTarget::Agent { agent } if !self.staff.contains_key(agent) => None,
            TransferTarget::Agent { .. }
            | TransferTarget::Team { .. }
            | TransferTarget::Skill { .. }
            | TransferTarget::Anybody => Some(now + Duration::from_secs(u64::from(self.policy().transfer_hold_s))),
        }
    }

    /// The agent gave it back or passed it on. Like a refusal: somebody else is asked first, unless the visitor started anew.
    fn let_go(&mut self, id: ConversationId, agent: AgentId, is_at_old_place: bool, now: Timestamp) {
        let hold_until = self.transfer_hold(id, now);
        self.book.edit(id, |held| {
            held.outgoing = None;
            held.hold_until = hold_until;
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
            held.clear_search();
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
