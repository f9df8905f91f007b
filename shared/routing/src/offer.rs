//! Offers: the choice of conversation and agent, and what becomes of an offer.

use std::cmp::Ordering;

use wire::desk::Assignment;
use wire::fact::FactKind;
use wire::{AgentId, ConversationId, DeskFrame, OfferId, Timestamp, limits};

use crate::book::Rank;
use crate::policy::CANDIDATES_TOLD;
use crate::record::{self, Agent, Candidate, Held, Place, Why};
use crate::{Desk, Effect, SocketId};

impl Desk {
    /// Offers until nobody waits for whom an eligible agent has room.
    pub(crate) fn dispatch(&mut self, now: Timestamp) {
        if !std::mem::take(&mut self.book.touched.match_again) {
            return;
        }
        while let Some((conversation, candidates)) = self.next_match() {
            self.offer(conversation, candidates, now);
        }
        // Offering touches loads too, but takes room only.
        self.book.touched.match_again = false;
    }

    /// The first conversation in order that somebody can take, and all who can, best first.
    fn next_match(&self) -> Option<(ConversationId, Vec<Candidate>)> {
        let open: Vec<(AgentId, &Agent)> =
            self.staff.iter().filter(|(id, agent)| self.has_room(**id, agent)).map(|(id, agent)| (*id, agent)).collect();
        if open.is_empty() {
            return None;
        }
        let mut first: Option<&Rank> = None;
        for (skill, ranks) in self.book.waiting() {
            let skilled: Vec<AgentId> = open.iter().filter(|(_, agent)| agent.has_skill(skill)).map(|(id, _)| *id).collect();
            if skilled.is_empty() {
                continue;
            }
            let ahead = ranks.iter().take_while(|rank| first.is_none_or(|first| *rank < first));
            let found = ahead.into_iter().find(|rank| {
                self.book.get(rank.conversation).is_some_and(|held| skilled.iter().any(|id| !held.excluded.contains_key(id)))
            });
            first = found.or(first);
        }
        let conversation = first?.conversation;
        let held = self.book.get(conversation)?;
        let mut candidates: Vec<Candidate> = open
            .iter()
            .filter(|(id, agent)| may_take(held, *id, agent))
            .map(|(id, agent)| self.candidate(held, *id, agent))
            .collect();
        candidates.sort_by(by_choice);
        Some((conversation, candidates))
    }

    fn offer(&mut self, id: ConversationId, mut candidates: Vec<Candidate>, now: Timestamp) {
        let Some(agent) = candidates.first().map(|candidate| candidate.agent) else { return };
        let Some(held) = self.book.get(id) else { return };
        let eligible = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
        candidates.truncate(CANDIDATES_TOLD);
        let why = Why {
            at: now,
            agent,
            skill: held.required().cloned(),
            queued_at: held.summary.queued_at,
            eligible,
            candidates,
            excluded: held.excluded.keys().copied().collect(),
        };
        self.turn.appended.push(record::why(id, held.epoch + 1, &why));
        self.book.edit(id, |held| {
            held.offers += 1;
            held.place = Place::Offered { offer: offer_id(id, held.offers), agent, expires_at: now + limits::OFFER_TIMEOUT };
        });
        self.record(id, FactKind::Offered { agent }, now);
    }

    pub(crate) fn accept(&mut self, socket: SocketId, agent: AgentId, offer: OfferId, now: Timestamp) {
        let Some(conversation) = self.offered_to(agent, offer) else { return self.offer_gone(socket, offer) };
        self.book.edit(conversation, |held| {
            held.epoch += 1;
            held.clear_refusals();
            held.place = Place::Assigned { assignment: Assignment { conversation, agent, epoch: held.epoch, at: now } };
        });
        self.record(conversation, FactKind::Assigned { agent }, now);
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
    pub(crate) fn withdraw_unfit(&mut self, id: AgentId) {
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
        let mut room = usize::from(agent.capacity()).saturating_sub(load.assigned.len());
        let online = agent.presence == wire::Presence::Online;
        let mut unfit = Vec::new();
        for (_, conversation) in offers {
            let skill = self.book.get(conversation).and_then(Held::required);
            if online && room > 0 && agent.has_skill(skill) {
                room -= 1;
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

    fn has_room(&self, id: AgentId, agent: &Agent) -> bool {
        agent.is_available() && self.book.taken(id) < usize::from(agent.capacity())
    }

    fn candidate(&self, held: &Held, id: AgentId, agent: &Agent) -> Candidate {
        let load = u32::try_from(self.book.taken(id)).unwrap_or(u32::MAX);
        let refusals = held.refusals.get(&id).copied().unwrap_or(0);
        Candidate { agent: id, refusals, load, capacity: agent.capacity(), idle_since: agent.idle_since }
    }
}

fn may_take(held: &Held, id: AgentId, agent: &Agent) -> bool {
    agent.has_skill(held.required()) && !held.excluded.contains_key(&id)
}

/// Who refused it least, then the lowest share of capacity taken, then the longest idle, then the id.
fn by_choice(a: &Candidate, b: &Candidate) -> Ordering {
    let share = |mine: &Candidate, other: &Candidate| u64::from(mine.load) * u64::from(other.capacity);
    a.refusals
        .cmp(&b.refusals)
        .then(share(a, b).cmp(&share(b, a)))
        .then(a.idle_since.cmp(&b.idle_since))
        .then(a.agent.cmp(&b.agent))
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
