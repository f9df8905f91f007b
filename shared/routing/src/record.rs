//! What the desk stores: one record per agent, one per conversation, and a reason per assignment.

use std::collections::BTreeMap;

use json::Json;
use wire::command::ConversationCommand;
use wire::desk::Assignment;
use wire::{AgentId, AgentProfile, ConversationId, OfferId, Presence, SkillId, Summary, Timestamp, Write, limits, record};

use crate::policy::{FORGET, WIDENING, retry_pause};

pub(crate) const AGENT: &str = "agent/";
pub(crate) const CONVERSATION: &str = "conversation/";

/// `agent/{id}`
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Agent {
    pub(crate) profile: AgentProfile,
    pub(crate) presence: Presence,
    /// Set at the desk; the profile's counts otherwise.
    pub(crate) own_capacity: Option<u8>,
    /// When they last took or finished work, or first came.
    pub(crate) idle_since: Timestamp,
    /// When the last socket closed; none while connected.
    pub(crate) gone_since: Option<Timestamp>,
}

/// `conversation/{id}`. One record holds its one place, so that no store can ever show two.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Held {
    /// The newest known, without facts: those are the directory's.
    pub(crate) summary: Summary,
    pub(crate) place: Place,
    /// The last epoch given. Unless assigned now, all up to it have ended.
    pub(crate) epoch: u64,
    /// It has waited so long that its skill is no longer required.
    pub(crate) widened: bool,
    /// Who is passed over, and until when.
    pub(crate) excluded: BTreeMap<AgentId, Timestamp>,
    /// How often each refused it, let it expire or gave it back since it was last taken: kept beyond the exclusion, or a few who
    /// never answer would be asked in turn for ever while one who would is not.
    pub(crate) refusals: BTreeMap<AgentId, u32>,
    /// What the conversation has yet to be told. A newer command replaces an older one: the conversation goes by epochs.
    pub(crate) outgoing: Option<Outgoing>,
    /// Offers and facts so far; make ids and keys.
    pub(crate) offers: u64,
    pub(crate) facts: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Json)]
#[json(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Place {
    Waiting,
    Offered { offer: OfferId, agent: AgentId, expires_at: Timestamp },
    Assigned { assignment: Assignment },
    Gone { since: Timestamp },
}

#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Outgoing {
    pub(crate) command: ConversationCommand,
    pub(crate) attempts: u32,
    /// The next attempt, unless the last one is acknowledged before.
    pub(crate) next_at: Timestamp,
}

/// `why/{conversation}/{epoch}`: why this agent was asked. Written with the offer; the one accepted stands.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Why {
    pub at: Timestamp,
    pub agent: AgentId,
    pub skill: Option<SkillId>,
    pub queued_at: Timestamp,
    /// How many could have been asked, and the first of them in order of choice; the first was asked.
    pub eligible: u32,
    pub candidates: Vec<Candidate>,
    /// Who was passed over after a refusal.
    pub excluded: Vec<AgentId>,
}

/// An agent as they stood at the choice.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Candidate {
    pub agent: AgentId,
    /// How often they refused this conversation before.
    pub refusals: u32,
    /// Assigned and offered.
    pub load: u32,
    pub capacity: u8,
    pub idle_since: Timestamp,
}

impl Agent {
    pub(crate) fn capacity(&self) -> u8 {
        self.own_capacity.unwrap_or(self.profile.capacity).clamp(1, limits::CAPACITY_MAX)
    }

    pub(crate) fn has_skill(&self, skill: Option<&SkillId>) -> bool {
        skill.is_none_or(|skill| self.profile.skills.contains(skill))
    }

    /// Whether new work may go here at all.
    pub(crate) fn is_available(&self) -> bool {
        self.presence == Presence::Online && self.gone_since.is_none()
    }

    /// Presence as others see it: nobody is online without a socket.
    pub(crate) fn shown_presence(&self) -> Presence {
        if self.gone_since.is_none() { self.presence } else { Presence::Offline }
    }
}

impl Held {
    /// Passes over who refused it, and asks them later than those who did not.
    pub(crate) fn refused_by(&mut self, agent: AgentId, now: Timestamp) {
        self.excluded.insert(agent, now + crate::policy::EXCLUSION);
        let times = self.refusals.entry(agent).or_default();
        *times = times.saturating_add(1);
    }

    /// Somebody took it, or nobody needs to: refusals are over.
    pub(crate) fn clear_refusals(&mut self) {
        self.excluded.clear();
        self.refusals.clear();
    }

    /// The skill an agent must have to be offered this now.
    pub(crate) fn required(&self) -> Option<&SkillId> {
        self.summary.skill.as_ref().filter(|_| !self.widened)
    }

    /// When its skill stops being required; none if it is not, or nobody is being looked for.
    pub(crate) fn widens_at(&self) -> Option<Timestamp> {
        let is_queued = match &self.place {
            Place::Waiting | Place::Offered { .. } => true,
            Place::Assigned { .. } | Place::Gone { .. } => false,
        };
        (is_queued && self.required().is_some()).then(|| self.summary.queued_at + WIDENING)
    }

    /// The first thing to do about it by itself.
    pub(crate) fn due(&self) -> Option<Timestamp> {
        let place = match &self.place {
            Place::Offered { expires_at, .. } => Some(*expires_at),
            Place::Gone { since } => Some(*since + FORGET),
            Place::Waiting | Place::Assigned { .. } => None,
        };
        let outgoing = self.outgoing.as_ref().map(|outgoing| outgoing.next_at);
        self.excluded.values().copied().chain(place).chain(outgoing).chain(self.widens_at()).min()
    }

    /// Brings deadlines back within their spans after the clock stepped back. True if any moved.
    pub(crate) fn rewind(&mut self, now: Timestamp) -> bool {
        let mut moved = false;
        let mut limit = |deadline: &mut Timestamp, latest: Timestamp| {
            moved |= *deadline > latest;
            *deadline = latest.min(*deadline);
        };
        match &mut self.place {
            Place::Offered { expires_at, .. } => limit(expires_at, now + limits::OFFER_TIMEOUT),
            Place::Gone { since } => limit(since, now),
            Place::Waiting | Place::Assigned { .. } => {}
        }
        for until in self.excluded.values_mut() {
            limit(until, now + crate::policy::EXCLUSION);
        }
        if let Some(outgoing) = &mut self.outgoing {
            let latest = now + retry_pause(outgoing.attempts);
            limit(&mut outgoing.next_at, latest);
        }
        moved
    }
}

pub(crate) fn agent_key(id: AgentId) -> String {
    format!("{AGENT}{id}")
}

pub(crate) fn conversation_key(id: ConversationId) -> String {
    format!("{CONVERSATION}{id}")
}

/// The reason of the assignment that would be the next one.
pub(crate) fn why(id: ConversationId, epoch: u64, why: &Why) -> Write {
    Write::put(format!("why/{id}/{}", record::ordered(epoch)), why)
}

/// Facts sort by time; the conversation's own count keeps those of one millisecond apart and in order.
pub(crate) fn fact(fact: &wire::fact::Fact, id: ConversationId, count: u64) -> Write {
    Write::put(format!("fact/{}/{id}/{}", record::ordered(fact.at.0), record::ordered(count)), fact)
}
