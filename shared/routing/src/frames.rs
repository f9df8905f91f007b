//! What agents are shown. Everything shown is a function of the records, so that a desk that slept knows what it said last.

use std::collections::{BTreeMap, BTreeSet};

use wire::desk::AgentStatus;
use wire::hello::PROTOCOL;
use wire::{AgentId, AgentProfile, DeskFrame, Offer, Presence, QueueItem, Summary, Timestamp, encode, limits};

use crate::book::Touched;
use crate::record::{Agent, Place};
use crate::{Desk, Effect, SocketId};

/// Summaries in one frame together stay below this: a reader refuses frames above `limits::FRAME_BYTES`.
const LISTED_BYTES: usize = limits::FRAME_BYTES * 3 / 4;

/// What the greeted sockets were last told.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    queue: Queue,
    team: Vec<AgentStatus>,
    own: BTreeMap<AgentId, Own>,
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Queue {
    items: Vec<QueueItem>,
    total: u64,
}

/// What concerns one agent.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Own {
    presence: Presence,
    capacity: u8,
    mine: Vec<Summary>,
    mentions: Vec<Summary>,
    offers: Vec<Offer>,
}

impl Desk {
    /// Sends what changed to whom it concerns, and everything to those who just said hello.
    pub(crate) fn show(&mut self, touched: &Touched, staff: &BTreeSet<AgentId>, greeted: &BTreeSet<SocketId>, now: Timestamp) {
        let queue = touched.queue.then(|| self.book_queue());
        let queue_changed = replace(&mut self.shown.queue, queue);
        let somebody = !touched.agents.is_empty() || !staff.is_empty();
        let team = somebody.then(|| self.team());
        let team_changed = replace(&mut self.shown.team, team);
        let mut changed: BTreeMap<AgentId, Vec<DeskFrame>> = BTreeMap::new();
        for id in touched.agents.union(staff) {
            let Some(agent) = self.staff.get(id) else {
                self.shown.own.remove(id);
                continue;
            };
            let own = self.own(*id, agent);
            let frames = own.since(self.shown.own.get(id), now);
            self.shown.own.insert(*id, own);
            changed.insert(*id, frames);
        }
        for (socket, attachment) in &self.sockets {
            let mut frames = Vec::new();
            let is_new = greeted.contains(socket);
            if is_new {
                if let (Some(agent), Some(own)) = (self.staff.get(&attachment.agent), self.shown.own.get(&attachment.agent)) {
                    frames.push(welcome(agent, now));
                    frames.extend(own.lists(now));
                }
            } else if attachment.greeted {
                frames.extend(changed.get(&attachment.agent).cloned().unwrap_or_default());
            } else {
                continue;
            }
            if is_new || queue_changed {
                frames.push(DeskFrame::Queue { items: self.shown.queue.items.clone(), total: self.shown.queue.total });
            }
            if is_new || team_changed {
                frames.push(DeskFrame::Team { agents: self.shown.team.clone() });
            }
            self.effects.extend(frames.into_iter().map(|frame| Effect::Send { socket: *socket, frame }));
        }
    }

    /// What everybody should see now.
    pub(crate) fn current(&self) -> Shown {
        let own = self.staff.iter().map(|(id, agent)| (*id, self.own(*id, agent))).collect();
        Shown { queue: self.book_queue(), team: self.team(), own }
    }

    fn book_queue(&self) -> Queue {
        let mut bytes = 0;
        let items = self
            .book
            .queue()
            .take(limits::QUEUE_LISTED)
            .map(|(_, held)| QueueItem {
                // A card is for who answers; they get it with the offer.
                summary: Summary { card: None, ..held.summary.clone() },
                offered_to: match &held.place {
                    Place::Offered { agent, .. } => Some(*agent),
                    Place::Waiting | Place::Assigned { .. } | Place::Gone { .. } => None,
                },
            })
            .take_while(|item| {
                bytes += encode(item).len();
                bytes <= LISTED_BYTES
            })
            .collect();
        Queue { items, total: self.book.queued() as u64 }
    }

    /// Who is here, and who still holds something.
    fn team(&self) -> Vec<AgentStatus> {
        let assigned = |id: &AgentId| self.book.load(*id).map_or(0, |load| load.assigned.len());
        self.staff
            .iter()
            .filter(|(id, agent)| agent.gone_since.is_none() || assigned(id) > 0)
            .map(|(id, agent)| AgentStatus {
                id: *id,
                name: agent.profile.name.clone(),
                presence: agent.shown_presence(),
                capacity: agent.capacity(),
                conversations: u32::try_from(assigned(id)).unwrap_or(u32::MAX),
            })
            .collect()
    }

    fn own(&self, id: AgentId, agent: &Agent) -> Own {
        let load = self.book.load(id);
        let assigned = load.into_iter().flat_map(|load| &load.assigned);
        let mut mine: Vec<Summary> = assigned.filter_map(|id| Some(self.book.get(*id)?.summary.clone())).collect();
        slim(mine.iter_mut());
        let offered = load.into_iter().flat_map(|load| &load.offered);
        let mut offers: Vec<Offer> = offered
            .filter_map(|id| {
                let held = self.book.get(*id)?;
                match held.place {
                    Place::Offered { offer, expires_at, .. } => {
                        Some(Offer { id: offer, expires_at, summary: held.summary.clone() })
                    }
                    Place::Waiting | Place::Assigned { .. } | Place::Gone { .. } => None,
                }
            })
            .collect();
        slim(offers.iter_mut().map(|offer| &mut offer.summary));
        let mut bytes = 0;
        let mentions = self.book.mentions(id).take(limits::QUEUE_LISTED);
        let mentions = mentions.map(|held| Summary { card: None, ..held.summary.clone() }).take_while(|summary| {
            bytes += encode(summary).len();
            bytes <= LISTED_BYTES
        });
        let mentions = mentions.collect();
        Own { presence: agent.presence, capacity: agent.capacity(), mine, mentions, offers }
    }
}

impl Own {
    fn since(&self, before: Option<&Own>, now: Timestamp) -> Vec<DeskFrame> {
        let mut frames = Vec::new();
        if before.is_none_or(|before| (before.presence, before.capacity) != (self.presence, self.capacity)) {
            frames.push(DeskFrame::Me { presence: self.presence, capacity: self.capacity });
        }
        if before.is_none_or(|before| before.mine != self.mine) {
            frames.push(DeskFrame::Mine { conversations: self.mine.clone() });
        }
        if before.is_none_or(|before| before.mentions != self.mentions) {
            frames.push(DeskFrame::Mentions { conversations: self.mentions.clone() });
        }
        if before.is_none_or(|before| before.offers != self.offers) {
            frames.push(DeskFrame::Offers { offers: self.offers.clone(), now });
        }
        frames
    }

    fn lists(&self, now: Timestamp) -> [DeskFrame; 3] {
        [
            DeskFrame::Mine { conversations: self.mine.clone() },
            DeskFrame::Mentions { conversations: self.mentions.clone() },
            DeskFrame::Offers { offers: self.offers.clone(), now },
        ]
    }
}

fn welcome(agent: &Agent, now: Timestamp) -> DeskFrame {
    let me = AgentProfile { capacity: agent.capacity(), ..agent.profile.clone() };
    DeskFrame::Welcome { protocol: PROTOCOL, me, presence: agent.presence, now }
}

/// Leaves out cards where all of them would not fit one frame; the conversation itself has them.
fn slim<'a>(summaries: impl Iterator<Item = &'a mut Summary>) {
    let mut bytes = 0;
    for summary in summaries {
        let whole = encode(summary).len();
        if bytes + whole > LISTED_BYTES {
            summary.card = None;
        }
        bytes += encode(summary).len();
    }
}

/// Takes what is new, if anything was looked up. True if it differs from what was held.
fn replace<T: PartialEq>(held: &mut T, new: Option<T>) -> bool {
    let Some(new) = new.filter(|new| new != held) else { return false };
    *held = new;
    true
}
