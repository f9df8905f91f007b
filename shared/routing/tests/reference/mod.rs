//! The desk's rules, written slowly and obviously: no index, everything looked through every time. No storage, no frames.

use std::collections::BTreeMap;
use std::time::Duration;

use routing::PlaceView;
use wire::*;

const EXCLUSION: Duration = Duration::from_secs(60);
const WIDENING: Duration = Duration::from_secs(15 * 60);

#[derive(Debug, Clone, Default)]
pub(crate) struct Reference {
    pub(crate) agents: BTreeMap<AgentId, Agent>,
    pub(crate) conversations: BTreeMap<ConversationId, Conversation>,
    last: Timestamp,
}

#[derive(Debug, Clone)]
pub(crate) struct Agent {
    pub(crate) profile: AgentProfile,
    pub(crate) presence: Presence,
    pub(crate) capacity: u8,
    idle_since: Timestamp,
    pub(crate) sockets: Vec<u64>,
    pub(crate) gone_since: Option<Timestamp>,
}

#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    summary: Summary,
    pub(crate) place: Place,
    epoch: u64,
    pub(crate) excluded: BTreeMap<AgentId, Timestamp>,
    refusals: Vec<AgentId>,
    widened: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Place {
    Waiting,
    Offered(AgentId, Timestamp),
    Assigned(AgentId),
    Gone,
}

impl Conversation {
    fn is_queued(&self) -> bool {
        matches!(self.place, Place::Waiting | Place::Offered(..))
    }

    fn suits(&self, agent: &Agent) -> bool {
        self.widened || self.summary.skill.as_ref().is_none_or(|skill| agent.profile.skills.contains(skill))
    }
}

impl Reference {
    /// What every input begins with.
    pub(crate) fn begin(&mut self, now: Timestamp) {
        if now < self.last {
            for agent in self.agents.values_mut() {
                agent.idle_since = agent.idle_since.min(now);
                agent.gone_since = agent.gone_since.map(|since| since.min(now));
            }
            for conversation in self.conversations.values_mut() {
                if let Place::Offered(_, until) = &mut conversation.place {
                    *until = (*until).min(now + limits::OFFER_TIMEOUT);
                }
                for until in conversation.excluded.values_mut() {
                    *until = (*until).min(now + EXCLUSION);
                }
            }
        }
        self.last = now;
        for agent in self.agents.values_mut() {
            if agent.sockets.is_empty() && agent.gone_since.is_none() {
                agent.gone_since = Some(now);
            }
        }
        for conversation in self.conversations.values_mut() {
            if let Place::Offered(agent, until) = conversation.place
                && until <= now
            {
                conversation.place = Place::Waiting;
                conversation.excluded.insert(agent, now + EXCLUSION);
                conversation.refusals.push(agent);
            }
            conversation.excluded.retain(|_, until| *until > now);
            if conversation.is_queued() && conversation.summary.queued_at + WIDENING <= now {
                conversation.widened = true;
            }
        }
        let lost = |agent: &Agent| agent.gone_since.is_some_and(|since| since + limits::AGENT_GRACE <= now);
        for id in self.agents.iter().filter(|(_, agent)| lost(agent)).map(|(id, _)| *id).collect::<Vec<_>>() {
            self.lose(id);
        }
    }

    /// What every input ends with.
    pub(crate) fn finish(&mut self, now: Timestamp) {
        while let Some((conversation, agent)) =
            self.unserved().into_iter().min_by_key(|(id, agent)| (self.order(*id), self.preference(*id, *agent)))
        {
            self.conversations.get_mut(&conversation).unwrap().place = Place::Offered(agent, now + limits::OFFER_TIMEOUT);
        }
    }

    /// R3: who waits although this agent has room. Empty after every input.
    pub(crate) fn unserved(&self) -> Vec<(ConversationId, AgentId)> {
        let pairs = self.conversations.keys().flat_map(|conversation| self.agents.keys().map(|agent| (*conversation, *agent)));
        pairs.filter(|(conversation, agent)| self.could_take(*conversation, *agent)).collect()
    }

    fn could_take(&self, conversation: ConversationId, id: AgentId) -> bool {
        let agent = &self.agents[&id];
        let conversation = &self.conversations[&conversation];
        conversation.place == Place::Waiting
            && agent.presence == Presence::Online
            && agent.gone_since.is_none()
            && self.load(id) < usize::from(agent.capacity)
            && conversation.suits(agent)
            && !conversation.excluded.contains_key(&id)
    }

    pub(crate) fn assigned(&self, agent: AgentId) -> usize {
        self.conversations.values().filter(|conversation| conversation.place == Place::Assigned(agent)).count()
    }

    pub(crate) fn load(&self, agent: AgentId) -> usize {
        let offered = |conversation: &&Conversation| matches!(conversation.place, Place::Offered(to, _) if to == agent);
        self.assigned(agent) + self.conversations.values().filter(offered).count()
    }

    pub(crate) fn order(&self, id: ConversationId) -> (u64, std::cmp::Reverse<Priority>, u64, ConversationId) {
        let summary = &self.conversations[&id].summary;
        let steps = match summary.priority {
            Priority::Urgent => 0,
            Priority::High => 1,
            Priority::Medium => 2,
            Priority::Low => 3,
        };
        (summary.queued_at.0 + steps * 3_600_000, std::cmp::Reverse(summary.priority), summary.queued_at.0, id)
    }

    fn preference(&self, conversation: ConversationId, id: AgentId) -> (usize, u64, Timestamp, AgentId) {
        let refusals = self.conversations[&conversation].refusals.iter().filter(|agent| **agent == id).count();
        let agent = &self.agents[&id];
        // Divisible by every capacity up to 20, so shares compare exactly.
        (refusals, self.load(id) as u64 * 232_792_560 / u64::from(agent.capacity), agent.idle_since, id)
    }

    pub(crate) fn connect(&mut self, socket: u64, profile: &AgentProfile, now: Timestamp) {
        if self.agents.contains_key(&profile.id) {
            self.profile(profile);
        }
        let agent = self.agents.entry(profile.id).or_insert_with(|| Agent {
            profile: profile.clone(),
            presence: Presence::Offline,
            capacity: profile.capacity,
            idle_since: now,
            sockets: Vec::new(),
            gone_since: None,
        });
        agent.sockets.push(socket);
        agent.gone_since = None;
    }

    pub(crate) fn disconnect(&mut self, socket: u64, now: Timestamp) {
        for agent in self.agents.values_mut().filter(|agent| agent.sockets.contains(&socket)) {
            agent.sockets.retain(|other| *other != socket);
            if agent.sockets.is_empty() {
                agent.gone_since = Some(now);
            }
        }
    }

    pub(crate) fn profile(&mut self, profile: &AgentProfile) {
        if let Some(agent) = self.agents.get_mut(&profile.id) {
            if agent.profile.capacity != profile.capacity {
                agent.capacity = profile.capacity;
            }
            agent.profile = profile.clone();
            self.withdraw(profile.id);
        }
    }

    pub(crate) fn presence(&mut self, id: AgentId, presence: Presence) {
        self.agents.get_mut(&id).unwrap().presence = presence;
        self.withdraw(id);
    }

    pub(crate) fn capacity(&mut self, id: AgentId, capacity: u8) {
        self.agents.get_mut(&id).unwrap().capacity = capacity.clamp(1, limits::CAPACITY_MAX);
        self.withdraw(id);
    }

    pub(crate) fn remove(&mut self, id: AgentId) {
        self.lose(id);
        self.agents.remove(&id);
    }

    pub(crate) fn crash(&mut self) {
        for agent in self.agents.values_mut() {
            agent.sockets.clear();
        }
    }

    pub(crate) fn accept(&mut self, id: ConversationId, agent: AgentId, now: Timestamp) {
        let conversation = self.conversations.get_mut(&id).unwrap();
        if matches!(conversation.place, Place::Offered(to, _) if to == agent) {
            conversation.place = Place::Assigned(agent);
            conversation.epoch += 1;
            conversation.excluded.clear();
            conversation.refusals.clear();
            self.agents.get_mut(&agent).unwrap().idle_since = now;
        }
    }

    pub(crate) fn decline(&mut self, id: ConversationId, agent: AgentId, now: Timestamp) {
        let conversation = self.conversations.get_mut(&id).unwrap();
        if matches!(conversation.place, Place::Offered(to, _) if to == agent) {
            conversation.place = Place::Waiting;
            conversation.excluded.insert(agent, now + EXCLUSION);
            conversation.refusals.push(agent);
        }
    }

    pub(crate) fn summarised(&mut self, summary: &Summary, now: Timestamp) {
        let new = Conversation {
            summary: summary.clone(),
            place: Place::Gone,
            epoch: summary.released_epoch,
            excluded: BTreeMap::new(),
            refusals: Vec::new(),
            widened: false,
        };
        let is_new = !self.conversations.contains_key(&summary.conversation);
        let conversation = self.conversations.entry(summary.conversation).or_insert(new);
        if !is_new && conversation.summary.version >= summary.version {
            return;
        }
        let old_place = conversation.summary.queued_at;
        conversation.widened &= old_place == summary.queued_at;
        conversation.summary = summary.clone();
        let mut worked = None;
        match conversation.place.clone() {
            _ if summary.state == ConversationState::Resolved => {
                if let Place::Assigned(agent) = conversation.place {
                    worked = Some(agent);
                }
                conversation.place = Place::Gone;
                conversation.excluded.clear();
                conversation.refusals.clear();
            }
            Place::Assigned(agent) if summary.released_epoch >= conversation.epoch => {
                if old_place == summary.queued_at {
                    conversation.excluded.insert(agent, now + EXCLUSION);
                    conversation.refusals.push(agent);
                }
                conversation.place = Place::Waiting;
                worked = Some(agent);
            }
            Place::Offered(agent, _) => self.withdraw(agent),
            Place::Gone => conversation.place = Place::Waiting,
            Place::Assigned(_) | Place::Waiting => {}
        }
        if let Some(agent) = worked.and_then(|agent| self.agents.get_mut(&agent)) {
            agent.idle_since = now;
        }
    }

    fn lose(&mut self, agent: AgentId) {
        for conversation in self.conversations.values_mut() {
            if matches!(conversation.place, Place::Assigned(who) | Place::Offered(who, _) if who == agent) {
                conversation.place = Place::Waiting;
            }
        }
    }

    /// Offers that the agent may no longer take wait again: all if not online, those without the skill, the newest over capacity.
    fn withdraw(&mut self, id: AgentId) {
        let agent = &self.agents[&id];
        let mut room = usize::from(agent.capacity).saturating_sub(self.assigned(id));
        let mut offers: Vec<(Timestamp, ConversationId)> = Vec::new();
        for (conversation, held) in &self.conversations {
            if let Place::Offered(to, until) = held.place
                && to == id
            {
                offers.push((until, *conversation));
            }
        }
        offers.sort_unstable();
        for (_, conversation) in offers {
            let held = self.conversations.get_mut(&conversation).unwrap();
            let skilled = held.suits(agent);
            if agent.presence == Presence::Online && skilled && room > 0 {
                room -= 1;
            } else {
                held.place = Place::Waiting;
            }
        }
    }

    /// The first deadline that must not be lost.
    pub(crate) fn next_deadline(&self) -> Option<Timestamp> {
        let graces = self.agents.iter().filter(|(id, _)| self.load(**id) > 0);
        let graces = graces.filter_map(|(_, agent)| agent.gone_since.map(|since| since + limits::AGENT_GRACE));
        let offers = self.conversations.values().filter_map(|conversation| match conversation.place {
            Place::Offered(_, until) => Some(until),
            Place::Waiting | Place::Assigned(_) | Place::Gone => None,
        });
        let exclusions = self.conversations.values().flat_map(|conversation| conversation.excluded.values().copied());
        let widenings =
            self.conversations.values().filter(|held| held.is_queued() && !held.widened && held.summary.skill.is_some());
        let widenings = widenings.map(|held| held.summary.queued_at + WIDENING);
        graces.chain(offers).chain(exclusions).chain(widenings).min()
    }

    /// Whether the desk has this conversation where we have it.
    pub(crate) fn agrees(&self, id: ConversationId, place: &PlaceView) -> bool {
        let Some(conversation) = self.conversations.get(&id) else { return false };
        match (&conversation.place, place) {
            (Place::Waiting, PlaceView::Waiting) | (Place::Gone, PlaceView::Gone) => true,
            (Place::Offered(mine, until), PlaceView::Offered { agent, expires_at, .. }) => mine == agent && until == expires_at,
            (Place::Assigned(mine), PlaceView::Assigned { agent, epoch }) => mine == agent && conversation.epoch == *epoch,
            (Place::Waiting | Place::Gone | Place::Offered(..) | Place::Assigned(_), _) => false,
        }
    }
}
