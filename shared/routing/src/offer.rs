//! Offers: the choice of conversation and agent, and what becomes of an offer.

use wire::desk::Assignment;
use wire::fact::FactKind;
use wire::{AgentId, Channel, ConversationId, DeskFrame, OfferId, Rule, Timestamp, Write, limits};

use crate::choice::Choice;
use crate::record::{self, Agent, Candidate, LastTurn, Place, Why};
use crate::workload::Workload;
use crate::{Desk, Effect, SocketId};

impl Desk {
    /// Offers until nobody waits for whom an eligible agent has unreserved room.
    pub(crate) fn dispatch(&mut self, now: Timestamp) {
        self.refresh_roster();
        if !std::mem::take(&mut self.book.touched.match_again) {
            return;
        }
        while let Some(choice) = self.choose(now) {
            self.offer(&choice, now);
            self.refresh_roster();
        }
        // Offering touches loads too, but takes room only.
        self.book.touched.match_again = false;
    }

    fn offer(&mut self, choice: &Choice, now: Timestamp) {
        let id = choice.conversation;
        let (Some(agent), Some(held)) = (choice.contenders.first().map(|first| first.seat.agent), self.book.get(id)) else {
            return;
        };
        let candidates = choice.contenders.iter().map(|contender| Candidate {
            agent: contender.seat.agent,
            knows: contender.knows,
            refusals: contender.refusals,
            load: contender.seat.open,
            capacity: self.staff.get(&contender.seat.agent).map_or(0, Agent::capacity),
            idle_since: contender.seat.idle_since,
            fitness_permille: u32::try_from(permille(contender.fitness)).unwrap_or(u32::MAX),
        });
        let why = Why {
            at: now,
            agent,
            rule: choice.rule,
            skill: held.required().cloned(),
            queued_at: held.summary.queued_at,
            urgency_permille: permille(choice.urgency),
            eligible: u32::try_from(choice.eligible).unwrap_or(u32::MAX),
            candidates: candidates.collect(),
            excluded: held.excluded.keys().copied().collect(),
            chosen_by: None,
        };
        let channel = held.summary.channel;
        self.turn.appended.push(record::why(id, held.epoch + 1, &why));
        self.book.edit(id, |held| {
            held.offers += 1;
            held.place = Place::Offered { offer: offer_id(id, held.offers), agent, expires_at: now + limits::OFFER_TIMEOUT };
        });
        if choice.rule == Rule::RoundRobin {
            self.take_turn(channel, agent);
        }
        self.record(id, FactKind::Offered { agent }, now);
    }

    pub(crate) fn accept(&mut self, socket: SocketId, agent: AgentId, offer: OfferId, now: Timestamp) {
        let Some(conversation) = self.offered_to(agent, offer) else { return self.offer_gone(socket, offer) };
        self.book.edit(conversation, |held| {
            held.epoch += 1;
            held.clear_search();
            held.place = Place::Assigned { assignment: Assignment { conversation, agent, epoch: held.epoch, at: now } };
        });
        self.record(conversation, FactKind::Assigned { agent }, now);
        self.count_wait(conversation, true, now);
        self.edit_agent(agent, |agent| agent.idle_since = now);
        self.tell_assigned(conversation, now);
    }

    pub(crate) fn decline(&mut self, socket: SocketId, agent: AgentId, offer: OfferId, now: Timestamp) {
        let Some(conversation) = self.offered_to(agent, offer) else { return self.offer_gone(socket, offer) };
        self.refuse(conversation, agent, now);
        self.record(conversation, FactKind::OfferDeclined { agent }, now);
    }

    pub(crate) fn expire(&mut self, conversation: ConversationId, agent: AgentId, now: Timestamp) {
        self.refuse(conversation, agent, now);
        self.record(conversation, FactKind::OfferExpired { agent }, now);
    }

    /// Waits again, and goes to somebody else first.
    fn refuse(&mut self, conversation: ConversationId, agent: AgentId, now: Timestamp) {
        self.book.edit(conversation, |held| {
            held.refused_by(agent, now);
            held.place = Place::Waiting;
        });
    }

    /// Takes back what an agent may no longer take, newest first. Nobody refused, so nobody is passed over.
    pub(crate) fn withdraw_unfit(&mut self, id: AgentId, now: Timestamp) {
        let (Some(agent), Some(load)) = (self.staff.get(&id), self.book.load(id)) else { return };
        let mut offers: Vec<(Timestamp, ConversationId)> = load
            .offered
            .iter()
            .filter_map(|conversation| match self.book.get(*conversation)?.place {
                Place::Offered { expires_at, .. } => Some((expires_at, *conversation)),
                Place::Waiting | Place::Assigned { .. } | Place::Gone { .. } => None,
            })
            .collect();
        offers.sort_unstable();
        let rule = self.book.policy().rule_at(now);
        let mut work = Workload::default();
        for held in load.assigned.iter().filter_map(|conversation| self.book.get(*conversation)) {
            work.add(held.summary.channel);
        }
        let online = agent.presence == wire::Presence::Online;
        let mut unfit = Vec::new();
        for (_, conversation) in offers {
            let Some(held) = self.book.get(conversation) else { continue };
            if online && work.admits(agent, held.summary.channel) && self.is_fit(held, id, rule) {
                work.add(held.summary.channel);
            } else {
                unfit.push(conversation);
            }
        }
        for conversation in unfit {
            self.book.edit(conversation, |held| held.place = Place::Waiting);
        }
    }

    fn offered_to(&self, who: AgentId, offer: OfferId) -> Option<ConversationId> {
        let conversation = self.book.offer(offer)?;
        match self.book.get(conversation)?.place {
            Place::Offered { agent, .. } if agent == who => Some(conversation),
            Place::Offered { .. } | Place::Waiting | Place::Assigned { .. } | Place::Gone { .. } => None,
        }
    }

    fn offer_gone(&mut self, socket: SocketId, offer: OfferId) {
        self.turn.replies.push(Effect::Send { socket, frame: DeskFrame::OfferGone { offer } });
    }

    /// Tells the roster of everybody who changed. Whoever waits for an agent who is no longer here waits for anybody.
    pub(crate) fn refresh_roster(&mut self) {
        for id in std::mem::take(&mut self.book.stale) {
            let agent = self.staff.get(&id);
            if !agent.is_some_and(Agent::is_available) {
                for conversation in self.book.waiting_for(id, agent.is_none()) {
                    self.book.edit(conversation, |held| held.hold_until = None);
                }
            }
            self.roster.update(id, agent, self.book.work(id));
            let leaving = agent.and_then(|agent| agent.gone_since).filter(|_| self.book.load(id).is_some());
            self.leaving.set(id, leaving);
        }
    }

    fn take_turn(&mut self, channel: Channel, agent: AgentId) {
        self.turns.insert(channel, agent);
        let turns: Vec<LastTurn> =
            self.turns.iter().map(|(channel, agent)| LastTurn { channel: *channel, agent: *agent }).collect();
        self.turn.appended.push(Write::put(record::TURNS, &turns));
    }
}

/// Ids need to differ, not to be secret: who may answer an offer is checked. Each step is a bijection of 128 bits, so two offers
/// of one conversation never share an id.
fn offer_id(conversation: ConversationId, count: u64) -> OfferId {
    const ODD: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835;
    let mut bits = conversation.bits().wrapping_add(u128::from(count).wrapping_mul(ODD));
    for _ in 0..3 {
        bits = (bits ^ (bits >> 67)).wrapping_mul(ODD);
    }
    OfferId::from_bits(bits ^ (bits >> 61))
}

/// In thousandths, as reasons tell it.
fn permille(value: f64) -> u64 {
    (value * 1_000.0).round() as u64
}
