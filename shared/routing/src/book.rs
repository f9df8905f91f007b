//! All conversations with every index over them. They change only through [`Book::edit`], so an index cannot go stale.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use wire::{AgentId, ConversationId, OfferId, Priority, SkillId, Timestamp};

use crate::policy::lateness;
use crate::record::{Held, Place};

/// The place in the queue, first is smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    counts_from: Timestamp,
    priority: Reverse<Priority>,
    queued_at: Timestamp,
    pub(crate) conversation: ConversationId,
}

/// What an agent holds.
#[derive(Debug, Default)]
pub(crate) struct Load {
    pub(crate) assigned: BTreeSet<ConversationId>,
    pub(crate) offered: BTreeSet<ConversationId>,
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
    held: BTreeMap<ConversationId, Held>,
    /// Waiting and offered.
    queue: BTreeSet<Rank>,
    waiting: BTreeMap<Option<SkillId>, BTreeSet<Rank>>,
    loads: BTreeMap<AgentId, Load>,
    offers: BTreeMap<OfferId, ConversationId>,
    /// Where notes call an agent.
    mentions: BTreeSet<(AgentId, ConversationId)>,
    timers: BTreeSet<(Timestamp, ConversationId)>,
    pub(crate) touched: Touched,
}

impl Book {
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
        self.queue.iter().filter_map(|rank| Some((rank.conversation, self.held.get(&rank.conversation)?)))
    }

    pub(crate) fn queued(&self) -> usize {
        self.queue.len()
    }

    /// What waits, by the skill it needs, each in order.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = (Option<&SkillId>, &BTreeSet<Rank>)> {
        self.waiting.iter().map(|(skill, ranks)| (skill.as_ref(), ranks))
    }

    pub(crate) fn load(&self, agent: AgentId) -> Option<&Load> {
        self.loads.get(&agent)
    }

    /// Conversations in which a note calls this agent.
    pub(crate) fn mentions(&self, agent: AgentId) -> impl Iterator<Item = &Held> {
        let all = (agent, ConversationId::from_bits(0))..=(agent, ConversationId::from_bits(u128::MAX));
        self.mentions.range(all).filter_map(|(_, id)| self.held.get(id))
    }

    /// How much of an agent's capacity is taken.
    pub(crate) fn taken(&self, agent: AgentId) -> usize {
        let Some(load) = self.loads.get(&agent) else { return 0 };
        #[cfg(feature = "mutations")]
        if crate::mutations::is(crate::mutations::Mutation::LateCapacity) {
            let known = |id: &&ConversationId| self.held.get(*id).is_some_and(|held| held.outgoing.is_none());
            return load.assigned.iter().filter(known).count();
        }
        load.assigned.len() + load.offered.len()
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
                held.rewind(now).then_some((id, held))
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
                self.queue.insert(rank(id, held));
                self.waiting.entry(held.required().cloned()).or_default().insert(rank(id, held));
            }
            Place::Offered { offer, agent, .. } => {
                self.touched.queue = true;
                self.queue.insert(rank(id, held));
                self.offers.insert(*offer, id);
                self.loads.entry(*agent).or_default().offered.insert(id);
                self.touched.agents.insert(*agent);
            }
            Place::Assigned { assignment } => {
                self.loads.entry(assignment.agent).or_default().assigned.insert(id);
                self.touched.agents.insert(assignment.agent);
            }
            Place::Gone { .. } => {}
        }
        for agent in &held.summary.mentions {
            self.mentions.insert((*agent, id));
            self.touched.agents.insert(*agent);
        }
        if let Some(due) = held.due() {
            self.timers.insert((due, id));
        }
    }

    fn unindex(&mut self, id: ConversationId, held: &Held) {
        match &held.place {
            Place::Waiting => {
                self.touched.queue = true;
                self.queue.remove(&rank(id, held));
                let skill = held.required().cloned();
                if let Some(ranks) = self.waiting.get_mut(&skill) {
                    ranks.remove(&rank(id, held));
                    if ranks.is_empty() {
                        self.waiting.remove(&skill);
                    }
                }
            }
            Place::Offered { offer, agent, .. } => {
                self.touched.queue = true;
                self.queue.remove(&rank(id, held));
                self.offers.remove(offer);
                self.unload(*agent, |load| load.offered.remove(&id));
            }
            Place::Assigned { assignment } => self.unload(assignment.agent, |load| load.assigned.remove(&id)),
            Place::Gone { .. } => {}
        }
        for agent in &held.summary.mentions {
            self.mentions.remove(&(*agent, id));
            self.touched.agents.insert(*agent);
        }
        if let Some(due) = held.due() {
            self.timers.remove(&(due, id));
        }
    }

    fn unload(&mut self, agent: AgentId, take: impl FnOnce(&mut Load) -> bool) {
        self.touched.agents.insert(agent);
        self.touched.match_again = true;
        if let Some(load) = self.loads.get_mut(&agent) {
            take(load);
            if load.assigned.is_empty() && load.offered.is_empty() {
                self.loads.remove(&agent);
            }
        }
    }
}

fn rank(conversation: ConversationId, held: &Held) -> Rank {
    let summary = &held.summary;
    Rank {
        counts_from: summary.queued_at + lateness(summary.priority),
        priority: Reverse(summary.priority),
        queued_at: summary.queued_at,
        conversation,
    }
}
