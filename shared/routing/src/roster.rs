//! Agents with room, ordered so that the best of each kind is found without looking at the others.

use std::collections::{BTreeMap, BTreeSet};

use wire::{AgentId, Channel, SkillId, TeamId, Timestamp};

use crate::policy::RESERVE_ROOM;
use crate::record::{Agent, Knowledge};
use crate::workload::{Channels, Workload, served};

/// An agent's place among equals: the least open, then the least versatile, then the longest without new work, then the lowest id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seat {
    pub(crate) open: u32,
    breadth: u32,
    pub(crate) idle_since: Timestamp,
    pub(crate) agent: AgentId,
}

/// Agents who serve the same channels and have room for the same ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Station {
    pub(crate) serves: Channels,
    open: Channels,
}

/// The agents of a station, each with room.
#[derive(Debug, Default)]
pub(crate) struct Bench {
    pub(crate) everyone: BTreeSet<Seat>,
    primary: BTreeMap<SkillId, BTreeSet<Seat>>,
    secondary: BTreeMap<SkillId, BTreeSet<Seat>>,
    teams: BTreeMap<TeamId, BTreeSet<Seat>>,
}

/// The room of all who are available and serve the same channels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Room {
    capacity: u64,
    free: u64,
}

impl Room {
    /// Whether more is free than is kept: the share of [`RESERVE_ROOM`] scaled by the square root of the room, at most half of it
    /// unless the share is more.
    fn spares(self, reserve_permille: u32) -> bool {
        let (free, capacity, share) = (u128::from(self.free) * 1_000, u128::from(self.capacity), u128::from(reserve_permille));
        // Squared, so that every host computes the same.
        share == 0 || free > capacity * share.max(500) || free * free > share * share * RESERVE_ROOM * capacity
    }
}

/// What was indexed of an agent, so that it can be taken out again.
#[derive(Debug)]
struct Indexed {
    seat: Seat,
    station: Station,
    room: Room,
    primary: Vec<SkillId>,
    secondary: Vec<SkillId>,
    teams: Vec<TeamId>,
}

#[derive(Debug, Default)]
pub(crate) struct Roster {
    indexed: BTreeMap<AgentId, Indexed>,
    benches: BTreeMap<Station, Bench>,
    rooms: BTreeMap<Channels, Room>,
}

static NOBODY: BTreeSet<Seat> = BTreeSet::new();

impl Bench {
    pub(crate) fn skilled(&self, skill: &SkillId, knows: Knowledge) -> &BTreeSet<Seat> {
        match knows {
            Knowledge::Primary => self.primary.get(skill),
            Knowledge::Secondary => self.secondary.get(skill),
            Knowledge::Untrained => None,
        }
        .unwrap_or(&NOBODY)
    }

    pub(crate) fn team(&self, team: &TeamId) -> &BTreeSet<Seat> {
        self.teams.get(team).unwrap_or(&NOBODY)
    }
}

impl Roster {
    /// Keeps what is true of an agent now; none for one who is gone.
    pub(crate) fn update(&mut self, id: AgentId, agent: Option<&Agent>, work: Workload) {
        if let Some(old) = self.indexed.remove(&id) {
            self.take_out(&old);
        }
        let Some(agent) = agent.filter(|agent| agent.is_available()) else { return };
        let profile = &agent.profile;
        let capacity = u64::from(agent.capacity());
        let indexed = Indexed {
            seat: Seat {
                open: work.total(),
                breadth: u32::try_from(2 * profile.skills.len() + profile.secondary_skills.len()).unwrap_or(u32::MAX),
                idle_since: agent.idle_since,
                agent: id,
            },
            station: Station { serves: served(profile), open: work.open(agent) },
            room: Room { capacity, free: capacity.saturating_sub(u64::from(work.taken(agent))) },
            primary: profile.skills.clone(),
            secondary: profile.secondary_skills.iter().filter(|skill| !profile.skills.contains(skill)).cloned().collect(),
            teams: profile.teams.clone(),
        };
        self.put_in(&indexed);
        self.indexed.insert(id, indexed);
    }

    /// Benches with room for one more of a channel.
    pub(crate) fn open(&self, channel: Channel) -> impl Iterator<Item = (Station, &Bench)> {
        self.benches.iter().filter(move |(station, _)| station.open.contains(channel)).map(|(station, bench)| (*station, bench))
    }

    /// Whether more than a reserve of the room of those who serve these channels is free.
    pub(crate) fn spares(&self, serves: Channels, reserve_permille: u32) -> bool {
        self.rooms.get(&serves).copied().unwrap_or_default().spares(reserve_permille)
    }

    /// The seat of an agent with room for one more of a channel.
    pub(crate) fn seat(&self, agent: AgentId, channel: Channel) -> Option<(Station, Seat)> {
        let indexed = self.indexed.get(&agent).filter(|indexed| indexed.station.open.contains(channel))?;
        Some((indexed.station, indexed.seat))
    }

    fn put_in(&mut self, new: &Indexed) {
        let room = self.rooms.entry(new.station.serves).or_default();
        room.capacity += new.room.capacity;
        room.free += new.room.free;
        if new.station.open == Channels::default() {
            return;
        }
        let bench = self.benches.entry(new.station).or_default();
        bench.everyone.insert(new.seat);
        for skill in &new.primary {
            bench.primary.entry(skill.clone()).or_default().insert(new.seat);
        }
        for skill in &new.secondary {
            bench.secondary.entry(skill.clone()).or_default().insert(new.seat);
        }
        for team in &new.teams {
            bench.teams.entry(team.clone()).or_default().insert(new.seat);
        }
    }

    fn take_out(&mut self, old: &Indexed) {
        if let Some(room) = self.rooms.get_mut(&old.station.serves) {
            room.capacity -= old.room.capacity;
            room.free -= old.room.free;
        }
        let Some(bench) = self.benches.get_mut(&old.station) else { return };
        bench.everyone.remove(&old.seat);
        for skill in &old.primary {
            remove(&mut bench.primary, skill, &old.seat);
        }
        for skill in &old.secondary {
            remove(&mut bench.secondary, skill, &old.seat);
        }
        for team in &old.teams {
            remove(&mut bench.teams, team, &old.seat);
        }
        if bench.everyone.is_empty() {
            self.benches.remove(&old.station);
        }
    }
}

fn remove<K: Ord>(seats: &mut BTreeMap<K, BTreeSet<Seat>>, key: &K, seat: &Seat) {
    if let Some(set) = seats.get_mut(key) {
        set.remove(seat);
        if set.is_empty() {
            seats.remove(key);
        }
    }
}
