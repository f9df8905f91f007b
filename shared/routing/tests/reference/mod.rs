//! The desk's rules, written slowly and obviously: no index, everything looked through every time. No storage, no frames.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::time::Duration;

use routing::PlaceView;
use wire::*;

const EXCLUSION: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, Default)]
pub(crate) struct Reference {
    pub(crate) agents: BTreeMap<AgentId, Agent>,
    pub(crate) conversations: BTreeMap<ConversationId, Conversation>,
    last: Timestamp,
    pub(crate) policy: RoutingPolicy,
    turns: BTreeMap<Channel, AgentId>,
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
    forced: bool,
    hold_until: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Place {
    Waiting,
    Offered(AgentId, Timestamp),
    Assigned(AgentId),
    Gone,
}

impl Agent {
    fn is_here(&self) -> bool {
        self.presence == Presence::Online && self.gone_since.is_none()
    }
}

fn most(agent: &Agent, channel: Channel) -> usize {
    if agent.profile.channels.is_empty() {
        return if channel == Channel::Phone { 0 } else { usize::MAX };
    }
    let listed = agent.profile.channels.iter().filter(|listed| listed.channel == channel);
    listed.map(|listed| usize::from(listed.most)).max().unwrap_or(0)
}

fn admits(agent: &Agent, held: &[Channel], channel: Channel) -> bool {
    let same = held.iter().filter(|other| **other == channel).count();
    let is_calling = held.contains(&Channel::Phone);
    held.len() < usize::from(agent.capacity)
        && !is_calling
        && same < most(agent, channel)
        && (channel != Channel::Phone || held.is_empty())
}

impl Conversation {
    fn is_queued(&self) -> bool {
        matches!(self.place, Place::Waiting | Place::Offered(..))
    }

    fn target(&self, policy: &RoutingPolicy) -> Duration {
        Duration::from_secs(u64::from(policy.target_s(&self.summary)))
    }

    /// 2 primary, 1 secondary, 0 untrained.
    fn level(&self, agent: &Agent) -> u8 {
        let Some(skill) = &self.summary.skill else { return 2 };
        if agent.profile.skills.contains(skill) { 2 } else { u8::from(agent.profile.secondary_skills.contains(skill)) }
    }

    fn suits(&self, id: AgentId, agent: &Agent, rule: Rule) -> bool {
        let looks_at_skills = matches!(rule, Rule::Index | Rule::SkillMatch);
        if self.hold_until.is_some() {
            match (&self.summary.transfer, self.summary.served_by) {
                (Some(transfer), _) => match &transfer.to {
                    TransferTarget::Agent { agent } => return *agent == id,
                    TransferTarget::Team { team } => return agent.profile.teams.contains(team),
                    TransferTarget::Skill { .. } | TransferTarget::Anybody if self.summary.skill.is_some() => {
                        return self.level(agent) > 0;
                    }
                    TransferTarget::Skill { .. } | TransferTarget::Anybody => {}
                },
                (None, Some(served_by)) => return served_by == id,
                (None, None) => {}
            }
        }
        self.widened || !looks_at_skills || self.level(agent) > 0
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
                let hold = Duration::from_secs(u64::from(self.policy.transfer_hold_s.max(self.policy.preferred_hold_s)));
                conversation.hold_until = conversation.hold_until.map(|until| until.min(now + hold));
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
            let target = conversation.target(&self.policy);
            let reached = |permille: u32| conversation.summary.queued_at + target * permille / 1_000 <= now;
            if conversation.is_queued() && conversation.summary.skill.is_some() && reached(self.policy.untrained_after_permille) {
                conversation.widened = true;
            }
            let channel = *self.policy.channel(conversation.summary.channel);
            if conversation.is_queued() && channel.reserve_permille > 0 && reached(channel.forced_after_permille) {
                conversation.forced = true;
            }
            if conversation.hold_until.is_some_and(|until| until <= now) && conversation.is_queued() {
                conversation.hold_until = None;
            }
        }
        let lost = |agent: &Agent| agent.gone_since.is_some_and(|since| since + limits::AGENT_GRACE <= now);
        for id in self.agents.iter().filter(|(_, agent)| lost(agent)).map(|(id, _)| *id).collect::<Vec<_>>() {
            self.lose(id);
        }
    }

    /// What every input ends with.
    pub(crate) fn finish(&mut self, now: Timestamp) {
        for conversation in self.conversations.values_mut() {
            let Some(served_by) = conversation.summary.served_by else { continue };
            let is_preferred = conversation.place == Place::Waiting && conversation.summary.transfer.is_none();
            if is_preferred && !self.agents.get(&served_by).is_some_and(Agent::is_here) {
                conversation.hold_until = None;
            }
        }
        for conversation in self.conversations.values_mut() {
            if let Some(Transfer { to: TransferTarget::Agent { agent }, .. }) = &conversation.summary.transfer
                && conversation.place == Place::Waiting
                && !self.agents.contains_key(agent)
                && conversation.hold_until.is_some()
            {
                conversation.hold_until = None;
            }
        }
        while let Some((conversation, agent)) = self.best(now) {
            let held = self.conversations.get_mut(&conversation).unwrap();
            held.place = Place::Offered(agent, now + limits::OFFER_TIMEOUT);
            if self.policy.rule_at(now) == Rule::RoundRobin {
                self.turns.insert(held.summary.channel, agent);
            }
        }
    }

    /// The pair to offer: every pair is looked at.
    fn best(&self, now: Timestamp) -> Option<(ConversationId, AgentId)> {
        let rule = self.policy.rule_at(now);
        let pairs = self.unserved(now);
        let compare = |a: &(ConversationId, AgentId), b: &(ConversationId, AgentId)| {
            let place = |pair: &(ConversationId, AgentId)| (self.conversations[&pair.0].summary.queued_at, pair.0);
            let index = |pair: &(ConversationId, AgentId)| {
                if rule == Rule::Index { self.urgency(pair.0, now) * self.fitness(pair.0, pair.1) } else { 0.0 }
            };
            index(b).total_cmp(&index(a)).then(place(a).cmp(&place(b)))
        };
        // An agent who refused a conversation less is asked before one who refused it more, whatever the index.
        let least = |pair: &&(ConversationId, AgentId)| {
            let others = pairs.iter().filter(|other| other.0 == pair.0);
            others.map(|other| self.refused(other.0, other.1)).min() == Some(self.refused(pair.0, pair.1))
        };
        // First come among equals, whoever could take them.
        let is_first = |pair: &&(ConversationId, AgentId)| {
            let place = |id: ConversationId| (self.conversations[&id].summary.queued_at, id);
            let class = self.class(pair.0);
            pairs.iter().all(|other| place(other.0) >= place(pair.0) || self.class(other.0) != class)
        };
        let conversation = pairs.iter().filter(least).filter(is_first).min_by(|a, b| compare(a, b))?.0;
        let agents = pairs.iter().filter(|pair| pair.0 == conversation).map(|pair| pair.1);
        let agent = agents.min_by(|a, b| self.prefer(rule, conversation, *a, *b))?;
        Some((conversation, agent))
    }

    /// Conversations that differ by how long they wait and nothing else.
    fn class(&self, id: ConversationId) -> String {
        let conversation = &self.conversations[&id];
        let summary = &conversation.summary;
        let held = conversation.hold_until.map(|_| (&summary.transfer, summary.served_by));
        let who = match held {
            Some((Some(transfer), _)) => match &transfer.to {
                TransferTarget::Skill { .. } | TransferTarget::Anybody if summary.skill.is_some() => "trained only".to_owned(),
                TransferTarget::Skill { .. } | TransferTarget::Anybody => format!("{}", conversation.widened),
                target @ (TransferTarget::Agent { .. } | TransferTarget::Team { .. }) => format!("{target:?}"),
            },
            Some((None, Some(agent))) => format!("{:?}", TransferTarget::Agent { agent }),
            Some((None, None)) | None => format!("{}", conversation.widened || summary.skill.is_none()),
        };
        format!("{:?} {:?} {} {} {who}", summary.channel, summary.skill, self.weight(id), conversation.forced)
    }

    fn urgency(&self, id: ConversationId, now: Timestamp) -> f64 {
        let conversation = &self.conversations[&id];
        let waited = now.since(conversation.summary.queued_at).as_secs_f64() / conversation.target(&self.policy).as_secs_f64();
        f64::from(self.weight(id)) / 1_000.0 * (1.0 + waited)
    }

    /// The place in the list of who waits: by when it is due, a target after it was queued, the heavier the sooner.
    pub(crate) fn order(&self, id: ConversationId) -> (u64, Timestamp, ConversationId) {
        let conversation = &self.conversations[&id];
        let target = conversation.target(&self.policy).as_millis() as u64;
        let queued_at = conversation.summary.queued_at;
        (queued_at.0 + target * 1_000 / u64::from(self.weight(id)), queued_at, id)
    }

    fn weight(&self, id: ConversationId) -> u32 {
        let summary = &self.conversations[&id].summary;
        let priority = match summary.priority {
            Priority::Urgent => self.policy.urgent_permille,
            Priority::High => self.policy.high_permille,
            Priority::Medium => 1_000,
            Priority::Low => self.policy.low_permille,
        };
        let tier = if summary.tier == Tier::Vip { self.policy.vip_permille } else { 1_000 };
        let cost = self.policy.channel(summary.channel).cost_permille;
        (u64::from(cost) * u64::from(priority) / 1_000 * u64::from(tier) / 1_000) as u32
    }

    fn fitness(&self, conversation: ConversationId, id: AgentId) -> f64 {
        let fit = match self.conversations[&conversation].level(&self.agents[&id]) {
            2 => self.policy.primary,
            1 => self.policy.secondary,
            _ => self.policy.untrained,
        };
        let slowed = 1.0 + f64::from(self.policy.concurrency_permille) / 1_000.0 * self.load(id) as f64;
        let matched = f64::from(1_000 - fit.transfer_permille) / 1_000.0 / (f64::from(fit.handle_permille) / 1_000.0);
        matched * matched * matched / slowed
    }

    fn refused(&self, conversation: ConversationId, agent: AgentId) -> usize {
        self.conversations[&conversation].refusals.iter().filter(|who| **who == agent).count()
    }

    fn prefer(&self, rule: Rule, conversation: ConversationId, a: AgentId, b: AgentId) -> Ordering {
        let breadth = |id: AgentId| {
            let profile = &self.agents[&id].profile;
            2 * profile.skills.len() + profile.secondary_skills.len()
        };
        let idle = |id: AgentId| (self.agents[&id].idle_since, id);
        let turn = |id: AgentId| {
            let channel = self.conversations[&conversation].summary.channel;
            (self.turns.get(&channel).is_some_and(|last| id <= *last), id)
        };
        let by_rule = match rule {
            Rule::Index => self
                .fitness(conversation, b)
                .total_cmp(&self.fitness(conversation, a))
                .then(self.load(a).cmp(&self.load(b)))
                .then(breadth(a).cmp(&breadth(b)))
                .then(idle(a).cmp(&idle(b))),
            Rule::RoundRobin => turn(a).cmp(&turn(b)),
            Rule::LongestIdle | Rule::SkillMatch => idle(a).cmp(&idle(b)),
            Rule::LeastLoaded => self.load(a).cmp(&self.load(b)).then(idle(a).cmp(&idle(b))),
        };
        self.refused(conversation, a).cmp(&self.refused(conversation, b)).then(by_rule)
    }

    /// R3: who waits although this agent has room that is not kept for others. Empty after every input.
    pub(crate) fn unserved(&self, now: Timestamp) -> Vec<(ConversationId, AgentId)> {
        let pairs = self.conversations.keys().flat_map(|conversation| self.agents.keys().map(|agent| (*conversation, *agent)));
        pairs.filter(|(conversation, agent)| self.could_take(*conversation, *agent, now)).collect()
    }

    fn could_take(&self, conversation: ConversationId, id: AgentId, now: Timestamp) -> bool {
        let agent = &self.agents[&id];
        let conversation = &self.conversations[&conversation];
        let rule = self.policy.rule_at(now);
        conversation.place == Place::Waiting
            && agent.is_here()
            && self.has_room(id, conversation.summary.channel)
            && conversation.suits(id, agent, rule)
            && !conversation.excluded.contains_key(&id)
            && (rule != Rule::Index || conversation.forced || self.spares(id, conversation.summary.channel))
    }

    /// Held of each channel, but for one conversation.
    fn held(&self, id: AgentId) -> Vec<Channel> {
        let is_held = |conversation: &&Conversation| match conversation.place {
            Place::Offered(agent, _) | Place::Assigned(agent) => agent == id,
            Place::Waiting | Place::Gone => false,
        };
        self.conversations.values().filter(is_held).map(|conversation| conversation.summary.channel).collect()
    }

    fn has_room(&self, id: AgentId, channel: Channel) -> bool {
        admits(&self.agents[&id], &self.held(id), channel)
    }

    /// Whether more of the room of those who serve the same channels is free than is kept.
    fn spares(&self, id: AgentId, channel: Channel) -> bool {
        let reserve = u64::from(self.policy.channel(channel).reserve_permille);
        let serves = |agent: &Agent| Channel::ALL.map(|channel| most(agent, channel) > 0);
        let mine = serves(&self.agents[&id]);
        let (mut capacity, mut free) = (0, 0);
        for (id, agent) in self.agents.iter().filter(|(_, agent)| agent.is_here() && serves(agent) == mine) {
            let held = self.held(*id);
            let whole = u64::from(agent.capacity);
            let taken = if held.contains(&Channel::Phone) { whole } else { held.len() as u64 };
            capacity += whole;
            free += whole.saturating_sub(taken);
        }
        // The share is that of room for 64, and goes with the square root of the room; at most half of it for shares below.
        let by_root = free * free * 1_000_000 <= reserve * reserve * 64 * capacity;
        let by_share = free * 1_000 <= capacity * reserve.max(500);
        reserve == 0 || !(by_root && by_share)
    }

    pub(crate) fn assigned(&self, agent: AgentId) -> usize {
        self.conversations.values().filter(|conversation| conversation.place == Place::Assigned(agent)).count()
    }

    pub(crate) fn load(&self, agent: AgentId) -> usize {
        let offered = |conversation: &&Conversation| matches!(conversation.place, Place::Offered(to, _) if to == agent);
        self.assigned(agent) + self.conversations.values().filter(offered).count()
    }

    pub(crate) fn connect(&mut self, socket: u64, profile: &AgentProfile, now: Timestamp) {
        if self.agents.contains_key(&profile.id) {
            self.profile(profile, now);
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

    pub(crate) fn profile(&mut self, profile: &AgentProfile, now: Timestamp) {
        if let Some(agent) = self.agents.get_mut(&profile.id).filter(|agent| agent.profile != *profile) {
            if agent.profile.capacity != profile.capacity {
                agent.capacity = profile.capacity;
            }
            agent.profile = profile.clone();
            self.withdraw(profile.id, now);
        }
    }

    pub(crate) fn presence(&mut self, id: AgentId, presence: Presence, now: Timestamp) {
        self.agents.get_mut(&id).unwrap().presence = presence;
        self.withdraw(id, now);
    }

    pub(crate) fn capacity(&mut self, id: AgentId, capacity: u8, now: Timestamp) {
        self.agents.get_mut(&id).unwrap().capacity = capacity.clamp(1, limits::CAPACITY_MAX);
        self.withdraw(id, now);
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
            conversation.hold_until = None;
            self.agents.get_mut(&agent).unwrap().idle_since = now;
        }
    }

    /// A supervisor gives it to somebody who has a socket and not too many beyond capacity.
    pub(crate) fn force(&mut self, id: ConversationId, agent: AgentId, now: Timestamp) {
        let held = self.assigned(agent);
        let can =
            |agent: &&Agent| !agent.sockets.is_empty() && held < usize::from(agent.capacity) + usize::from(limits::FORCED_BEYOND);
        let Some(conversation) = self.conversations.get_mut(&id) else { return };
        let before = match conversation.place {
            Place::Gone => return,
            Place::Assigned(held_by) if held_by == agent => return,
            Place::Assigned(held_by) => Some(held_by),
            Place::Waiting | Place::Offered(..) => None,
        };
        if self.agents.get(&agent).as_ref().is_some_and(can) {
            conversation.place = Place::Assigned(agent);
            conversation.epoch += 1;
            conversation.excluded.clear();
            conversation.refusals.clear();
            conversation.hold_until = None;
            for who in before.into_iter().chain([agent]) {
                if let Some(agent) = self.agents.get_mut(&who) {
                    agent.idle_since = now;
                }
            }
            self.withdraw(agent, now);
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
            forced: false,
            hold_until: None,
        };
        let is_new = !self.conversations.contains_key(&summary.conversation);
        let conversation = self.conversations.entry(summary.conversation).or_insert(new);
        if !is_new && conversation.summary.version >= summary.version {
            return;
        }
        let old_place = conversation.summary.queued_at;
        conversation.widened &= old_place == summary.queued_at;
        conversation.forced &= old_place == summary.queued_at;
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
                conversation.hold_until = None;
            }
            Place::Assigned(agent) if summary.released_epoch >= conversation.epoch => {
                if old_place == summary.queued_at {
                    conversation.excluded.insert(agent, now + EXCLUSION);
                    conversation.refusals.push(agent);
                }
                conversation.place = Place::Waiting;
                let is_known = |transfer: &Transfer| match &transfer.to {
                    TransferTarget::Agent { agent } => self.agents.contains_key(agent),
                    TransferTarget::Team { .. } | TransferTarget::Skill { .. } | TransferTarget::Anybody => true,
                };
                let hold = Duration::from_secs(u64::from(self.policy.transfer_hold_s));
                conversation.hold_until = summary.transfer.as_ref().filter(|transfer| is_known(transfer)).map(|_| now + hold);
                worked = Some(agent);
            }
            Place::Offered(agent, _) => self.withdraw(agent, now),
            Place::Gone => {
                conversation.place = Place::Waiting;
                let is_here = summary.served_by.is_some_and(|id| self.agents.get(&id).is_some_and(Agent::is_here));
                let hold = Duration::from_secs(u64::from(self.policy.preferred_hold_s));
                conversation.hold_until = is_here.then(|| now + hold);
            }
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
    fn withdraw(&mut self, id: AgentId, now: Timestamp) {
        let agent = &self.agents[&id];
        let rule = self.policy.rule_at(now);
        let mut held: Vec<Channel> = Vec::new();
        let mut offers: Vec<(Timestamp, ConversationId)> = Vec::new();
        for (id_of, conversation) in &self.conversations {
            match conversation.place {
                Place::Offered(to, until) if to == id => offers.push((until, *id_of)),
                Place::Assigned(to) if to == id => held.push(conversation.summary.channel),
                Place::Offered(..) | Place::Assigned(_) | Place::Waiting | Place::Gone => {}
            }
        }
        offers.sort_unstable();
        for (_, conversation) in offers {
            let conversation = self.conversations.get_mut(&conversation).unwrap();
            let channel = conversation.summary.channel;
            let fits = conversation.suits(id, agent, rule);
            if agent.presence == Presence::Online && fits && admits(agent, &held, channel) {
                held.push(channel);
            } else {
                conversation.place = Place::Waiting;
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
        let queued = || self.conversations.values().filter(|held| held.is_queued());
        let widenings = queued().filter(|held| !held.widened && held.summary.skill.is_some());
        let widenings = widenings
            .map(|held| held.summary.queued_at + held.target(&self.policy) * self.policy.untrained_after_permille / 1_000);
        let forced = queued().filter(|held| !held.forced && self.policy.channel(held.summary.channel).reserve_permille > 0);
        let forced = forced.map(|held| {
            let channel = self.policy.channel(held.summary.channel);
            held.summary.queued_at + held.target(&self.policy) * channel.forced_after_permille / 1_000
        });
        let holds = queued().filter_map(|held| held.hold_until);
        graces.chain(offers).chain(exclusions).chain(widenings).chain(forced).chain(holds).min()
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
