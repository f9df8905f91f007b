//! The site's own staff works off what comes: a discrete-event run, so that waits, abandons and returns follow from load.
//!
//! Three things happen: somebody comes, an agent is done, a waiting person gives up. After each, whoever waits longest of the most
//! urgent is given to the least loaded agent on shift who has the skill. A call takes all that is left of an agent, and who is free next is
//! kept for it; letters leave room for live contacts. Who was not helped comes again.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    arrivals::{Arrival, Channel, is_on_shift},
    calendar::{DAY, MINUTE},
    dice::Dice,
    site::Site,
};

/// How a contact went.
#[derive(Debug, Clone)]
pub(crate) struct Contact {
    pub(crate) arrival: Arrival,
    pub(crate) queued_at: u64,
    pub(crate) first_answered_at: Option<u64>,
    pub(crate) ended_at: u64,
    /// A place in the staff.
    pub(crate) agent: Option<usize>,
    pub(crate) transfers: u16,
    pub(crate) urgency: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Came,
    Done {
        agent: usize,
    },
    GaveUp,
    /// Somebody's shift may have begun.
    Shift,
}

#[derive(Debug, Default, Clone)]
struct Desk {
    load: u32,
    last_given: u64,
}

struct Run<'a> {
    site: &'a Site,
    dice: Dice,
    until: u64,
    contacts: Vec<Contact>,
    /// By time, then by contact, so that the order never depends on memory.
    events: BTreeSet<(u64, usize, Event)>,
    /// Most urgent first, then longest waiting.
    waiting: BTreeSet<(u8, u64, usize)>,
    desks: Vec<Desk>,
    excluded: BTreeMap<usize, usize>,
    /// What each open contact takes of its agent.
    taken: BTreeMap<usize, u32>,
}

/// Lets everybody come; contacts that have not ended when time is up are left out.
pub(crate) fn run(site: &Site, arrivals: Vec<Arrival>, until: u64, dice: Dice) -> Vec<Contact> {
    let mut run = Run {
        site,
        dice,
        until,
        contacts: Vec::new(),
        events: BTreeSet::new(),
        waiting: BTreeSet::new(),
        desks: vec![Desk::default(); site.staff.len()],
        excluded: BTreeMap::new(),
        taken: BTreeMap::new(),
    };
    let first = arrivals.first().map_or(until, |arrival| arrival.at);
    for at in (first - first % (30 * MINUTE)..until).step_by(30 * MINUTE as usize) {
        run.events.insert((at, usize::MAX, Event::Shift));
    }
    arrivals.into_iter().for_each(|arrival| run.come(arrival));
    while let Some((at, number, event)) = run.events.pop_first() {
        if at >= until {
            break;
        }
        run.happen(at, number, event);
        run.give(at);
    }
    run.contacts.retain(|contact| contact.ended_at > 0);
    run.contacts.sort_by_key(|contact| contact.arrival.at);
    run.contacts
}

impl Run<'_> {
    fn come(&mut self, arrival: Arrival) {
        let skill = &self.site.skills[self.site.intents[arrival.intent].skill];
        let urgency = match arrival.channel {
            Channel::Email => 0,
            _ if skill == "fraud" => 3,
            Channel::Phone => 2,
            Channel::Chat | Channel::Social => 1,
        };
        // The assistant asks a little before a person is called.
        let queued_at = match arrival.channel {
            Channel::Chat => arrival.at + self.dice.between(15_000.0, 90_000.0) as u64,
            Channel::Phone => arrival.at + 20_000,
            Channel::Social | Channel::Email => arrival.at,
        };
        self.events.insert((queued_at, self.contacts.len(), Event::Came));
        self.contacts.push(Contact {
            arrival,
            queued_at,
            first_answered_at: None,
            ended_at: 0,
            agent: None,
            transfers: 0,
            urgency,
        });
    }

    fn happen(&mut self, at: u64, number: usize, event: Event) {
        match event {
            Event::Shift => {}
            Event::Came => {
                let contact = &self.contacts[number];
                self.waiting.insert((u8::MAX - contact.urgency, contact.queued_at, number));
                let patience = match contact.arrival.channel {
                    Channel::Chat => self.dice.exponential(14.0),
                    Channel::Phone => self.dice.exponential(11.0),
                    Channel::Social | Channel::Email => return,
                };
                self.events.insert((at + (patience * MINUTE as f64) as u64 + 5_000, number, Event::GaveUp));
            }
            Event::GaveUp => {
                let contact = &self.contacts[number];
                let place = (u8::MAX - contact.urgency, contact.queued_at, number);
                if contact.first_answered_at.is_none() && self.waiting.remove(&place) {
                    self.contacts[number].ended_at = at;
                    self.perhaps_again(number, at, 0.3);
                }
            }
            Event::Done { agent } => {
                self.desks[agent].load -= self.taken.remove(&number).unwrap_or_default();
                // Somebody else knows this better, now and then.
                let is_sure = self.site.staff[agent].skills.first() == Some(&self.skill(number));
                if self.contacts[number].transfers == 0 && self.dice.chance(if is_sure { 0.03 } else { 0.1 }) {
                    let contact = &mut self.contacts[number];
                    contact.transfers = 1;
                    let place = (u8::MAX - contact.urgency, contact.queued_at, number);
                    self.excluded.insert(number, agent);
                    self.waiting.insert(place);
                } else {
                    self.contacts[number].ended_at = at;
                    self.perhaps_again(number, at, 0.07);
                }
            }
        }
    }

    /// Gives away all that can be given.
    fn give(&mut self, at: u64) {
        let mut given = Vec::new();
        let mut held = BTreeSet::new();
        for place in self.waiting.clone() {
            let (_, _, number) = place;
            let Some(agent) = self.agent_for(number, at, &held) else {
                held.extend(self.next_for_call(number, at, &held));
                continue;
            };
            self.serve(number, agent, at);
            given.push(place);
        }
        for place in given {
            self.waiting.remove(&place);
        }
    }

    /// Whoever will be free first for a call that waits: they are given nothing else meanwhile.
    fn next_for_call(&self, number: usize, at: u64, held: &BTreeSet<usize>) -> Option<usize> {
        let is_call = self.contacts[number].arrival.channel == Channel::Phone;
        let able = (0..self.site.staff.len()).filter(|agent| is_call && !held.contains(agent) && self.can(number, *agent, at));
        able.min_by_key(|agent| self.desks[*agent].load)
    }

    /// On shift, with the skill, and not who passed it on.
    fn can(&self, number: usize, agent: usize, at: u64) -> bool {
        self.site.staff[agent].skills.contains(&self.skill(number))
            && self.excluded.get(&number) != Some(&agent)
            && is_on_shift(agent, self.site.staff.len(), at)
    }

    /// The least loaded agent on shift with the skill and room; of equals who was given something longest ago.
    fn agent_for(&self, number: usize, at: u64, held: &BTreeSet<usize>) -> Option<usize> {
        let channel = self.contacts[number].arrival.channel;
        let fits = |agent: &usize| {
            let (member, desk) = (&self.site.staff[*agent], &self.desks[*agent]);
            let room = member.capacity.saturating_sub(desk.load);
            // A letter leaves a place for somebody who waits at the other end; a call can rest one chat, not more.
            let needed = match channel {
                Channel::Email => 2,
                Channel::Phone => member.capacity.saturating_sub(1),
                Channel::Chat | Channel::Social => 1,
            };
            let is_free = channel == Channel::Phone || !held.contains(agent);
            is_free && room >= needed && self.can(number, *agent, at)
        };
        (0..self.site.staff.len()).filter(fits).min_by_key(|agent| (self.desks[*agent].load, self.desks[*agent].last_given))
    }

    fn serve(&mut self, number: usize, agent: usize, at: u64) {
        let channel = self.contacts[number].arrival.channel;
        let others = f64::from(self.desks[agent].load);
        // Minutes of the talk, longer with every other one, and a little with a second skill.
        let median = match channel {
            Channel::Chat => 7.5,
            Channel::Social => 6.0,
            Channel::Email => 8.0,
            Channel::Phone => 5.5,
        };
        let is_sure = self.site.staff[agent].skills.first() == Some(&self.skill(number));
        let minutes = self.dice.log_normal(median, 0.5) * (1.0 + 0.22 * others) * if is_sure { 1.0 } else { 1.15 };
        let talk = (minutes * MINUTE as f64) as u64;
        let greeting = match channel {
            Channel::Email => talk,
            Channel::Chat | Channel::Social => self.dice.between(8_000.0, 45_000.0) as u64,
            Channel::Phone => 2_000,
        };
        // A call takes all that is left.
        let desk = &mut self.desks[agent];
        let left = self.site.staff[agent].capacity.saturating_sub(desk.load);
        let taken = if channel == Channel::Phone { left } else { 1 };
        desk.load += taken;
        self.taken.insert(number, taken);
        self.desks[agent].last_given = at;
        let contact = &mut self.contacts[number];
        contact.agent = Some(agent);
        contact.first_answered_at.get_or_insert(at + greeting);
        self.events.insert((at + talk.max(greeting), number, Event::Done { agent }));
    }

    fn skill(&self, number: usize) -> usize {
        self.site.intents[self.contacts[number].arrival.intent].skill
    }

    /// Whoever was not helped may come again for the same, within some days.
    fn perhaps_again(&mut self, number: usize, at: u64, share: f64) {
        let later = at + (self.dice.exponential(1.4) * DAY as f64) as u64 + 10 * MINUTE;
        if self.dice.chance(share) && later < self.until {
            let arrival = Arrival { at: later, channel: Channel::Social, ..self.contacts[number].arrival.clone() };
            self.come(arrival);
        }
    }
}
