//! Agents without a socket who still hold something.

use std::collections::{BTreeMap, BTreeSet};

use wire::{AgentId, Timestamp, limits};

/// In order of when they went.
#[derive(Debug, Default)]
pub(crate) struct Leaving {
    since: BTreeMap<AgentId, Timestamp>,
    in_order: BTreeSet<(Timestamp, AgentId)>,
}

impl Leaving {
    pub(crate) fn set(&mut self, agent: AgentId, since: Option<Timestamp>) {
        if let Some(before) = self.since.remove(&agent) {
            self.in_order.remove(&(before, agent));
        }
        if let Some(since) = since {
            self.since.insert(agent, since);
            self.in_order.insert((since, agent));
        }
    }

    /// When the next one loses what they hold.
    pub(crate) fn next_due(&self) -> Option<Timestamp> {
        self.in_order.first().map(|(since, _)| *since + limits::AGENT_GRACE)
    }

    /// Those whose grace is over.
    pub(crate) fn due(&self, now: Timestamp) -> Vec<AgentId> {
        self.in_order.iter().take_while(|(since, _)| *since + limits::AGENT_GRACE <= now).map(|(_, agent)| *agent).collect()
    }
}
