//! All conversations with every index over them. They change only through [`Book::edit`], so an index cannot go stale.

use std::collections::{BTreeMap, BTreeSet};

use hours::Calendar;
use wire::{AgentId, ConversationId, OfferId, RoutingPolicy, Timestamp};

use crate::class::{Class, Who};
use crate::record::{Held, Place};
use crate::workload::Workload;

/// The place among those of one class: first come is smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    pub(crate) queued_at: Timestamp,
    pub(crate) conversation: ConversationId,
}

/// What an agent holds.
#[derive(Debug, Default)]
pub(crate) struct Load {
    pub(crate) assigned: BTreeSet<ConversationId>,
    pub(crate) offered: BTreeSet<ConversationId>,
    work: Workload,
}

/// What edits touched since it was last asked.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(crate) conversations: BTreeSet<ConversationId>,
    pub(crate) agents: BTreeSet<AgentId>,
    pub(crate) queue: bool,
    /// Something waits that did not, or somebody has room who had none.
    pub(crate) match_again: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Book {
    policy: RoutingPolicy,
    calendar: Option<Calendar>,
    held: BTreeMap<ConversationId, Held>,
    /// Waiting and offered, by when they are due.
    queue: BTreeSet<(Timestamp, Rank)>,
    waiting: BTreeMap<Class, BTreeSet<Rank>>,
    loads: BTreeMap<AgentId, Load>,
    offers: BTreeMap<OfferId, ConversationId>,
    /// Where notes call an agent.
    mentions: BTreeSet<(AgentId, ConversationId)>,
    timers: BTreeSet<(Timestamp, ConversationId)>,
    pub(crate) touched: Touched,
    /// Agents whose load changed since the roster was told.
    pub(crate) stale: BTreeSet<AgentId>,
}

impl Book {
    pub(crate) fn policy(&self) -> &RoutingPolicy {
        &self.policy
    }

    /// Goes by another policy from now on.
    pub(crate) fn set_policy(&mut self, policy: RoutingPolicy) {
        let held = std::mem::take(&mut self.held);
        for (id, held) in &held {
            self.unindex(*id, held);
        }
        self.calendar = policy.hours.as_ref().and_then(|hours| Calendar::new(hours).ok());
        self.policy = policy;
        for (id, held) in &held {
            self.index(*id, held);
        }
        self.held = held;
        self.touched.match_again = true;
    }

    /// When the site is open; none if always.
    pub(crate) fn calendar(&self) -> Option<&Calendar> {
        self.calendar.as_ref()
    }

    pub(crate) fn get(&self, id: ConversationId) -> Option<&Held> {
        self.held.get(&id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (ConversationId, &Held)> {
        self.held.iter().map(|(id, held)| (*id, held))
    }

    /// Changes one conversation, if it is held.
    pub(crate) fn edit(&mut self, id: ConversationId, change: impl FnOnce(&mut Held)) {
        if let Some(mut held) = self.held.remove(&id) {
            self.unindex(id, &held);
            change(&mut held);
            self.insert(id, held);
        }
    }

    pub(crate) fn insert(&mut self, id: ConversationId, held: Held) {
        if let Some(old) = self.held.remove(&id) {
            self.unindex(id, &old);
        }
        self.index(id, &held);
        self.held.insert(id, held);
        self.touched.conversations.insert(id);
    }

    pub(crate) fn forget(&mut self, id: ConversationId) {
        if let Some(old) = self.held.remove(&id) {
            self.unindex(id, &old);
            self.touched.conversations.insert(id);
        }
    }

    /// Waiting and offered, in order.
    pub(crate) fn queue(&self) -> impl Iterator<Item = (ConversationId, &Held)> {
        self.queue.iter().filter_map(|(_, rank)| Some((rank.conversation, self.held.get(&rank.conversation)?)))
    }

    pub(crate) fn queued(&self) -> usize {
        self.queue.len()
    }

    /// What waits, by class, each in order.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = (&Class, &BTreeSet<Rank>)> {
        self.waiting.iter()
    }

    /// What waits for this agent alone; what was passed on to them only if they are never to come back.
    pub(crate) fn waiting_for(&self, agent: AgentId, for_ever: bool) -> Vec<ConversationId> {
        let mine = self.waiting.iter().filter(|(class, _)| class.who == Who::Only(agent));
        let is_preferred = |id: &ConversationId| self.held.get(id).is_some_and(|held| held.summary.transfer.is_none());
        mine.flat_map(|(_, ranks)| ranks).map(|rank| rank.conversation).filter(|id| for_ever || is_preferred(id)).collect()
    }

    pub(crate) fn load(&self, agent: AgentId) -> Option<&Load> {
        self.loads.get(&agent)
    }

    /// Conversations in which a note calls this agent.
    pub(crate) fn mentions(&self, agent: AgentId) -> impl Iterator<Item = &Held> {
        let all = (agent, ConversationId::from_bits(0))..=(agent, ConversationId::from_bits(u128::MAX));
        self.mentions.range(all).filter_map(|(_, id)| self.held.get(id))
    }

    /// What an agent holds, by channel.
    pub(crate) fn work(&self, agent: AgentId) -> Workload {
        let Some(load) = self.loads.get(&agent) else { return Workload::default() };
        #[cfg(feature = "mutations")]
        if crate::mutations::is(crate::mutations::Mutation::LateCapacity) {
            let mut known = Workload::default();
            for held in load.assigned.iter().filter_map(|id| self.held.get(id)).filter(|held| held.outgoing.is_none()) {
                known.add(held.summary.channel);
            }
            return known;
        }
        load.work
    }

    pub(crate) fn offer(&self, offer: OfferId) -> Option<ConversationId> {
        self.offers.get(&offer).copied()
    }

    pub(crate) fn next_due(&self) -> Option<(Timestamp, ConversationId)> {
        self.timers.first().copied()
    }

    /// Brings every deadline back within its span after the clock stepped back.
    pub(crate) fn rewind(&mut self, now: Timestamp) {
        let moved: Vec<(ConversationId, Held)> = self
            .iter()
            .filter_map(|(id, held)| {
                let mut held = held.clone();
                held.rewind(&self.policy, now).then_some((id, held))
            })
            .collect();
        for (id, held) in moved {
            self.insert(id, held);
        }
    }

    fn index(&mut self, id: ConversationId, held: &Held) {
        match &held.place {
            Place::Waiting => {
                self.touched.match_again = true;
                self.touched.queue = true;
                let class = Class::of(held, &self.policy);
                self.queue.insert((class.due(held.summary.queued_at), rank(id, held)));
                self.waiting.entry(class).or_default().insert(rank(id, held));
            }
            Place::Offered { offer, agent, .. } => {
                self.touched.queue = true;
                self.queue.insert(self.listed(id, held));
                self.offers.insert(*offer, id);
                self.load_up(*agent, held, |load| load.offered.insert(id));
            }
            Place::Assigned { assignment } => self.load_up(assignment.agent, held, |load| load.assigned.insert(id)),
            Place::Gone { .. } => {}
        }
        for agent in &held.summary.mentions {
            self.mentions.insert((*agent, id));
            self.touched.agents.insert(*agent);
        }
        if let Some(due) = held.due(&self.policy) {
            self.timers.insert((due, id));
        }
    }

    fn unindex(&mut self, id: ConversationId, held: &Held) {
        match &held.place {
            Place::Waiting => {
                self.touched.queue = true;
                let class = Class::of(held, &self.policy);
                self.queue.remove(&(class.due(held.summary.queued_at), rank(id, held)));
                if let Some(ranks) = self.waiting.get_mut(&class) {
                    ranks.remove(&rank(id, held));
                    if ranks.is_empty() {
                        self.waiting.remove(&class);
                    }
                }
            }
            Place::Offered { offer, agent, .. } => {
                self.touched.queue = true;
                self.queue.remove(&self.listed(id, held));
                self.offers.remove(offer);
                self.unload(*agent, held, |load| load.offered.remove(&id));
            }
            Place::Assigned { assignment } => self.unload(assignment.agent, held, |load| load.assigned.remove(&id)),
            Place::Gone { .. } => {}
        }
        for agent in &held.summary.mentions {
            self.mentions.remove(&(*agent, id));
            self.touched.agents.insert(*agent);
        }
        if let Some(due) = held.due(&self.policy) {
            self.timers.remove(&(due, id));
        }
    }

    fn load_up(&mut self, agent: AgentId, held: &Held, put: impl FnOnce(&mut Load) -> bool) {
        let load = self.loads.entry(agent).or_default();
        put(load);
        load.work.add(held.summary.channel);
        self.touched.agents.insert(agent);
        self.stale.insert(agent);
    }

    fn unload(&mut self, agent: AgentId, held: &Held, take: impl FnOnce(&mut Load) -> bool) {
        self.touched.agents.insert(agent);
        self.stale.insert(agent);
        self.touched.match_again = true;
        if let Some(load) = self.loads.get_mut(&agent) {
            take(load);
            load.work.remove(held.summary.channel);
            if load.assigned.is_empty() && load.offered.is_empty() {
                self.loads.remove(&agent);
            }
        }
    }

    fn listed(&self, id: ConversationId, held: &Held) -> (Timestamp, Rank) {
        (Class::of(held, &self.policy).due(held.summary.queued_at), rank(id, held))
    }
}

fn rank(conversation: ConversationId, held: &Held) -> Rank {
    Rank { queued_at: held.summary.queued_at, conversation }
}
