//! One day: customers arrive, wait, leave, are answered, passed on and done.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use routing::SocketId;
use wire::{
    Channel, ConversationId, ConversationState, EscalationReason, Locale, Priority, RoutingPolicy, Summary, Tier, Transfer,
    TransferTarget, VisitorId,
};

use crate::arrivals::Contact;
use crate::desk::{Host, instant};
use crate::scenario::{CONCURRENCY, END_S, MOST_TRANSFERS, Regime, UNTIL_TRANSFER};
use crate::staff::{Worker, skill_id};

/// What became of a contact.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Outcome {
    /// In a queue, all together.
    pub waited_s: f64,
    /// Until an agent first took it, in seconds; none if nobody did.
    pub first_wait_s: Option<f64>,
    /// The wait it was told to expect when it came, in seconds; none if it did not wait or nobody could say.
    pub told_s: Option<f64>,
    pub left: bool,
    pub transfers: usize,
    /// When an agent was done with it.
    pub done_s: Option<f64>,
    /// The last agent who took it, by place in the staff.
    pub agent: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Comes(usize),
    Goes(usize),
    Arrives(usize),
    /// Its patience of this wait is over.
    Leaves(usize, usize),
    PassedOn(usize),
    Done(usize),
}

/// A contact in the centre.
struct Visit {
    outcome: Outcome,
    /// Since when it waits; none while somebody answers.
    waits_since: Option<f64>,
    /// The assignment, by its epoch.
    epoch: u64,
    version: u64,
    is_over: bool,
    /// How it was last passed on.
    transfer: Option<Transfer>,
}

struct Day<'a> {
    staff: &'a [Worker],
    contacts: &'a [Contact],
    regime: Regime,
    host: Host,
    visits: Vec<Visit>,
    /// How many each agent answers now.
    open: Vec<usize>,
    events: BinaryHeap<Reverse<(u64, u64, Event)>>,
    scheduled: u64,
}

/// Lets a day pass under a policy; outcomes are in the order of the contacts.
pub fn run(staff: &[Worker], contacts: &[Contact], regime: Regime, policy: RoutingPolicy) -> Vec<Outcome> {
    let visits = contacts.iter().map(|_| Visit {
        outcome: Outcome::default(),
        waits_since: None,
        epoch: 0,
        version: 0,
        is_over: false,
        transfer: None,
    });
    let mut day = Day {
        staff,
        contacts,
        regime,
        host: Host::default(),
        visits: visits.collect(),
        open: vec![0; staff.len()],
        events: BinaryHeap::new(),
        scheduled: 0,
    };
    day.host.publish(policy);
    for (agent, worker) in staff.iter().enumerate() {
        day.at(worker.from_s, Event::Comes(agent));
        day.at(worker.to_s, Event::Goes(agent));
    }
    for (place, contact) in contacts.iter().enumerate() {
        day.at(contact.arrives_s, Event::Arrives(place));
    }
    while let Some(Reverse((at_ms, _, event))) = day.events.pop() {
        let now = at_ms as f64 / 1_000.0;
        if now > END_S {
            break;
        }
        day.happen(event, now);
        day.answer(now);
    }
    for visit in &mut day.visits {
        visit.outcome.waited_s += visit.waits_since.map_or(0.0, |since| (END_S - since).max(0.0));
    }
    day.visits.into_iter().map(|visit| visit.outcome).collect()
}

impl Day<'_> {
    fn at(&mut self, at_s: f64, event: Event) {
        self.scheduled += 1;
        self.events.push(Reverse(((at_s * 1_000.0).round() as u64, self.scheduled, event)));
    }

    fn happen(&mut self, event: Event, now: f64) {
        match event {
            Event::Comes(agent) => {
                if let Some(worker) = self.staff.get(agent) {
                    self.host.arrive(SocketId(agent as u64), worker.profile(agent), now);
                }
            }
            Event::Goes(agent) => self.host.leave(SocketId(agent as u64), now),
            Event::Arrives(place) => {
                self.wait(place, now);
                let told_s = self.host.expected_wait(place);
                if let Some(visit) = self.visits.get_mut(place) {
                    visit.outcome.told_s = told_s;
                }
            }
            Event::Leaves(place, wait) => {
                let Some(visit) = self.visits.get_mut(place) else { return };
                let Some(since) = visit.waits_since.filter(|_| visit.outcome.transfers == wait) else { return };
                visit.waits_since = None;
                visit.is_over = true;
                visit.outcome.waited_s += now - since;
                visit.outcome.left = true;
                self.tell(place, now);
            }
            Event::PassedOn(place) => {
                self.let_go(place);
                let (Some(visit), Some(contact)) = (self.visits.get_mut(place), self.contacts.get(place)) else { return };
                visit.outcome.transfers += 1;
                visit.transfer = visit.outcome.agent.zip(skill_id(contact.skill)).map(|(agent, skill)| Transfer {
                    to: TransferTarget::Skill { skill },
                    from: wire::AgentId::from_bits(agent as u128 + 1),
                });
                self.wait(place, now);
            }
            Event::Done(place) => {
                self.let_go(place);
                if let Some(visit) = self.visits.get_mut(place) {
                    visit.is_over = true;
                    visit.outcome.done_s = Some(now);
                }
                self.tell(place, now);
            }
        }
    }

    fn wait(&mut self, place: usize, now: f64) {
        let (Some(visit), Some(contact)) = (self.visits.get_mut(place), self.contacts.get(place)) else { return };
        visit.waits_since = Some(now);
        let wait = visit.outcome.transfers;
        if let Some(Some(patience)) = contact.patience_s.get(wait) {
            self.at(now + patience, Event::Leaves(place, wait));
        }
        self.tell(place, now);
    }

    fn let_go(&mut self, place: usize) {
        let agent = self.visits.get(place).and_then(|visit| visit.outcome.agent);
        if let Some(open) = agent.and_then(|agent| self.open.get_mut(agent)) {
            *open = open.saturating_sub(1);
        }
    }

    /// Agents begin with what they were assigned.
    fn answer(&mut self, now: f64) {
        for (conversation, assigned) in self.host.take_assigned() {
            let (place, agent) = (conversation.bits() as usize, assigned.agent.bits() as usize - 1);
            let (Some(visit), Some(contact), Some(worker)) =
                (self.visits.get_mut(place), self.contacts.get(place), self.staff.get(agent))
            else {
                continue;
            };
            let Some(since) = visit.waits_since.take() else { continue };
            visit.outcome.waited_s += now - since;
            visit.outcome.first_wait_s.get_or_insert(now - since);
            visit.outcome.agent = Some(agent);
            visit.epoch = assigned.epoch;
            let open = self.open.get_mut(agent).map_or(1, |open| {
                *open += 1;
                *open
            });
            let level = worker.levels.get(contact.skill).copied().unwrap_or(0);
            let factor = self.regime.service_factors().get(level).copied().unwrap_or(1.0);
            let service = contact.service_s * factor * (1.0 + CONCURRENCY * (open as f64 - 1.0));
            let passes_on = self.regime.transfer_probabilities().get(level).copied().unwrap_or(0.0);
            let transfers = visit.outcome.transfers;
            let is_passed_on =
                transfers < MOST_TRANSFERS && contact.passed_on.get(transfers).is_some_and(|draw| *draw < passes_on);
            if is_passed_on {
                self.at(now + UNTIL_TRANSFER * service, Event::PassedOn(place));
            } else {
                self.at(now + service, Event::Done(place));
            }
        }
    }

    /// What the conversation tells the desk.
    fn tell(&mut self, place: usize, now: f64) {
        let (Some(visit), Some(contact)) = (self.visits.get_mut(place), self.contacts.get(place)) else { return };
        visit.version += 1;
        let Ok(locale) = Locale::new("en") else { return };
        let skill = if visit.transfer.is_some() { contact.skill } else { contact.label };
        let summary = Summary {
            conversation: ConversationId::from_bits(place as u128),
            version: visit.version,
            visitor: VisitorId::from_bits(place as u128),
            state: if visit.is_over { ConversationState::Resolved } else { ConversationState::Open },
            queued_at: instant(contact.arrives_s),
            opened_at: instant(contact.arrives_s),
            answered_at: None,
            asked_at: None,
            last_activity_at: instant(now),
            locale,
            reason: EscalationReason::Asked,
            prediction: None,
            skill: skill_id(skill),
            priority: if contact.is_urgent && contact.channel != Channel::Email { Priority::High } else { Priority::Medium },
            channel: contact.channel,
            tier: if contact.is_vip { Tier::Vip } else { Tier::Standard },
            served_by: None,
            transfer: visit.transfer.clone(),
            card: None,
            tone: None,
            reach: wire::summary::Reach::default(),
            preview: String::new(),
            messages: 1,
            tags: Vec::new(),
            mentions: Vec::new(),
            is_forgotten: false,
            rating: None,
            assigned: None,
            released_epoch: visit.epoch,
            facts: Vec::new(),
            facts_from: 0,
        };
        self.host.summarise(summary, now);
    }
}
