//! What the desk stores: one record per agent, one per conversation, and a reason per assignment.

use std::collections::BTreeMap;
use std::time::Duration;

use json::Json;
use wire::command::ConversationCommand;
use wire::desk::Assignment;
use wire::floor::ChosenBy;
use wire::{
    AgentId, AgentProfile, Channel, ConversationId, OfferId, Presence, RoutingPolicy, Rule, SkillId, Summary, Timestamp, Write,
    limits, record,
};

use crate::policy::{FORGET, retry_pause};
use crate::sla::Clock;

pub(crate) const AGENT: &str = "agent/";
pub(crate) const CONVERSATION: &str = "conversation/";

/// `agent/{id}`
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Agent {
    pub(crate) profile: AgentProfile,
    pub(crate) presence: Presence,
    /// When it was last set.
    #[json(default)]
    pub(crate) presence_since: Timestamp,
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
    /// It has waited so long that no room is kept from it.
    #[json(default)]
    pub(crate) is_forced: bool,
    /// Its wait was counted.
    #[json(default)]
    pub(crate) is_counted: bool,
    /// Until when it waits for those it was passed on to, or for who served it last. None once that is over.
    #[json(default)]
    pub(crate) hold_until: Option<Timestamp>,
    /// Promises that run.
    #[json(default)]
    pub(crate) clocks: Vec<Clock>,
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

/// `policy`
pub(crate) const POLICY: &str = "policy";

/// `turns`: who was asked last under [`Rule::RoundRobin`], by channel.
pub(crate) const TURNS: &str = "turns";

/// `lines`: how the lines of those who wait move.
pub(crate) const LINES: &str = "lines";

/// `waits`
pub(crate) const WAITS: &str = "waits";

/// One of [`TURNS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub(crate) struct LastTurn {
    pub(crate) channel: Channel,
    pub(crate) agent: AgentId,
}

/// `why/{conversation}/{epoch}`: why this agent was asked. Written with the offer; the one accepted stands.
///
/// [`Why::prefix`] is what all of a conversation's keys begin with.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Why {
    pub at: Timestamp,
    pub agent: AgentId,
    /// The rule that held.
    pub rule: Rule,
    /// The skill that was required; none if anybody would do.
    pub skill: Option<SkillId>,
    pub queued_at: Timestamp,
    /// What its waiting cost then: 1000 is an ordinary chat that has just come.
    pub urgency_permille: u64,
    /// How many could have been asked, and the first of them in order of choice; the first was asked.
    pub eligible: u32,
    pub candidates: Vec<Candidate>,
    /// Who was passed over after a refusal.
    pub excluded: Vec<AgentId>,
    /// A supervisor, in place of the rule; `candidates` is then whom they chose alone.
    #[json(default)]
    pub chosen_by: Option<ChosenBy>,
}

impl Why {
    /// What the keys of a conversation's reasons begin with; they sort by assignment.
    #[must_use]
    pub fn prefix(conversation: ConversationId) -> String {
        format!("why/{conversation}/")
    }
}

/// An agent as they stood at the choice.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub struct Candidate {
    pub agent: AgentId,
    pub knows: Knowledge,
    /// How often they refused this conversation before.
    pub refusals: u32,
    /// Assigned and offered.
    pub load: u32,
    pub capacity: u8,
    pub idle_since: Timestamp,
    /// What they were at it, against 1000 of somebody who takes the usual time, never passes on and holds nothing else. What they
    /// keep of conversations over how long they take counts by its cube.
    pub fitness_permille: u32,
}

/// What an agent knows of what a conversation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Json)]
#[json(rename_all = "snake_case")]
pub enum Knowledge {
    #[json(other)]
    Untrained,
    Secondary,
    Primary,
}

impl Agent {
    pub(crate) fn capacity(&self) -> u8 {
        self.own_capacity.unwrap_or(self.profile.capacity).clamp(1, limits::CAPACITY_MAX)
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

    /// Somebody took it, or nobody needs to: refusals and waiting for somebody are over.
    pub(crate) fn clear_search(&mut self) {
        self.excluded.clear();
        self.refusals.clear();
        self.hold_until = None;
    }

    /// The skill an agent must have to be offered this now.
    pub(crate) fn required(&self) -> Option<&SkillId> {
        self.summary.skill.as_ref().filter(|_| !self.widened)
    }

    /// Whether somebody is being looked for.
    fn is_queued(&self) -> bool {
        match &self.place {
            Place::Waiting | Place::Offered { .. } => true,
            Place::Assigned { .. } | Place::Gone { .. } => false,
        }
    }

    /// When its skill stops being required; none if it is not, or nobody is being looked for.
    pub(crate) fn widens_at(&self, policy: &RoutingPolicy) -> Option<Timestamp> {
        let after = share(self.target(policy), policy.untrained_after_permille);
        (self.is_queued() && self.required().is_some()).then(|| self.summary.queued_at + after)
    }

    /// When room is no longer kept from it.
    pub(crate) fn forced_at(&self, policy: &RoutingPolicy) -> Option<Timestamp> {
        let channel = policy.channel(self.summary.channel);
        let after = share(self.target(policy), channel.forced_after_permille);
        (self.is_queued() && !self.is_forced && channel.reserve_permille > 0).then(|| self.summary.queued_at + after)
    }

    fn target(&self, policy: &RoutingPolicy) -> Duration {
        Duration::from_secs(u64::from(policy.target_s(&self.summary)))
    }

    /// The first thing to do about it by itself.
    pub(crate) fn due(&self, policy: &RoutingPolicy) -> Option<Timestamp> {
        let place = match &self.place {
            Place::Offered { expires_at, .. } => Some(*expires_at),
            Place::Gone { since } => Some(*since + FORGET),
            Place::Waiting | Place::Assigned { .. } => None,
        };
        let outgoing = self.outgoing.as_ref().map(|outgoing| outgoing.next_at);
        let steps = [self.widens_at(policy), self.forced_at(policy), self.hold_until.filter(|_| self.is_queued())];
        let clocks = self.clocks.iter().filter_map(Clock::missed_at);
        self.excluded.values().copied().chain(place).chain(outgoing).chain(steps.into_iter().flatten()).chain(clocks).min()
    }

    /// Brings deadlines back within their spans after the clock stepped back. True if any moved.
    pub(crate) fn rewind(&mut self, policy: &RoutingPolicy, now: Timestamp) -> bool {
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
        if let Some(until) = &mut self.hold_until {
            let hold = policy.transfer_hold_s.max(policy.preferred_hold_s);
            limit(until, now + Duration::from_secs(u64::from(hold)));
        }
        if let Some(outgoing) = &mut self.outgoing {
            let latest = now + retry_pause(outgoing.attempts);
            limit(&mut outgoing.next_at, latest);
        }
        moved
    }
}

/// A share of a span, in thousandths.
fn share(span: Duration, permille: u32) -> Duration {
    span.saturating_mul(permille) / 1_000
}

pub(crate) fn agent_key(id: AgentId) -> String {
    format!("{AGENT}{id}")
}

pub(crate) fn conversation_key(id: ConversationId) -> String {
    format!("{CONVERSATION}{id}")
}

/// The reason of the assignment that would be the next one.
pub(crate) fn why(id: ConversationId, epoch: u64, why: &Why) -> Write {
    Write::put(format!("{}{}", Why::prefix(id), record::ordered(epoch)), why)
}

/// Facts sort by time; the conversation's own count keeps those of one millisecond apart and in order.
pub(crate) fn fact(fact: &wire::fact::Fact, id: ConversationId, count: u64) -> Write {
    Write::put(format!("fact/{}/{id}/{}", record::ordered(fact.at.0), record::ordered(count)), fact)
}
