//! The choice: which waiting conversation goes to which agent with room, and how near the others came.
//!
//! Under [`Rule::Index`] every pair has an index: what the conversation's waiting costs, times what the agent is at it
//! ([`fitness`]). The greatest is chosen. Within a class of conversations only the longest waiting can have it, and within a
//! bench of agents of one level only the first seat; so a choice looks at classes times benches, however many wait. The other
//! rules take the longest waiting.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use wire::{AgentId, ConversationId, Rule, Timestamp};

use crate::Desk;
use crate::book::Rank;
use crate::class::{Class, Who};
use crate::fitness::fitness;
use crate::policy::CANDIDATES_TOLD;
use crate::record::{Held, Knowledge};
use crate::roster::{Bench, Seat, Station};

/// What was chosen, and among whom.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) conversation: ConversationId,
    pub(crate) rule: Rule,
    /// What its waiting costs now.
    pub(crate) urgency: f64,
    /// The best first; at most [`CANDIDATES_TOLD`].
    pub(crate) contenders: Vec<Contender>,
    /// How many could have taken it.
    pub(crate) eligible: usize,
}

/// An agent who could take a conversation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Contender {
    pub(crate) seat: Seat,
    pub(crate) knows: Knowledge,
    /// How often they refused it.
    pub(crate) refusals: u32,
    /// What they are at it: 1 for somebody who takes the usual time, never passes on and holds nothing else.
    pub(crate) fitness: f64,
}

/// One class with who has room for it.
struct Look<'a> {
    desk: &'a Desk,
    rule: Rule,
    class: &'a Class,
    benches: Vec<(Station, &'a Bench)>,
    /// Who had the last turn.
    turn: Option<AgentId>,
}

impl Desk {
    /// The pair to offer next; none if nobody waits for whom an eligible agent has unreserved room.
    pub(crate) fn choose(&self, now: Timestamp) -> Option<Choice> {
        let rule = self.book.policy().rule_at(now);
        let mut best: Option<(f64, Rank, Look<'_>)> = None;
        for (class, ranks) in self.book.waiting() {
            let look = Look::at(self, rule, class);
            if look.has_nobody() {
                continue;
            }
            let found = ranks.iter().find_map(|rank| Some((*rank, look.best(self.book.get(rank.conversation)?)?)));
            let Some((rank, contender)) = found else { continue };
            let index = if rule == Rule::Index { class.urgency(rank.queued_at, now) * contender.fitness } else { 0.0 };
            let is_better = best
                .as_ref()
                .is_none_or(|(greatest, first, _)| greatest.total_cmp(&index).then_with(|| rank.cmp(first)) == Ordering::Less);
            if is_better {
                best = Some((index, rank, look));
            }
        }
        let (_, rank, look) = best?;
        let held = self.book.get(rank.conversation)?;
        let (contenders, eligible) = look.all(held);
        let urgency = look.class.urgency(rank.queued_at, now);
        Some(Choice { conversation: rank.conversation, rule, urgency, contenders, eligible })
    }

    /// Whether this agent is one of those a conversation waits for. Room is not looked at.
    pub(crate) fn is_fit(&self, held: &Held, agent: AgentId, rule: Rule) -> bool {
        let class = Class::of(held, self.book.policy());
        let is_trained = self.knowledge(agent, &class) != Knowledge::Untrained;
        match &class.who {
            Who::Anybody => true,
            Who::Trained => is_trained || !minds_skills(rule),
            Who::TrainedOnly => is_trained,
            Who::Team(team) => self.staff.get(&agent).is_some_and(|agent| agent.profile.teams.contains(team)),
            Who::Only(only) => *only == agent,
        }
    }

    /// What a conversation's waiting costs now, as reasons tell it.
    pub(crate) fn urgency_permille(&self, held: &Held, now: Timestamp) -> u64 {
        let class = Class::of(held, self.book.policy());
        (class.urgency(held.summary.queued_at, now) * 1_000.0).round() as u64
    }

    fn knowledge(&self, agent: AgentId, class: &Class) -> Knowledge {
        let Some(skill) = &class.skill else { return Knowledge::Primary };
        match self.staff.get(&agent).map(|agent| &agent.profile) {
            Some(profile) if profile.skills.contains(skill) => Knowledge::Primary,
            Some(profile) if profile.secondary_skills.contains(skill) => Knowledge::Secondary,
            Some(_) | None => Knowledge::Untrained,
        }
    }
}

impl<'a> Look<'a> {
    fn at(desk: &'a Desk, rule: Rule, class: &'a Class) -> Self {
        // Reserves are the index rule's.
        let reserve = if rule == Rule::Index { class.reserve } else { 0 };
        let benches = desk.roster.open(class.channel).filter(|(station, _)| desk.roster.spares(station.serves, reserve));
        Look { desk, rule, class, benches: benches.collect(), turn: desk.turns.get(&class.channel).copied() }
    }

    fn has_nobody(&self) -> bool {
        match self.class.who {
            Who::Only(agent) => self.only(agent).is_none(),
            Who::Anybody | Who::Trained | Who::TrainedOnly | Who::Team(_) => self.seats().all(BTreeSet::is_empty),
        }
    }

    /// Agents to choose from, each set in order of seats; one agent may be in two.
    fn seats(&self) -> impl Iterator<Item = &'a BTreeSet<Seat>> {
        self.benches.iter().flat_map(|(_, bench)| self.of(bench)).flatten()
    }

    fn of(&self, bench: &'a Bench) -> [Option<&'a BTreeSet<Seat>>; 3] {
        let skill = self.class.skill.as_ref().filter(|_| minds_skills(self.rule) || self.class.who == Who::TrainedOnly);
        let trained = |knows| skill.map(|skill| bench.skilled(skill, knows));
        match &self.class.who {
            Who::Anybody => [trained(Knowledge::Primary), trained(Knowledge::Secondary), Some(&bench.everyone)],
            Who::Trained | Who::TrainedOnly if skill.is_some() => {
                [trained(Knowledge::Primary), trained(Knowledge::Secondary), None]
            }
            Who::Trained | Who::TrainedOnly => [Some(&bench.everyone), None, None],
            Who::Team(team) => [Some(bench.team(team)), None, None],
            Who::Only(_) => [None, None, None],
        }
    }

    fn only(&self, agent: AgentId) -> Option<Seat> {
        let (station, seat) = self.desk.roster.seat(agent, self.class.channel)?;
        self.benches.iter().any(|(open, _)| *open == station).then_some(seat)
    }

    /// The first to be asked; none if all who could were passed over.
    fn best(&self, held: &Held) -> Option<Contender> {
        if let Who::Only(agent) = self.class.who {
            return self.only(agent).and_then(|seat| self.contender(held, seat));
        }
        let first = |seats: &BTreeSet<Seat>| -> Option<Contender> {
            let contenders = seats.iter().filter_map(|seat| self.contender(held, *seat));
            if self.rule != Rule::Index {
                return contenders.min_by(|a, b| self.compare(a, b));
            }
            let mut best: Option<Contender> = None;
            for contender in contenders {
                if best.is_none_or(|best| contender.refusals < best.refusals) {
                    best = Some(contender);
                }
                // Seats are in order: nobody behind is better than one who never refused.
                if contender.refusals == 0 {
                    break;
                }
            }
            best
        };
        self.seats().filter_map(first).min_by(|a, b| self.compare(a, b))
    }

    /// The best of all who could take it, in order, and how many they are.
    fn all(&self, held: &Held) -> (Vec<Contender>, usize) {
        if let Who::Only(agent) = self.class.who {
            let only: Vec<Contender> = self.only(agent).and_then(|seat| self.contender(held, seat)).into_iter().collect();
            let count = only.len();
            return (only, count);
        }
        // Refusals come before everything else, so with any of them all have to be looked at.
        let told = if self.rule == Rule::Index && held.refusals.is_empty() { CANDIDATES_TOLD } else { usize::MAX };
        let mut contenders: BTreeMap<AgentId, Contender> = BTreeMap::new();
        for seats in self.seats() {
            let some = seats.iter().filter_map(|seat| self.contender(held, *seat)).take(told);
            contenders.extend(some.map(|contender| (contender.seat.agent, contender)));
        }
        let mut contenders: Vec<Contender> = contenders.into_values().collect();
        contenders.sort_by(|a, b| self.compare(a, b));
        contenders.truncate(CANDIDATES_TOLD);
        (contenders, self.eligible(held))
    }

    fn eligible(&self, held: &Held) -> usize {
        let sets = |bench| self.of(bench).into_iter().flatten().map(BTreeSet::len);
        let count: usize = match self.class.who {
            // Whoever is trained is among everyone.
            Who::Anybody => self.benches.iter().filter_map(|(_, bench)| sets(bench).max()).sum(),
            Who::Trained | Who::TrainedOnly | Who::Team(_) | Who::Only(_) => {
                self.benches.iter().flat_map(|(_, bench)| sets(bench)).sum()
            }
        };
        let passed_over =
            held.excluded.keys().filter(|agent| self.only(**agent).is_some() && self.desk.is_fit(held, **agent, self.rule));
        count.saturating_sub(passed_over.count())
    }

    fn contender(&self, held: &Held, seat: Seat) -> Option<Contender> {
        if held.excluded.contains_key(&seat.agent) {
            return None;
        }
        let knows = self.desk.knowledge(seat.agent, self.class);
        let refusals = held.refusals.get(&seat.agent).copied().unwrap_or(0);
        Some(Contender { seat, knows, refusals, fitness: fitness(self.desk.book.policy(), knows, seat.open) })
    }

    /// Who refused it least, then as the rule says.
    fn compare(&self, a: &Contender, b: &Contender) -> Ordering {
        let by_rule = match self.rule {
            Rule::Index => b.fitness.total_cmp(&a.fitness).then(a.seat.cmp(&b.seat)),
            Rule::RoundRobin => self.round(a).cmp(&self.round(b)),
            Rule::LongestIdle | Rule::SkillMatch => idle(a).cmp(&idle(b)),
            Rule::LeastLoaded => a.seat.open.cmp(&b.seat.open).then(idle(a).cmp(&idle(b))),
        };
        a.refusals.cmp(&b.refusals).then(by_rule)
    }

    /// The place in the round that begins after whoever had the last turn.
    fn round(&self, contender: &Contender) -> (bool, AgentId) {
        let agent = contender.seat.agent;
        (self.turn.is_some_and(|last| agent <= last), agent)
    }
}

fn idle(contender: &Contender) -> (Timestamp, AgentId) {
    (contender.seat.idle_since, contender.seat.agent)
}

/// Whether a rule looks at what agents know.
pub(crate) fn minds_skills(rule: Rule) -> bool {
    match rule {
        Rule::Index | Rule::SkillMatch => true,
        Rule::RoundRobin | Rule::LongestIdle | Rule::LeastLoaded => false,
    }
}
