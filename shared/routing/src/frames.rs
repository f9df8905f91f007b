//! What agents are shown. Everything shown is a function of the records, so that a desk that slept knows what it said last.

use std::collections::{BTreeMap, BTreeSet};

use wire::desk::AgentStatus;
use wire::hello::PROTOCOL;
use wire::{AgentId, AgentProfile, AppliedSla, DeskFrame, Offer, Presence, QueueItem, Summary, Timestamp, encode, limits};

use crate::book::Touched;
use crate::record::{Agent, Held, Place};
use crate::{Desk, Effect, SocketId};

/// Summaries in one frame together stay below this: a reader refuses frames above `limits::FRAME_BYTES`.
const LISTED_BYTES: usize = limits::FRAME_BYTES * 3 / 4;

/// An agent's status without their name, at most.
const STATUS_BYTES: usize = 130;

/// What the greeted sockets were last told.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    own: BTreeMap<AgentId, Own>,
    lists: Lists,
    /// The lists may have changed since.
    is_stale: bool,
    /// When lists may be sent next.
    next_at: Timestamp,
}

/// What everybody is shown.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Lists {
    queue: Option<DeskFrame>,
    team: Option<DeskFrame>,
}

/// What concerns one agent.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Own {
    presence: Presence,
    capacity: u8,
    mine: Vec<Summary>,
    sla: Vec<AppliedSla>,
    mentions: Vec<Summary>,
    offers: Vec<Offer>,
}

impl Desk {
    /// Sends what changed to whom it concerns, and everything to those who just said hello. Lists that everybody is shown follow
    /// at most once a [`limits::LIST_PAUSE`].
    pub(crate) fn show(&mut self, touched: &Touched, staff: &BTreeSet<AgentId>, greeted: &BTreeSet<SocketId>, now: Timestamp) {
        self.shown.is_stale |= touched.queue || !touched.agents.is_empty() || !staff.is_empty();
        for id in touched.agents.union(staff) {
            let sockets: Vec<SocketId> = self.sockets.greeted_of(*id).filter(|socket| !greeted.contains(socket)).collect();
            let Some(agent) = self.staff.get(id).filter(|_| self.sockets.greeted_of(*id).next().is_some()) else {
                self.shown.own.remove(id);
                continue;
            };
            let own = self.own(*id, agent);
            for frame in own.since(self.shown.own.get(id), now) {
                self.broadcast(sockets.clone(), frame);
            }
            self.shown.own.insert(*id, own);
        }
        if !greeted.is_empty() {
            self.greet_all(greeted, now);
        }
        if self.lists_due().is_some_and(|due| due <= now) {
            self.show_lists(greeted, now);
        }
    }

    /// When lists that changed may be sent.
    pub(crate) fn lists_due(&self) -> Option<Timestamp> {
        (self.shown.is_stale && self.sockets.greeted().next().is_some()).then_some(self.shown.next_at)
    }

    fn greet_all(&mut self, greeted: &BTreeSet<SocketId>, now: Timestamp) {
        let lists = self.lists();
        for socket in greeted {
            let Some(id) = self.sockets.get(*socket).map(|attachment| attachment.agent) else { continue };
            let Some(agent) = self.staff.get(&id) else { continue };
            let own = self.own(id, agent);
            let frames =
                [welcome(agent, now)].into_iter().chain(own.lists(now)).chain(lists.queue.clone()).chain(lists.team.clone());
            self.effects.extend(frames.map(|frame| Effect::Send { socket: *socket, frame }));
            self.shown.own.insert(id, own);
        }
        // From here on not all have been shown the same.
        if lists != self.shown.lists {
            self.shown.lists = Lists::default();
            self.shown.is_stale = true;
        }
    }

    fn show_lists(&mut self, greeted: &BTreeSet<SocketId>, now: Timestamp) {
        let lists = self.lists();
        let sockets: Vec<SocketId> = self.sockets.greeted().filter(|socket| !greeted.contains(socket)).collect();
        let changed = [
            lists.queue.clone().filter(|_| lists.queue != self.shown.lists.queue),
            lists.team.clone().filter(|_| lists.team != self.shown.lists.team),
        ];
        for frame in changed.into_iter().flatten() {
            self.broadcast(sockets.clone(), frame);
        }
        self.shown.lists = lists;
        self.shown.is_stale = false;
        self.shown.next_at = now + limits::LIST_PAUSE;
    }

    fn broadcast(&mut self, sockets: Vec<SocketId>, frame: DeskFrame) {
        if !sockets.is_empty() {
            self.effects.push_back(Effect::Broadcast { sockets, frame });
        }
    }

    /// What everybody with a socket that slept through was shown: all of their own, and lists nobody can say the age of.
    pub(crate) fn current(&self, now: Timestamp) -> Shown {
        let greeted = self.sockets.greeted().filter_map(|socket| self.sockets.get(socket));
        let own = greeted
            .filter_map(|attachment| Some((attachment.agent, self.own(attachment.agent, self.staff.get(&attachment.agent)?))));
        Shown { own: own.collect(), lists: Lists::default(), is_stale: true, next_at: now }
    }

    fn lists(&self) -> Lists {
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
                sla: held.first_due(),
            })
            .take_while(|item| {
                bytes += encode(item).len();
                bytes <= LISTED_BYTES
            })
            .collect();
        Lists { queue: Some(DeskFrame::Queue { items, total: self.book.queued() as u64 }), team: Some(self.team()) }
    }

    /// Who is here, and who still holds something.
    fn team(&self) -> DeskFrame {
        let assigned = |id: &AgentId| self.book.load(*id).map_or(0, |load| load.assigned.len());
        let mut bytes = 0;
        let mut total = 0;
        let mut agents = Vec::new();
        for (id, agent) in self.staff.iter().filter(|(id, agent)| agent.gone_since.is_none() || assigned(id) > 0) {
            total += 1;
            bytes += STATUS_BYTES + encode(&agent.profile.name).len();
            if bytes > LISTED_BYTES {
                continue;
            }
            agents.push(AgentStatus {
                id: *id,
                name: agent.profile.name.clone(),
                presence: agent.shown_presence(),
                capacity: agent.capacity(),
                conversations: u32::try_from(assigned(id)).unwrap_or(u32::MAX),
            });
        }
        DeskFrame::Team { agents, total }
    }

    fn own(&self, id: AgentId, agent: &Agent) -> Own {
        let load = self.book.load(id);
        let assigned = load.into_iter().flat_map(|load| &load.assigned);
        let mut mine: Vec<Summary> = assigned.filter_map(|id| Some(self.book.get(*id)?.summary.clone())).collect();
        let sla = mine.iter().filter_map(|summary| self.book.get(summary.conversation)).filter_map(Held::first_due).collect();
        slim(mine.iter_mut());
        let offered = load.into_iter().flat_map(|load| &load.offered);
        let mut offers: Vec<Offer> = offered
            .filter_map(|id| {
                let held = self.book.get(*id)?;
                match held.place {
                    Place::Offered { offer, expires_at, .. } => {
                        Some(Offer { id: offer, expires_at, summary: held.summary.clone(), sla: held.first_due() })
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
        Own { presence: agent.presence, capacity: agent.capacity(), mine, sla, mentions, offers }
    }
}

impl Own {
    fn since(&self, before: Option<&Own>, now: Timestamp) -> Vec<DeskFrame> {
        let mut frames = Vec::new();
        if before.is_none_or(|before| (before.presence, before.capacity) != (self.presence, self.capacity)) {
            frames.push(DeskFrame::Me { presence: self.presence, capacity: self.capacity });
        }
        if before.is_none_or(|before| (&before.mine, &before.sla) != (&self.mine, &self.sla)) {
            frames.push(DeskFrame::Mine { conversations: self.mine.clone(), sla: self.sla.clone() });
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
            DeskFrame::Mine { conversations: self.mine.clone(), sla: self.sla.clone() },
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

impl Shown {
    /// The clock stepped back: nothing may be further ahead than it ever should.
    pub(crate) fn rewind(&mut self, now: Timestamp) {
        self.next_at = self.next_at.min(now + limits::LIST_PAUSE);
    }
}
